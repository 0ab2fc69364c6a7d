"""Which problems do many people raise? Issues as problems and counts in fives; petitions only before those who handle them."""

import tempfile
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinqiao.barometer.coarsening import LEAST, bars, in_fives
from xinqiao.barometer.models import HotIssue, Membership
from xinqiao.people.models import Officer
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.officer.entering import context_for, for_officers, require
from xinqiao.web.officer.exporting import safe_cell
from xinqiao.web.officer.worklist import line_of, listed

_SHOWN = 100
_OWN = 50
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_VERY_HOT, _HOT, _WARM = 20.0, 10.0, 4.0
# The drawing: twelve bars of eight, so high.
_BAR, _GAP, _HIGH = 8, 2, 30


@require_safe
@for_officers
def issues_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The hottest issues. There is nothing to narrow them by: a narrower count would tell people apart."""
    require(officer, Permission.VIEW_ISSUES)
    issues = _issues()
    page = {
        "rows": [_row(issue) for issue in issues],
        "is_off": not settings.XINQIAO_LANGUAGE,
        "computed_on": issues[0].computed_on if issues else None,
    }
    return render(request, "officer/issues.html", context_for(request, officer, **page))


@require_safe
@for_officers
def issue_page(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """One issue, and of its petitions those that the officer's own organisation handles; or where the issue went."""
    require(officer, Permission.VIEW_ISSUES)
    issue = HotIssue.objects.select_related("place__parent__parent").filter(pk=number).first()
    if issue is None or not settings.XINQIAO_LANGUAGE:
        raise Http404
    if issue.people < LEAST:
        moved = {"became": issue.stands_as}
        return render(request, "officer/issue_moved.html", context_for(request, officer, **moved))
    today = timezone.localdate()
    own = listed(_handled_by(officer, issue)).order_by("-registered_at")[:_OWN]
    page = {"row": _row(issue), "own": [line_of(petition, on=today) for petition in own]}
    return render(request, "officer/issue.html", context_for(request, officer, **page))


@require_POST
@for_officers
def take_away_issues(request: HttpRequest, officer: Officer) -> HttpResponseBase:
    """The same table as a spreadsheet, the same counts in fives; logged."""
    require(officer, Permission.VIEW_ISSUES)
    from openpyxl import Workbook  # noqa: PLC0415 -- twenty megabytes: only who exports pays for them

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Hot issues"))
    for cells in _cells():
        sheet.append([safe_cell(value) for value in cells])
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it when it is sent
    book.save(file)
    file.seek(0)
    record_access(
        Look(
            actor_id=officer.account_id,
            organisation_id=officer.organisation_id,
            what=Access.EXPORT,
            purpose="issues",
            at=timezone.now(),
        )
    )
    name = f"issues-{timezone.localdate()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=_MEDIA_TYPE)


def _issues() -> list[HotIssue]:
    if not settings.XINQIAO_LANGUAGE:
        return []
    issues = HotIssue.objects.filter(people__gte=LEAST).select_related("place__parent__parent")
    return list(issues.order_by("-heat", "pk")[:_SHOWN])


def _handled_by(officer: Officer, issue: HotIssue) -> QuerySet[Petition]:
    """The issue's petitions that this officer may see and that lie with her own organisation."""
    members = Membership.objects.filter(issue=issue).values("pk")
    visible = visible_to(Actor.of_officer(officer))
    return visible.filter(pk__in=members, position__responsible_organisation=officer.organisation_id)


def _row(issue: HotIssue) -> dict[str, Any]:
    return {
        "pk": issue.pk,
        "name": issue.name,
        "place": issue.place.full_name if issue.place else "",
        "subject": issue.subject.replace("/", " › "),
        "heat": heat_in_words(issue.heat),
        "people": in_fives(issue.people),
        "in_month": in_fives(issue.people_in_month),
        "evidence": [words for words, people in issue.evidence if people >= LEAST],
        "since": issue.since_on.strftime("%Y-%m"),
        "until": issue.until_on.strftime("%Y-%m"),
        "places": issue.places,
        "more_places": issue.places - issue.places_month_ago,
        "organisations": issue.organisations,
        "recurrences": issue.recurrences,
        "bars": _drawn(bars(issue.months)),
        "months": bars(issue.months),
    }


def heat_in_words(heat: float) -> str:
    """How many people raise it still, in a word; their voices halve every sixty days."""
    if heat >= _VERY_HOT:
        return _("very hot")
    if heat >= _HOT:
        return _("hot")
    return _("warm") if heat >= _WARM else _("cooling")


def _drawn(months: list[int]) -> list[dict[str, int]]:
    """Bars for the drawing; fewer than five people are a line at the foot, whether there were any or none."""
    most = max([*months, LEAST])
    heights = [max(1, people * _HIGH // most) for people in months]
    return [
        {"x": at * (_BAR + _GAP), "y": _HIGH - height, "height": height, "width": _BAR}
        for at, height in enumerate(heights)
    ]


def _cells() -> Iterator[list[Any]]:
    yield [
        _("Problem"),
        _("Place"),
        _("Subject"),
        _("Heat"),
        _("People, at least"),
        _("In the last thirty days, at least"),
        _("Since"),
        _("Until"),
        _("Places"),
        _("Organisations"),
        _("Times it came back"),
    ]
    for row in map(_row, _issues()):
        columns = ("name", "place", "subject", "heat", "people", "in_month", "since", "until")
        yield [*(row[name] for name in columns), row["places"], row["organisations"], row["recurrences"]]
    yield []
    yield [_("Counts are told in fives, rounded down; 0 means fewer than five. No petition and no person is named.")]
