"""Was this letter issued by us? Asked with its number and code, or by its QR code; answered without a word of the matter.

An unknown number, a wrong code and a code of another letter get one and the same answer. What is sent to be compared
is read and thrown away.
"""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.correspondence.letters.checking import Confirmed, NoSuchLetter, confirmed, is_the_file
from xinqiao.safeguards.throttling import Scope, count_attempt
from xinqiao.safeguards.uploads.receiving import DEFAULT_LIMIT_BYTES
from xinqiao.web.components.fields import Form, FormField
from xinqiao.web.components.pages import caller_of, private, throttled

_LONGEST = 160


@require_http_methods(["GET", "HEAD", "POST"])
@private
@throttled
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for number and check code, and say whether there is such a letter."""
    if request.method != "POST":
        return _asked(request, number="", code="")
    number, code = request.POST.get("number", "").strip(), request.POST.get("code", "").strip()
    faults = {}
    if not number:
        faults["number"] = _("Write the number of the letter; it stands at its top right.")
    if not code:
        faults["code"] = _("Write the check code; it stands at the end of the letter.")
    if faults:
        return _asked(request, number=number, code=code, faults=faults, status=422)
    try:
        found = _confirmed(request, code, number)
    except NoSuchLetter:
        return _asked(request, number=number, code=code, sentence=_not_found(), status=404)
    return _shown(request, found, code=code)


@require_http_methods(["GET", "HEAD", "POST"])
@private
@throttled
def sheet(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the QR code of a letter opens; a file that is sent along is compared with the letter and not kept."""
    try:
        found = _confirmed(request, code, None)
    except NoSuchLetter:
        return _asked(request, number="", code=code[:_LONGEST], sentence=_not_found(), status=404)
    if request.method != "POST":
        return _shown(request, found, code=code)
    return _compared(request, found, code=code, file=request.FILES.get("file"))


def _confirmed(request: HttpRequest, code: str, number: str | None) -> Confirmed:
    count_attempt(Scope.VERIFYING, caller_of(request), at=timezone.now())
    return confirmed(code[:_LONGEST], None if number is None else number[:_LONGEST])


def _compared(request: HttpRequest, found: Confirmed, *, code: str, file: UploadedFile | None) -> HttpResponse:
    if file is None:
        return _shown(request, found, code=code, fault=_("Choose the PDF file that you want to compare."), status=422)
    limit: int = getattr(settings, "XINQIAO_UPLOAD_LIMIT_BYTES", DEFAULT_LIMIT_BYTES)
    if file.size is None or file.size > limit:
        return _shown(request, found, code=code, fault=_("No letter of ours is as large as this file."), status=422)
    return _shown(request, found, code=code, is_same=is_the_file(found, file))


def _shown(
    request: HttpRequest,
    found: Confirmed,
    *,
    code: str,
    is_same: bool | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    field = FormField(
        name="file",
        label=_("PDF file of the letter"),
        hint=_("The file is compared and thrown away."),
        fault=fault,
    )
    context = {"found": found, "code": code, "is_same": is_same, "form": Form(fields=(field,)), "field": field}
    return render(request, "verification/sheet.html", context, status=status)


def _not_found() -> str:
    return _(
        "We find no letter with this number and code. Check both against the letter; if they are right, show the letter "
        "to the office that is named on it."
    )


def _asked(
    request: HttpRequest,
    *,
    number: str,
    code: str,
    faults: dict[str, str] | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    faults = faults or {}
    fields = (
        FormField(
            name="number",
            label=_("Number of the letter"),
            hint=_("At its top right, for example 云溪信复〔2026〕12号. Brackets and spaces do not matter."),
            value=number,
            fault=faults.get("number", ""),
            autocomplete="off",
        ),
        FormField(
            name="code",
            label=_("Check code"),
            hint=_("Twelve letters and digits at the end of the letter, beside the QR code."),
            value=code,
            fault=faults.get("code", ""),
            css_class="is-code",
            autocomplete="off",
        ),
    )
    form = Form(fields=fields, sentence=sentence)
    return render(request, "verification/ask.html", {"form": form}, status=status)
