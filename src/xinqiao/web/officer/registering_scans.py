"""The registration of a scanned letter: what it proposes for which field, where each comes from, and its files as the record."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinqiao.intake.models import ScannedLetter, ScanState
from xinqiao.intake.scans.confirming import values_of_letter
from xinqiao.intake.scans.keeping import files_of_letter, opened_files, reading_of
from xinqiao.people.models import Officer
from xinqiao.petitions.models import Channel
from xinqiao.web.officer.page_pictures import LineShown, PageShown
from xinqiao.web.officer.scanned_letters import letter_of, pages_shown

LETTER = "letter"
# Field of the letter → field of the form.
_FIELDS: Mapping[str, str] = {"body": "body", "title": "title", "name": "name", "phone": "phone", "place": "address"}
_SHOWN: Mapping[str, str | Promise] = {
    "title": _("Title"),
    "name": _("Name"),
    "phone": _("Telephone number"),
    "place": _("Address"),
}
# What of the form is kept while the letter is read.
TYPED = frozenset({*_FIELDS.values(), "kind", "persons", "place", "place_text", "id_number", "received_at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A field proposed, whether with doubt, and the lines of the scan it was taken from."""

    label: str | Promise
    value: str
    is_doubtful: bool
    lines: list[tuple[PageShown, LineShown]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The scan beside the form: its pages, its files, where the fields come from, how many lines nobody confirmed."""

    pages: list[PageShown]
    files: list[str]
    sources: list[Source]
    doubtful: int


def chosen_letter(request: HttpRequest, officer: Officer) -> ScannedLetter | None:
    """The letter that the form registers, of the own office; None where it registers none."""
    wanted = request.POST.get(LETTER, "") if request.method == "POST" else request.GET.get(LETTER, "")
    try:
        return letter_of(officer, UUID(wanted)) if wanted else None
    except ValueError:
        return None


def proposed(letter: ScannedLetter) -> dict[str, str]:
    """What the form begins with: what was typed before it was read, else what the letter proposes."""
    reading = reading_of(letter) if letter.state != ScanState.WAITING else {}
    values = {_FIELDS[name]: value for name, value in values_of_letter(reading).items() if name in _FIELDS}
    arrived = timezone.localtime(letter.received_at)
    begun = {"channel": Channel.LETTER.value, "received_at": f"{arrived:%Y-%m-%dT%H:%M}"}
    return begun | values | reading_of(letter).get("typed", {})


@contextmanager
def files_with(letter: ScannedLetter | None, more: list[UploadedFile[bytes]]) -> Iterator[list[UploadedFile[bytes]]]:
    """The files of the letter, open for reading, before those chosen in the form."""
    if letter is None:
        yield more
        return
    with opened_files(letter) as files:
        yield [*files, *more]


def beside(letter: ScannedLetter) -> Beside:
    """The scan as it is shown beside the form."""
    reading = reading_of(letter)
    pages = pages_shown(letter, reading)
    fields = reading.get("fields", {})
    return Beside(
        pages=pages,
        files=[file.shown_name for file in files_of_letter(letter)],
        sources=[
            Source(
                label=label,
                value=fields[name]["value"],
                is_doubtful=fields[name]["doubtful"],
                lines=[(pages[page], pages[page].lines[line]) for page, line in fields[name]["sources"]],
            )
            for name, label in _SHOWN.items()
            if name in fields
        ],
        doubtful=letter.doubtful_count,
    )
