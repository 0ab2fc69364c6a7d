"""How does an inspector take away what was drawn and found? Organisations from five answers on, the draw, the checks; no person."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xinqiao.people.models import Officer
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.permissions import Permission
from xinqiao.supervision.findings import held_by_check, held_of, newest_findings
from xinqiao.supervision.inspecting import FEWEST, MOST_ORGANISATIONS
from xinqiao.web.officer.entering import for_officers, refused_page, require
from xinqiao.web.officer.exporting import safe_cell
from xinqiao.web.officer.inspections import Asked, Part, asked_of, parts_of

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHECKS = {
    "unanswered": gettext_lazy("a request left open"),
    "not_in_force": gettext_lazy("a basis not in force on that day"),
    "is_late": gettext_lazy("late"),
    "is_other_matter": gettext_lazy("shares few particulars with the petition"),
    "nothing": gettext_lazy("nothing open"),
}
Rows = Iterator[list[Any]]


@require_POST
@for_officers
def take_away_findings(request: HttpRequest, officer: Officer) -> HttpResponseBase:
    """The draw of the page as a spreadsheet of four sheets; logged with month, seed and number."""
    require(officer, Permission.OVERSEE)
    asked = asked_of(request.GET)
    if asked.faults:
        return refused_page(request, " ".join(asked.faults.values()), status=422)
    parts, why_not = parts_of(officer, asked)
    file = _book(
        [
            (_("By organisation"), _by_organisation(parts)),
            (_("Whether the check held"), _by_check(parts)),
            (_("What was drawn"), _drawn(parts)),
            (_("About this list"), _about(officer, asked, parts, why_not)),
        ]
    )
    record_access(
        Look(
            actor_id=officer.account_id,
            organisation_id=officer.organisation_id,
            what=Access.EXPORT,
            purpose="inspection",
            reason=" ".join(f"{name}={value}" for name, value in asked.given.items()),
            at=timezone.now(),
        )
    )
    name = f"answers-{asked.month:%Y-%m}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=_MEDIA_TYPE)


def _book(sheets: Sequence[tuple[str, Rows]]) -> Any:
    from openpyxl import Workbook  # noqa: PLC0415 -- twenty megabytes: only who exports pays for them

    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([safe_cell(value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it when it is sent
    book.save(file)
    file.seek(0)
    return file


def _by_organisation(parts: Sequence[Part]) -> Rows:
    yield [
        _("Organisation"),
        _("Issued in the month"),
        _("Drawn"),
        _("A request left open"),
        _("A basis not in force"),
        _("Late"),
        _("Of another matter"),
        _("Looked into"),
        _("The check was right"),
        _("Right in part"),
        _("Wrong"),
    ]
    for part in parts:
        share, held = part.share, held_of(newest_findings(part.drawn.documents))
        said = (share.unanswered, share.not_in_force, share.late, share.other_matter) if share else _fewer(4)
        found = (held.findings, held.agrees, held.in_part, held.differs) if held else _fewer(4)
        yield [part.drawn.organisation.name, part.drawn.issued, len(part.lines), *said, *found]


def _by_check(parts: Sequence[Part]) -> Rows:
    """Over all organisations: which check is to be trusted, and which says too much."""
    yield [_("The check said"), _("Looked into"), _("The check was right"), _("Right in part"), _("Wrong")]
    findings = newest_findings(document for part in parts for document in part.drawn.documents)
    for name, held in held_by_check(findings):
        counts = (held.findings, held.agrees, held.in_part, held.differs) if held else _fewer(4)
        yield [str(_CHECKS[name]), *counts]


def _drawn(parts: Sequence[Part]) -> Rows:
    """What the seed drew, so that the draw can be repeated: without titles, and without what was found of one answer."""
    yield [_("Organisation"), _("Number"), _("Kind"), _("Issued on")]
    for part in parts:
        for line in part.lines:
            document = line.document
            issued_on = timezone.localtime(document.issued_at).date() if document.issued_at else None
            yield [part.drawn.organisation.name, document.petition.reference, document.get_kind_display(), issued_on]


def _about(officer: Officer, asked: Asked, parts: Sequence[Part], why_not: str) -> Rows:
    yield [_("Taken away by"), f"{officer.name} · {officer.organisation.name}"]
    yield [_("On"), date_format(timezone.localtime(), "Y-m-d H:i")]
    yield [_("Month"), asked.given["month"]]
    yield [_("Answers of each organisation"), int(asked.given["of_each"])]
    yield [_("Seed of the draw"), asked.given["seed"]]
    if why_not:
        yield [why_not]
    if len(parts) == MOST_ORGANISATIONS:
        yield [_("At most %(most)s organisations are drawn from at once.") % {"most": MOST_ORGANISATIONS}]
    yield [
        _(
            "Of fewer than %(n)d answers no figures are told (–). Answers are counted, never persons; sealed petitions are "
            "never drawn. That this list was taken away is logged."
        )
        % {"n": FEWEST}
    ]


def _fewer(columns: int) -> tuple[str, ...]:
    return ("–",) * columns
