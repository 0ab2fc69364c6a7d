"""What is said of a warning beside its counts? The issue it concerns as known today, and by which day half had written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xinqiao.barometer.coarsening import LEAST
from xinqiao.barometer.grouping import Grouped
from xinqiao.barometer.models import Decision, EarlyWarning, HotIssue, Membership, WarningKind
from xinqiao.language.issues.backtest import BACK_TEST_DAYS, half_on
from xinqiao.language.issues.cells import Report, Rise
from xinqiao.language.issues.warning import Sighting, day_of_half

_FIELDS = ("name", "place_id", "subject", "half_on")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known today: by the petition's id its issue and the half of that, the way to each place, reports by their days."""

    issues: dict[str, HotIssue]
    halves: dict[str, date]
    paths: dict[str, tuple[str, ...]]
    reports: Sequence[Report]

    @classmethod
    def of(cls, grouped: Grouped, reports: Sequence[Report], sightings: Sequence[Sighting]) -> "Told":
        """As the snapshot and the issues stand; they have been kept before."""
        snapshot = grouped.snapshot
        members = Membership.objects.filter(issue__people__gte=LEAST).values_list("pk", "issue_id")
        issues = HotIssue.objects.in_bulk()
        known = {str(petition): issues[issue] for petition, issue in members if issue is not None}
        half_of = day_of_half(sightings)
        halves = {
            str(snapshot.petition(number)): half_of[str(numbers[0])]
            for numbers in grouped.groups()
            if str(numbers[0]) in half_of
            for number in numbers
        }
        whole = {row.place[-1]: row.place for row in snapshot.rows if row.place}
        paths = {code: path[: at + 1] for path in whole.values() for at, code in enumerate(path)}
        return cls(known, halves, paths, sorted(reports, key=lambda one: one.on))


def tell(told: Told) -> None:
    """Bring what is said of every warning of the last year up to today.

    One of an issue that stands no more is forgotten if nobody decided about it.
    """
    changed, gone = [], []
    last = told.reports[-1].on if told.reports else date.max
    begin = last - timedelta(days=BACK_TEST_DAYS)
    for warning in EarlyWarning.objects.exclude(kind=WarningKind.PHRASE).filter(raised_on__gt=begin):
        before = [getattr(warning, name) for name in _FIELDS]
        if warning.kind == WarningKind.ISSUE:
            issue = told.issues.get(warning.key)
            if issue is None and warning.decision == Decision.OPEN:
                gone.append(warning.pk)
                continue
            if issue is not None:
                warning.name, warning.place_id, warning.subject = issue.name, issue.place_id, issue.subject
            warning.half_on = told.halves.get(warning.key) if issue is not None else None
        else:
            warning.half_on = _half_of_cell(told, warning)
        if before != [getattr(warning, name) for name in _FIELDS]:
            changed.append(warning)
    EarlyWarning.objects.filter(pk__in=gone).delete()
    EarlyWarning.objects.bulk_update(changed, ["name", "place", "subject", "half_on"])


def _half_of_cell(told: Told, warning: EarlyWarning) -> date:
    code, _bar, subject = warning.key.partition("|")
    path = tuple(filter(None, subject.split("/")))
    cell = Rise(told.paths.get(code, ()), path, warning.window_days, 0, 0.0, 1.0)
    return half_on(told.reports, cell, warning.raised_on)
