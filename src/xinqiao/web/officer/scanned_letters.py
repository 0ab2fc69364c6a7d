"""Letters on paper at the desk: laid down, read apart from this page, compared line by line beside the image, registered."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from xinqiao.intake.models import ScannedLetter, ScanState
from xinqiao.intake.scans.confirming import NoSuchLine, confirm_line
from xinqiao.intake.scans.keeping import files_of_letter, lay_letter, reading_of
from xinqiao.intake.scans.reading import picture_of
from xinqiao.intake.scans.registering import why_a_person_must_look
from xinqiao.intake.scans.slips import waiting_slips
from xinqiao.intake.scans.tasks import read_waiting_letter
from xinqiao.people.models import Officer
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.safeguards.permissions import Permission
from xinqiao.safeguards.uploads import RefusedFile
from xinqiao.safeguards.uploads.forms import files_of
from xinqiao.web.officer.entering import context_for, for_officers, require
from xinqiao.web.officer.page_pictures import PageShown, page_shown

FILES = "files"
_LISTED = 200
WHY_UNREAD: dict[str, str | Promise] = {
    "off": gettext_lazy("Reading letters is switched off in this installation; type the text."),
    "late": gettext_lazy("The letter could not be read in time; type the text."),
    "no_text": gettext_lazy("No text was found on the scan; type the text."),
    "locked": gettext_lazy("The PDF is locked with a password; ask for an open copy, or type the text."),
    "no_page": gettext_lazy("The PDF holds no page; scan the letter again."),
    "many_pages": gettext_lazy("The letter has more pages than are read at once; type the text, or its beginning."),
    "too_large": gettext_lazy(
        "The picture is too large to be read; scan at 150 to 300 dots an inch, or type the text."
    ),
    "too_small": gettext_lazy("The picture is too small to hold writing; scan the letter again, or type the text."),
    "heic": gettext_lazy("A HEIC picture is kept but not read: save it as JPEG to have it read, or type the text."),
    "moving": gettext_lazy("A moving picture is not read; type the text."),
}
_DAMAGED = gettext_lazy("The scan could not be read: it is damaged or no picture. Type the text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A letter in the list."""

    letter: ScannedLetter
    name: str
    files: int


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def scanned_letters(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The letters of the own office that wait for a person; posted with files: lay them down as one letter."""
    require(officer, Permission.REGISTER)
    if request.method == "POST":
        try:
            return lay_down(request, officer, {})
        except RefusedFile as refusal:
            return _list(request, officer, str(refusal.sentence), status=refusal.status)
    return _list(request, officer)


def lay_down(request: HttpRequest, officer: Officer, typed: dict[str, str]) -> HttpResponse:
    """Keep the files of the form as one letter, have it read, and go to its page. Raises RefusedFile."""
    files = files_of(request, FILES)
    if not files:
        return _list(request, officer, _("Choose the scan of the letter first: a PDF or a picture."), status=422)
    letter, is_new = lay_letter(files, office=officer.organisation, typed=typed)
    if is_new:
        read_waiting_letter.enqueue(str(letter.pk))
    return see(letter)


def letter_of(officer: Officer, number: UUID) -> ScannedLetter:
    """A letter that lies at the officer's own office; any other is not there for her."""
    letter = ScannedLetter.objects.select_related("petition").filter(pk=number, office=officer.organisation).first()
    if letter is None:
        raise Http404
    return letter


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def scanned_letter(request: HttpRequest, officer: Officer, number: UUID) -> HttpResponse:
    """The pages beside what was read; posted: one line is confirmed, and the next doubtful one is gone to."""
    require(officer, Permission.REGISTER)
    letter = letter_of(officer, number)
    if request.method == "POST" and letter.state == ScanState.READ and not letter.is_aside:
        return _confirmed(request, letter)
    return letter_page(request, officer, letter)


def letter_page(request: HttpRequest, officer: Officer, letter: ScannedLetter, *, fault: str = "") -> HttpResponse:
    """The page of a letter; with what hindered setting it aside. Of a registered one only that it is, and as which."""
    reading = reading_of(letter) if letter.state in (ScanState.READ, ScanState.UNREAD) else {}
    pages = pages_shown(letter, reading, chosen="" if letter.is_aside else request.GET.get("line", ""))
    page = {
        "letter": letter,
        "pages": pages,
        "why_unread": WHY_UNREAD.get(letter.reason, _DAMAGED) if letter.state == ScanState.UNREAD else "",
        "registered": _registered(officer, letter),
        # A registered letter may have become a sealed accusation: its files are looked at in its petition.
        "files": [] if letter.state == ScanState.REGISTERED else files_of_letter(letter),
        "aside": list(letter.settings_aside.select_related("by").order_by("-pk")),
        "fault": fault,
        "reason": request.POST.get("reason", ""),
        "speaks_of_accusation": why_a_person_must_look(reading) == "accusation" if pages else False,
        "is_for_a_person": any(one["for_a_person"] for one in reading.get("pages", [])),
    }
    return render(
        request,
        "officer/scanned_letter.html",
        context_for(request, officer, **page),
        status=422 if fault else 200,
    )


@require_safe
@for_officers
def page_picture(request: HttpRequest, officer: Officer, number: UUID, page: int) -> HttpResponseBase:
    """The picture of one page."""
    require(officer, Permission.REGISTER)
    letter = letter_of(officer, number)
    path = picture_of(letter, page)
    if letter.state == ScanState.REGISTERED or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/jpeg")


def pages_shown(letter: ScannedLetter, reading: dict[str, Any], *, chosen: str = "") -> list[PageShown]:
    """The pages with their lines; `chosen` (page.line) is open to be changed although it was read without doubt."""
    return [
        page_shown(
            read,
            number=nth,
            picture=reverse("officer:scanned_page", args=[letter.pk, nth + 1]),
            chosen=chosen,
        )
        for nth, read in enumerate(reading.get("pages", []))
    ]


def _confirmed(request: HttpRequest, letter: ScannedLetter) -> HttpResponse:
    page, _dot, line = request.POST.get("line", "").partition(".")
    if not (page.isdecimal() and line.isdecimal() and len(page + line) < 9):
        return see(letter)
    try:
        reading = confirm_line(letter, int(page), int(line), request.POST.get("text", ""))
    except NoSuchLine:
        return see(letter)
    at = (int(page), int(line))
    waiting = [
        (p, n) for p, one in enumerate(reading["pages"]) for n, read in enumerate(one["lines"]) if read["doubtful"]
    ]
    following = next((one for one in waiting if one > at), waiting[0] if waiting else None)
    # No fragment beside it: a browser then leaves the field without the cursor.
    return see(letter, f"?at={following[0]}.{following[1]}" if following else "#on")


def _registered(officer: Officer, letter: ScannedLetter) -> str:
    """The reference of the petition it became, where the officer may see it."""
    if letter.petition_id is None:
        return ""
    seen = visible_to(Actor.of_officer(officer)).filter(pk=letter.petition_id).values_list("reference", flat=True)
    return next(iter(seen), "")


def _list(request: HttpRequest, officer: Officer, fault: str = "", *, status: int = 200) -> HttpResponse:
    shows_aside = request.method != "POST" and "aside" in request.GET
    unregistered = ScannedLetter.objects.filter(office=officer.organisation).exclude(state=ScanState.REGISTERED)
    waiting = unregistered.filter(is_aside=shows_aside)
    listed = []
    for letter in waiting.order_by("received_at", "pk")[:_LISTED]:
        files = files_of_letter(letter)
        listed.append(Listed(letter=letter, name=files[0].shown_name, files=len(files)))
    page = {
        "letters": listed,
        "fault": fault,
        "shows_aside": shows_aside,
        "aside_count": unregistered.filter(is_aside=True).count(),
        "slip_count": waiting_slips(officer).count(),
    }
    return render(request, "officer/scanned_letters.html", context_for(request, officer, **page), status=status)


def see(letter: ScannedLetter, rest: str = "") -> HttpResponse:
    """Go to the page of the letter."""
    response = HttpResponseRedirect(reverse("officer:scanned_letter", args=[letter.pk]) + rest)
    response.status_code = 303
    return response
