"""Is something rising faster than chance? People per place and trouble in the last days, against what is usual there."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Last days that are looked at, each for itself: a sudden rise and a slow one.
WINDOWS = (3, 7, 14, 28)

# The days before them that say what is usual.
HISTORY_DAYS = 180

# What was watched for fewer days says nothing of what is usual.
_LEAST_HISTORY_DAYS = 28

# One false alarm a month over all that is watched.
FALSE_ALARMS_A_YEAR = 12.0

# Fewer people are no warning, and nothing that an analyst may be shown.
LEAST_PEOPLE = 5

# Before anything was seen half a person in the whole history is taken as usual (Jeffreys).
_PRIOR_PEOPLE = 0.5


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody wrote on a day about a cell: a place, a trouble, a place and a trouble, an issue or a phrase."""

    cell: str
    person: str | None
    on: date


@dataclass(frozen=True, slots=True)
class Alarm:
    """A cell where more people wrote in the last `window_days` than chance explains.

    `expected` people were usual; `chance` is how probable at least so many are where nothing has changed.
    """

    cell: str
    window_days: int
    people: int
    expected: float
    chance: float


def warn(
    sightings: Iterable[Sighting],
    on: date,
    *,
    false_alarms_a_year: float = FALSE_ALARMS_A_YEAR,
    least_people: int = LEAST_PEOPLE,
) -> list[Alarm]:
    """What rises on that day, least probable first; each cell once, by its most telling window.

    The threshold shares the false alarms of a year out over its days, the cells that are watched and the windows
    (a scan statistic with Bonferroni's bound: true alarms are not lost among many cells, false ones stay below it).
    """
    seen = [one for one in sightings if one.on <= on]
    cells = _people_by_day(seen, on)
    watched = (on - min((one.on for one in seen), default=on)).days
    windows = [window for window in WINDOWS if is_long_enough(watched, window)]
    if not windows:
        return []
    threshold = false_alarms_a_year / 365 / len(cells) / len(WINDOWS)
    found = []
    for cell, days in cells.items():
        best = min(
            (_surprise(cell, days, on, window, watched) for window in windows),
            key=lambda one: (one.chance, one.window_days),
        )
        if best.people >= least_people and best.chance < threshold:
            found.append(best)
    return sorted(found, key=lambda one: (one.chance, one.cell))


def is_long_enough(watched_days: int, window_days: int) -> bool:
    """Whether enough days were watched before a window to say what is usual."""
    return watched_days - window_days >= _LEAST_HISTORY_DAYS


def first_warnings(
    sightings: Sequence[Sighting], *, false_alarms_a_year: float = FALSE_ALARMS_A_YEAR
) -> dict[str, date]:
    """The back-test: for each cell the first day on which `warn` would have named it, asked every day."""
    first: dict[str, date] = {}
    if not sightings:
        return first
    day, end = min(one.on for one in sightings), max(one.on for one in sightings)
    wrote = {one.on for one in sightings}
    while day <= end:
        # nothing rises on a day on which nobody wrote
        if day in wrote:
            for one in warn(sightings, day, false_alarms_a_year=false_alarms_a_year):
                first.setdefault(one.cell, day)
        day += timedelta(days=1)
    return first


def day_of_half(sightings: Iterable[Sighting]) -> dict[str, date]:
    """For each cell the day by which half of all its people had written: when everybody would have known."""
    joined: dict[str, dict[str | None, date]] = defaultdict(dict)
    for one in sorted(sightings, key=lambda sighting: sighting.on):
        joined[one.cell].setdefault(one.person, one.on)
    return {cell: sorted(people.values())[(len(people) - 1) // 2] for cell, people in joined.items()}


def _people_by_day(sightings: Iterable[Sighting], on: date) -> dict[str, dict[str | None, list[date]]]:
    begin = on - timedelta(days=HISTORY_DAYS + max(WINDOWS))
    cells: dict[str, dict[str | None, list[date]]] = defaultdict(lambda: defaultdict(list))
    for one in sightings:
        if begin < one.on <= on:
            cells[one.cell][one.person].append(one.on)
    return cells


def _surprise(cell: str, people: dict[str | None, list[date]], on: date, window: int, watched: int) -> Alarm:
    begin = on - timedelta(days=window)
    usual_days = min(HISTORY_DAYS, watched - window)
    history = begin - timedelta(days=usual_days)
    now = sum(any(day > begin for day in days) for days in people.values())
    before = sum(any(history < day <= begin for day in days) for days in people.values())
    shape = before + _PRIOR_PEOPLE
    return Alarm(cell, window, now, round(shape * window / usual_days, 3), chance_of(now, shape, usual_days / window))


def chance_of(people: int, shape: float, rate: float) -> float:
    """At least `people` where the usual number is itself uncertain (Poisson under a gamma: negative binomial).

    `shape` people were seen before, over `rate` times the days now looked at.
    """
    none = shape * math.log(rate / (rate + 1))
    below = 0.0
    for count in range(people):
        term = math.lgamma(shape + count) - math.lgamma(shape) - math.lgamma(count + 1) - count * math.log(rate + 1)
        below += math.exp(none + term)
    return max(1.0 - below, 1e-15)
