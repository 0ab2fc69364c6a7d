"""Is something rising faster than chance? People per place and trouble in the last days, against what is usual there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scipy.special import betainc

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


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody wrote on a day about a cell: a place, a trouble, a place and a trouble, an issue or a phrase."""

    cell: str
    person: str | None
    on: date


@dataclass(frozen=True, slots=True)
class Alarm:
    """A cell where more people wrote in the last `window_days` than chance explains.

    `expected` people were usual; `chance` is how probable it is, on a day on which nothing has changed, that any of the
    cells watched looks as surprising: not this one's alone, for who looks at many finds something every day.
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
    since: date | None = None,
) -> list[Alarm]:
    """What rises on that day, least probable first; each cell once, by its most telling window.

    How many people wrote about a cell in all is taken as given; if nothing has changed each of them falls into the window
    as any day does (a binomial). A cell of fewer people than are told can never be an alarm and is no trial: the chance is
    multiplied by the cells of enough people and by the windows (a scan statistic with Bonferroni's bound). `since`: from
    which day on was watched, where the first sighting does not say it.
    """
    seen = [one for one in sightings if one.on <= on]
    watched = (on - (since or min((one.on for one in seen), default=on))).days
    windows = [window for window in WINDOWS if is_long_enough(watched, window)]
    cells = {cell: people for cell, people in _people_by_day(seen, on).items() if len(people) >= least_people}
    found = []
    for cell, people in cells.items():
        told = [_surprise(cell, people, on, window, watched) for window in windows]
        told = [one for one in told if one.people >= least_people]
        if not told:
            continue
        best = min(told, key=lambda one: (one.chance, one.window_days))
        best = replace(best, chance=min(1.0, best.chance * len(cells) * len(WINDOWS)))
        if best.chance < false_alarms_a_year / 365:
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
    """The alarm of one window, its chance that of this cell and window alone."""
    begin = on - timedelta(days=window)
    usual_days = min(HISTORY_DAYS, watched - window)
    history = begin - timedelta(days=usual_days)
    now = sum(any(day > begin for day in days) for days in people.values())
    before = sum(any(history < day <= begin for day in days) for days in people.values())
    chance = chance_of(now, now + before, window / (window + usual_days))
    return Alarm(cell, window, now, round(before * window / usual_days, 3), chance)


def chance_of(people: int, of: int, share: float) -> float:
    """At least `people` `of` all fall into a window that is this share (0 to 1) of all days, if each day is like any other."""
    return max(float(betainc(people, of - people + 1, share)), 1e-15) if people else 1.0
