"""The counting of days done slowly and obviously, one day at a time, to hold against the engine's counting.

It shares no code with the engine and reads the calendars by itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

CALENDARS = Path(__file__).parents[2] / "src/xinqiao/law/china/calendar"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Year:
    """The days of one year that depart from the plain week."""

    off: frozenset[date]
    at_work: frozenset[date]


@cache
def year_of(year: int) -> Year:
    """The calendar of a year; a year without a file has plain weeks."""
    path = CALENDARS / f"{year}.yaml"
    if not path.exists():
        return Year(frozenset(), frozenset())
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    off: set[date] = set()
    for block in document["holidays"]:
        day = block["from"]
        while day <= block["to"]:
            off.add(day)
            day += ONE_DAY
    return Year(frozenset(off), frozenset(document["make_up_workdays"]))


def is_workday(day: date) -> bool:
    """Whether offices work that day."""
    year = year_of(day.year)
    if day in year.off:
        return False
    if day in year.at_work:
        return True
    return day.strftime("%a") not in ("Sat", "Sun")


def calendar_due(started_on: date, days: int, uncounted: Collection[date] = ()) -> date:
    """The last day of a period of calendar days: the starting day is not counted, a rest day at the end is passed over."""
    day = started_on
    counted = 0
    while counted < days:
        day += ONE_DAY
        if day not in uncounted:
            counted += 1
    while not is_workday(day) or day in uncounted:
        day += ONE_DAY
    return day


def working_due(started_on: date, days: int) -> date:
    """The last day of a period of working days, the starting day not counted."""
    day = started_on
    counted = 0
    while counted < days:
        day += ONE_DAY
        if is_workday(day):
            counted += 1
    return day


def days_between(first: date, last: date) -> frozenset[date]:
    """Every day from the first to the last, both included."""
    held: set[date] = set()
    day = first
    while day <= last:
        held.add(day)
        day += ONE_DAY
    return frozenset(held)
