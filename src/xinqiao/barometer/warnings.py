"""What rises on a day, and what would have been warned of before? Scans of the snapshot, kept as rows that an analyst decides about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from xinqiao.barometer.coarsening import LEAST
from xinqiao.barometer.grouping import Grouped
from xinqiao.barometer.keeping import keep_rises
from xinqiao.barometer.models import EarlyWarning, WarningKind
from xinqiao.barometer.snapshot import Row, Snapshot
from xinqiao.barometer.telling import Told, tell
from xinqiao.language.issues.backtest import BACK_TEST_DAYS
from xinqiao.language.issues.cells import Report, Rise, scan
from xinqiao.language.issues.phrases import WINDOW_DAYS, Emerging, Written, emerging_phrases
from xinqiao.language.issues.warning import HISTORY_DAYS, Alarm, Sighting, warn
from xinqiao.people.models import Place

# Cells, issues and phrases share the accepted false alarms equally; a chance is told for all three together.
_KINDS = 3


@dataclass(slots=True)
class Watched:
    """The snapshot as the scans see it. People are told apart by when they first wrote: the same on every run."""

    grouped: Grouped
    reports: list[Report]
    persons: dict[str | None, str | None]
    _texts: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, grouped: Grouped) -> "Watched":
        """The same rows for every day that is asked about."""
        rows = grouped.snapshot.rows
        signs = dict.fromkeys(sign for row in rows for sign in row.people if sign is not None)
        persons: dict[str | None, str | None] = {sign: f"{number:09d}" for number, sign in enumerate(signs)}
        persons[None] = None
        reports = [Report(persons[sign], row.on, row.place, row.subject) for row in rows for sign in row.people]
        return cls(grouped, reports, persons)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the snapshot, in the order of their days."""
        return self.grouped.snapshot.rows

    def sightings(self, groups: Iterable[Sequence[int]]) -> list[Sighting]:
        """Who wrote when about each group of enough people; a cell is the number of the group's first row."""
        return [
            Sighting(str(numbers[0]), self.persons[sign], self.rows[number].on)
            for numbers in groups
            if sum(len(self.rows[number].people) for number in numbers) >= LEAST
            for number in numbers
            for sign in self.rows[number].people
        ]

    def written(self, on: date) -> Iterator[Written]:
        """The masked texts that a scan for phrases reads; each is masked once."""
        begin = on - timedelta(days=HISTORY_DAYS + WINDOW_DAYS)
        rows = [row for row in self.rows if begin < row.on <= on]
        missing = [row.key for row in rows if row.key not in self._texts]
        if missing:
            self._texts |= self.grouped.snapshot.texts(missing)
        for row in rows:
            for sign in row.people:
                yield Written(self.persons[sign], row.on, self._texts[row.key])


@transaction.atomic
def keep_warnings(watched: Watched, days: Iterable[date], *, phrases_on: Iterable[date] | None = None) -> int:
    """Write what rises on each of those days, knowing no later petition; how many new rises.

    With the days for phrases all is made anew, and whatever nobody decided about and is found no more is forgotten;
    without them that is done for rises of these days only, and words are left as they are.
    """
    kinds = {WarningKind.CELL, WarningKind.ISSUE} | ({WarningKind.PHRASE} if phrases_on is not None else set())
    days, with_phrases = sorted(days), sorted(phrases_on or ())
    rises = sorted(_rises(watched, days, with_phrases), key=lambda one: one.raised_on)
    new = keep_rises(rises, kinds=kinds, days=None if phrases_on is not None else days)
    tell(Told.of(watched.grouped, watched.reports, watched.sightings(watched.grouped.groups())))
    return new


def days_to_scan(snapshot: Snapshot, on: date) -> list[date]:
    """The days of the last year on which anything came: on another nothing begins to rise."""
    begin = on - timedelta(days=BACK_TEST_DAYS)
    return sorted({row.on for row in snapshot.rows if begin < row.on <= on})


def _rises(watched: Watched, days: list[date], with_phrases: list[date]) -> Iterator[EarlyWarning]:
    places = {code: (pk, name) for code, pk, name in Place.objects.values_list("code", "pk", "name")}
    asked: dict[str, Any] = {"false_alarms_a_year": settings.XINQIAO_FALSE_ALARMS / _KINDS, "least_people": LEAST}
    since = watched.rows[0].on if watched.rows else None
    for day, grown in watched.grouped.over(days):
        for rise in scan(watched.reports, day, **asked):
            yield _of_cell(rise, day, places)
        for alarm in warn(watched.sightings(grown.groups()), day, since=since, **asked):
            anchor = watched.grouped.snapshot.petition(int(alarm.cell))
            yield EarlyWarning(kind=WarningKind.ISSUE, key=str(anchor), **_seen(alarm, day))
    for day in with_phrases:
        for found in emerging_phrases(watched.written(day), day, **asked):
            yield EarlyWarning(kind=WarningKind.PHRASE, key=found.phrase, name=found.phrase, **_seen(found, day))


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


def _seen(rise: Rise | Alarm | Emerging, on: date) -> dict[str, Any]:
    return {
        "raised_on": on,
        "seen_until": on,
        "window_days": rise.window_days,
        "people": rise.people,
        "expected": rise.expected,
        "chance": min(1.0, rise.chance * _KINDS),
    }
