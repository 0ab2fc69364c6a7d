"""How punctually do organisations answer? The figures, and the petitions behind each where they may be seen."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from xinqiao.law.library import statutes
from xinqiao.people.models import Officer
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import CachedClock
from xinqiao.safeguards.permissions import Permission
from xinqiao.supervision.timeliness import Period, Timeliness, organisations_watched, timeliness_for
from xinqiao.web.officer.entering import context_for, for_officers, require
from xinqiao.web.officer.naming import clock_title
from xinqiao.web.officer.worklist import line_of, listed, refresh_outdated

_PAGE = 50
_OUTCOMES = {
    "met": gettext_lazy("done in time"),
    "late": gettext_lazy("late"),
    "running": gettext_lazy("still running"),
}
_SILENT = ("ended", "lapsed")


@require_safe
@for_officers
def timeliness_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """By organisation and clock: how many, in time, late, how late. Counts of matters, never of persons."""
    require(officer, Permission.VIEW_TIMELINESS)
    today = timezone.localdate()
    refresh_outdated(today)
    period, faults = _period(request)
    rows = [] if faults else timeliness_for(officer, on=today, period=period, clock=request.GET.get("clock", ""))
    page = {
        "rows": [_row(row, request.GET) for row in rows if not row.is_internal or request.GET.get("internal")],
        "is_reconstructed": any(row.reconstructed for row in rows),
        "clocks": _clocks_to_choose(),
        "asked": {name: request.GET.get(name, "") for name in ("from", "until", "clock", "internal")},
        "faults": faults,
        "today": today,
    }
    status = 422 if faults else 200
    return render(request, "officer/timeliness.html", context_for(request, officer, **page), status=status)


@require_safe
@for_officers
def behind_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The petitions behind a figure, as far as this officer may see them, the longest overdue first."""
    require(officer, Permission.VIEW_TIMELINESS)
    today = timezone.localdate()
    period, _faults = _period(request)
    watched = {one.pk: one for one in organisations_watched(officer)}
    number = request.GET.get("organisation", "")
    organisation = watched.get(int(number)) if number.isdecimal() else None
    outcome = request.GET.get("outcome", "")
    clocks = CachedClock.objects.none()
    if organisation is not None and outcome in _OUTCOMES:
        is_visible = Exists(visible_to(Actor.of_officer(officer)).filter(pk=OuterRef("petition_id")))
        rows = CachedClock.objects.filter(organisation=organisation, name=request.GET.get("clock", ""))
        clocks = _within(_of_outcome(rows, outcome, today), period).filter(is_visible)
    found = list(clocks.order_by("due_on", "petition")[: _PAGE + 1])
    petitions = listed(visible_to(Actor.of_officer(officer))).in_bulk([clock.petition_id for clock in found[:_PAGE]])
    page = {
        "organisation": organisation,
        "clock": clock_title(statutes()[-1], request.GET.get("clock", "")),
        "outcome": _OUTCOMES.get(outcome, ""),
        "rows": [
            (clock, line_of(petitions[clock.petition_id], on=today), _late_days(clock, today))
            for clock in found[:_PAGE]
            if clock.petition_id in petitions
        ],
        "has_more": len(found) > _PAGE,
        "shown": _PAGE,
    }
    return render(request, "officer/behind.html", context_for(request, officer, **page))


def _row(row: Timeliness, asked: Mapping[str, str]) -> dict[str, Any]:
    """A line in words, with where each of its numbers leads."""
    query = {"organisation": row.organisation_id, "clock": row.clock}
    query |= {name: asked[name] for name in ("from", "until") if asked.get(name)}
    return {
        "figures": row,
        "clock": clock_title(statutes()[-1], row.clock),
        "share": round(row.share_met * 100) if row.share_met is not None else None,
        "reconstructed": round((row.share_reconstructed or 0) * 100),
        **{f"to_{outcome}": urlencode(query | {"outcome": outcome}) for outcome in _OUTCOMES},
    }


def _period(request: HttpRequest) -> tuple[Period, dict[str, str]]:
    faults: dict[str, str] = {}
    days: dict[str, date | None] = {}
    for name in ("from", "until"):
        text = request.GET.get(name, "").strip()
        try:
            days[name] = parse_date(text) if text else None
        except ValueError:
            days[name] = None
        if text and days[name] is None:
            faults[name] = _("“%(text)s” is not a day of the calendar: write it as 2026-03-02.") % {"text": text[:40]}
    return Period(from_on=days["from"], until_on=days["until"]), faults


def _of_outcome(rows: QuerySet[CachedClock], outcome: str, on: date) -> QuerySet[CachedClock]:
    """The same division as supervision.timeliness makes."""
    rows = rows.exclude(state__in=_SILENT).exclude(due_on=None)
    if outcome == "met":
        return rows.filter(met_on__lte=F("due_on"))
    if outcome == "late":
        return rows.filter(Q(met_on__gt=F("due_on")) | Q(met_on=None, due_on__lt=on))
    return rows.filter(met_on=None, due_on__gte=on)


def _within(rows: QuerySet[CachedClock], period: Period) -> QuerySet[CachedClock]:
    if period.from_on is not None:
        rows = rows.filter(due_on__gte=period.from_on)
    if period.until_on is not None:
        rows = rows.filter(due_on__lte=period.until_on)
    return rows


def _late_days(clock: CachedClock, on: date) -> int:
    end = clock.met_on or on
    return max(0, (end - clock.due_on).days) if clock.due_on else 0


def _clocks_to_choose() -> list[tuple[str, str]]:
    """The clocks of law, by name, in the words of the newest pack."""
    return list(
        {
            name: clock_title(pack, name)
            for pack in statutes()
            for name, spec in pack.clocks.items()
            if not spec.internal
        }.items()
    )
