"""How does an officer take a list away as a spreadsheet? What is shown of each petition, and nobody's identity."""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinqiao.people.models import Officer
from xinqiao.petitions.models import Channel, Petition, SealingLevel
from xinqiao.petitions.searching.filling import fill
from xinqiao.petitions.searching.narrowing import ordered
from xinqiao.petitions.searching.words import UnsearchableWords
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.permissions import Permission
from xinqiao.safeguards.searched_words import fingerprints
from xinqiao.web.officer.desk import work_in_words, work_wanted
from xinqiao.web.officer.entering import for_officers, refused_page, require
from xinqiao.web.officer.facets import chosen_in_words
from xinqiao.web.officer.searching import Search
from xinqiao.web.officer.worklist import line_of, listed, wanted_of

# More is an export of the database, which is not an officer's to make.
MOST_ROWS = 10_000
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_POST
@for_officers
def take_away_work(request: HttpRequest, officer: Officer) -> HttpResponseBase:
    """The list of the desk as it is filtered, all its pages, as a spreadsheet; logged."""
    require(officer, Permission.EXPORT)
    today = timezone.localdate()
    wanted = work_wanted(request.GET)
    petitions = wanted_of(officer, wanted, on=today)
    asked = {"whose": wanted.whose, "part": wanted.part, "stage": wanted.stage, "kind": wanted.kind}
    reason = _plainly({name: value for name, value in asked.items() if value})
    return _sheet(officer, petitions, work_in_words(wanted), reason=reason)


@require_POST
@for_officers
def take_away_found(request: HttpRequest, officer: Officer) -> HttpResponseBase:
    """What a search found, all its pages, as a spreadsheet; logged."""
    require(officer, Permission.EXPORT)
    try:
        search = Search.read(request.GET)
    except UnsearchableWords as fault:
        return refused_page(request, str(fault), status=422)
    fill()
    petitions = ordered(search.petitions_for(officer, on=timezone.localdate()), sort=search.sort)
    words = [(_("Words"), search.line)] if search.words else []
    searched = fingerprints(word.folded for word in search.words)
    reason = " ".join((_plainly(search.narrowing.chosen), searched)).strip()
    return _sheet(officer, petitions, words + chosen_in_words(search.narrowing.chosen), reason=reason)


def _sheet(
    officer: Officer, petitions: QuerySet[Petition], chosen: Sequence[tuple[str, str]], *, reason: str
) -> FileResponse:
    """The list and a second sheet that says what it is. Sealed matters stay in the house, whoever may see them."""
    from openpyxl import Workbook  # noqa: PLC0415 -- twenty megabytes, numpy with it: only who exports pays for them

    today = timezone.localdate()
    petitions = petitions.exclude(sealing=SealingLevel.SEALED)
    has_more = petitions[MOST_ROWS : MOST_ROWS + 1].exists()
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Petitions"))
    for row in _rows(petitions, on=today):
        sheet.append(row)
    about = book.create_sheet(_("About this list"))
    for row in _about(officer, chosen, has_more=has_more):
        about.append(row)
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it when it is sent
    book.save(file)
    file.seek(0)
    _note(officer, reason)
    return FileResponse(file, as_attachment=True, filename=f"petitions-{today}.xlsx", content_type=_MEDIA_TYPE)


def _rows(petitions: QuerySet[Petition], *, on: date) -> Iterator[list[Any]]:
    """The heading and a row a petition, read and written bit by bit."""
    yield [
        _("Number"),
        _("Title"),
        _("Kind"),
        _("How it came"),
        _("Place"),
        _("Stage"),
        _("Received"),
        _("Due"),
        _("What is due"),
        _("Days late"),
        _("With whom"),
        _("Officer in charge"),
    ]
    channels = {str(value): str(words) for value, words in Channel.choices}
    shown = listed(petitions).annotate(channel=F("submission__channel"), place_name=F("place__name"))
    for petition in shown[:MOST_ROWS].iterator(chunk_size=500):
        line = line_of(petition, on=on)
        yield [
            safe_cell(value)
            for value in (
                line.reference,
                line.title,
                line.kind,
                channels.get(petition.channel, petition.channel),
                petition.place_name or "",
                line.stage,
                timezone.localtime(petition.registered_at).date(),
                line.due.due_on if line.due else None,
                line.due.name if line.due else "",
                line.due.late_days if line.due else None,
                line.organisation,
                line.officer,
            )
        ]


def _about(officer: Officer, chosen: Sequence[tuple[str, str]], *, has_more: bool) -> Iterator[list[Any]]:
    """Whose list it is, of which moment, narrowed by what, and what is not in it."""
    yield [_("Taken away by"), safe_cell(f"{officer.name} · {officer.organisation.name}")]
    yield [_("On"), date_format(timezone.localtime(), "Y-m-d H:i")]
    for name, value in chosen:
        yield [safe_cell(str(name)), safe_cell(str(value))]
    if has_more:
        yield [
            _("The list was longer: only its first %(n)d petitions are here. Narrow it to have the rest.")
            % {"n": MOST_ROWS}
        ]
    yield [_("No petitioner is named here and sealed matters are left out. That this list was taken away is logged.")]


def safe_cell(value: Any) -> Any:
    """A value as a cell: a text is never a formula, and holds no sign that a spreadsheet cannot."""
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plainly(chosen: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in chosen.items())


def _note(officer: Officer, reason: str) -> None:
    look = Look(
        actor_id=officer.account_id,
        organisation_id=officer.organisation_id,
        what=Access.EXPORT,
        purpose="list",
        reason=reason,
        at=timezone.now(),
    )
    record_access(look)
