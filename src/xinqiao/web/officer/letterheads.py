"""How do the letters of the own organisation look: the mark of their numbers, the seal, the signature?"""

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xinqiao.correspondence.letters.keeping import picture_of
from xinqiao.correspondence.letters.pictures import LARGEST_BYTES, UnfitPicture, add_picture, sample_sheet
from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.access import NoSuchPetition
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.components.writings import PDF, as_file
from xinqiao.web.officer.entering import context_for, for_officers, require

_PICTURES = {"seal": False, "signature": True}


class MarkForm(forms.ModelForm):
    """The mark with which the numbers of letters begin."""

    class Meta:
        model = Organisation
        fields = ("letter_mark",)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def letterhead_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The mark, seal and signature as they are, and changing one of them."""
    require(officer, Permission.MANAGE_PEOPLE)
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = _change(request, officer)
        if not faults:
            messages.success(request, _("Letters issued from now on bear it; those that were issued stay as they are."))
            return redirect("officer:letterhead")
    today = timezone.localdate()
    page = {
        "organisation": officer.organisation,
        "mark": request.POST.get("letter_mark", officer.organisation.letter_mark),
        "has_seal": bool(picture_of(officer.organisation_id, on=today)),
        "has_signature": bool(picture_of(officer.organisation_id, on=today, is_signature=True)),
        "faults": [{"id": f"field-{name}", "sentence": sentence} for name, sentence in faults.items()],
        "fault_of": faults,
    }
    context = context_for(request, officer, **page)
    return render(request, "officer/letterhead.html", context, status=422 if faults else 200)


@require_safe
@for_officers
def picture(request: HttpRequest, officer: Officer, name: str) -> HttpResponse:
    """The seal or the signature, as letters of today bear it."""
    require(officer, Permission.MANAGE_PEOPLE)
    if name not in _PICTURES:
        raise NoSuchPetition
    png = picture_of(officer.organisation_id, on=timezone.localdate(), is_signature=_PICTURES[name])
    if not png:
        raise NoSuchPetition
    response = HttpResponse(png, content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@for_officers
def sample(request: HttpRequest, officer: Officer) -> HttpResponse:
    """A sheet that shows how letters look, and says that it is none."""
    require(officer, Permission.MANAGE_PEOPLE)
    sheet = sample_sheet(officer.organisation, on=timezone.localdate())
    return as_file(sheet, name=_("Sample of a letter"), media_type=PDF)


def _change(request: HttpRequest, officer: Officer) -> dict[str, str]:
    """What is wrong with what was sent, by field; nothing where it was done."""
    for name, is_signature in _PICTURES.items():
        file = request.FILES.get(name)
        if file is not None:
            return _add(file, officer, name, is_signature=is_signature)
    if "letter_mark" not in request.POST:
        return {"seal": _("Choose a picture first.")}
    form = MarkForm(request.POST, instance=officer.organisation)
    if not form.is_valid() or "\x00" in request.POST["letter_mark"]:
        return {"letter_mark": _("The mark has at most 20 characters.")}
    mark = form.cleaned_data["letter_mark"].strip()
    if mark and Organisation.objects.filter(letter_mark=mark).exclude(pk=officer.organisation_id).exists():
        return {"letter_mark": _("Another organisation numbers its letters with this mark: choose one of your own.")}
    Organisation.objects.filter(pk=officer.organisation_id).update(letter_mark=mark)
    return {}


def _add(file: UploadedFile, officer: Officer, name: str, *, is_signature: bool) -> dict[str, str]:
    try:
        png = file.read(LARGEST_BYTES + 1)
        add_picture(officer=officer, png=png, is_signature=is_signature, since=timezone.localdate())
    except UnfitPicture as fault:
        return {name: str(fault)}
    return {}
