"""What rises on a day, and what would have been warned of before? Scans of the snapshot, kept as rows that an analyst decides about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from xinqiao.barometer.coarsening import LEAST
from xinqiao.barometer.models import Decision, EarlyWarning, HotIssue, WarningKind
from xinqiao.barometer.snapshot import Row, Snapshot
from xinqiao.language.issues.backtest import BACK_TEST_DAYS, SAME_RISE_DAYS, half_on
from xinqiao.language.issues.cells import Report, Rise, scan
from xinqiao.language.issues.phrases import WINDOW_DAYS, Emerging, Written, emerging_phrases
from xinqiao.language.issues.warning import HISTORY_DAYS, Alarm, Sighting, day_of_half, warn
from xinqiao.people.models import Place

# Cells, issues and phrases share the accepted false alarms equally.
_KINDS = 3


@dataclass(frozen=True, slots=True)
class Watched:
    """The snapshot as the scans see it: reports by place and subject, and sightings by issue."""

    snapshot: Snapshot
    reports: list[Report]
    sightings: list[Sighting]
    issues: dict[str, HotIssue]

    @classmethod
    def of(cls, snapshot: Snapshot, groups: Sequence[Sequence[int]]) -> "Watched":
        """The same rows for every day that is asked about."""
        by_first = {issue.first_petition_id: issue for issue in HotIssue.objects.all()}
        issues = {str(numbers[0]): by_first.get(snapshot.petition(numbers[0])) for numbers in groups}
        rows = snapshot.rows
        return cls(
            snapshot,
            [Report(person, row.on, row.place, row.subject) for row in rows for person in _ordered(row)],
            [
                Sighting(str(numbers[0]), person, rows[number].on)
                for numbers in groups
                for number in numbers
                for person in _ordered(rows[number])
            ],
            {cell: issue for cell, issue in issues.items() if issue is not None},
        )


@transaction.atomic
def keep_warnings(watched: Watched, days: Iterable[date], *, phrases_on: Iterable[date] = ()) -> int:
    """Write what rises on each of those days, knowing no later one; how many new rises.

    Issues are those that are known today: on a past day their petitions are counted as far as they had come.
    """
    places = {code: (pk, name) for code, pk, name in Place.objects.values_list("code", "pk", "name")}
    asked: dict[str, Any] = {"false_alarms_a_year": settings.XINQIAO_FALSE_ALARMS / _KINDS, "least_people": LEAST}
    with_phrases = set(phrases_on)
    new = 0
    for day in sorted({*days, *with_phrases}):
        rises: list[EarlyWarning] = [_of_cell(rise, day, places) for rise in scan(watched.reports, day, **asked)]
        alarms = warn(watched.sightings, day, **asked)
        rises += [_of_issue(alarm, day, watched) for alarm in alarms if alarm.cell in watched.issues]
        if day in with_phrases:
            rises += [
                _of_phrase(found, day) for found in emerging_phrases(_written(watched.snapshot, day), day, **asked)
            ]
        new += sum(_keep(rise) for rise in rises)
    _tell_halves(watched)
    return new


def forget_undecided() -> None:
    """Before all is scanned anew: what an analyst decided about stays."""
    EarlyWarning.objects.filter(decision=Decision.OPEN).delete()


def days_to_scan(snapshot: Snapshot, on: date) -> list[date]:
    """The days of the last year on which anything came: on another nothing begins to rise."""
    begin = on - timedelta(days=BACK_TEST_DAYS)
    return sorted({row.on for row in snapshot.rows if begin < row.on <= on})


def _keep(rise: EarlyWarning) -> bool:
    """Whether the rise is a new one; one that goes on stays its row, and its day."""
    going_on = (
        EarlyWarning.objects.filter(kind=rise.kind, key=rise.key, raised_on__lte=rise.raised_on)
        .filter(seen_until__gte=rise.raised_on - timedelta(days=SAME_RISE_DAYS))
        .order_by("-raised_on")
        .first()
    )
    if going_on is None:
        rise.save()
        return True
    if rise.raised_on > going_on.seen_until:
        going_on.seen_until = rise.raised_on
        going_on.save(update_fields=["seen_until"])
    return False


def _of_cell(rise: Rise, on: date, places: dict[str, tuple[int, str]]) -> EarlyWarning:
    place = places.get(rise.place[-1]) if rise.place else None
    subject = "/".join(rise.subject)
    return EarlyWarning(
        kind=WarningKind.CELL,
        key=f"{rise.place[-1] if rise.place else ''}|{subject}",
        place_id=place[0] if place else None,
        subject=subject,
        **_seen(rise, on),
    )


def _of_issue(alarm: Alarm, on: date, watched: Watched) -> EarlyWarning:
    issue = watched.issues[alarm.cell]
    return EarlyWarning(
        kind=WarningKind.ISSUE,
        key=str(issue.first_petition_id),
        name=issue.name,
        place_id=issue.place_id,
        subject=issue.subject,
        **_seen(alarm, on),
    )


def _of_phrase(found: Emerging, on: date) -> EarlyWarning:
    return EarlyWarning(kind=WarningKind.PHRASE, key=found.phrase, name=found.phrase, **_seen(found, on))


def _seen(rise: Rise | Alarm | Emerging, on: date) -> dict[str, Any]:
    return {
        "raised_on": on,
        "seen_until": on,
        "window_days": rise.window_days,
        "people": rise.people,
        "expected": rise.expected,
        "chance": rise.chance,
    }


def _written(snapshot: Snapshot, on: date) -> Iterator[Written]:
    """The masked texts that a scan for phrases reads."""
    begin = on - timedelta(days=HISTORY_DAYS + WINDOW_DAYS)
    rows = [row for row in snapshot.rows if begin < row.on <= on]
    texts = snapshot.texts(row.key for row in rows)
    for row in rows:
        for person in _ordered(row):
            yield Written(person, row.on, texts[row.key])


def _tell_halves(watched: Watched) -> None:
    """By which day half had written, as far as is known today: a rise that goes on moves it."""
    halves = day_of_half(watched.sightings)
    of_issue = {str(issue.first_petition_id): halves[cell] for cell, issue in watched.issues.items()}
    paths = {row.place[-1]: row.place for row in watched.snapshot.rows if row.place}
    paths |= {code: path[: at + 1] for path in list(paths.values()) for at, code in enumerate(path)}
    for warning in EarlyWarning.objects.exclude(kind=WarningKind.PHRASE):
        if warning.kind == WarningKind.ISSUE:
            warning.half_on = of_issue.get(warning.key)
        else:
            code, _bar, subject = warning.key.partition("|")
            path = paths.get(code, ())
            cell = Rise(path, tuple(filter(None, subject.split("/"))), warning.window_days, 0, 0.0, 1.0)
            warning.half_on = half_on(watched.reports, cell, warning.raised_on)
        warning.save(update_fields=["half_on"])


def _ordered(row: Row) -> list[str | None]:
    return sorted(row.people, key=lambda person: person or "")
