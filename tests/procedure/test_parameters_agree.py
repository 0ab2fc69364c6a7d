"""Does the engine count every unit, first day, roll, prolongation and days left out as a slow count does?"""

import random
from datetime import date, timedelta

import pytest

from tests.procedure.plain_counting import days_between
from tests.procedure.plain_parameters import plain_due
from xinqiao.law.library import statute
from xinqiao.procedure.counting import FIRST_DAYS, HOURS, ROLLS, UNITS, Counting

DAYS = tuple(unit for unit in UNITS if unit not in HOURS)
FEW, MANY = 2_000, 100_000


def disagreements(number: int) -> list[str]:
    """Random periods in which the two counts differ."""
    source, calendar = random.Random("xinqiao counts by every parameter"), statute("cn-2022").calendar
    found = []
    for _ in range(number):
        started_on = date(2005, 5, 1) + timedelta(days=source.randrange(365 * 21))
        unit, first_day, roll = source.choice(DAYS), source.choice(FIRST_DAYS), source.choice(ROLLS)
        value = source.randrange(1, 4 if unit == "month" else 8 if unit == "week" else 91)
        extra = source.choice((0, 0, 0, 5, 30))
        pauses = []
        for _ in range(source.choice((0, 0, 1, 2))):
            first = started_on + timedelta(days=source.randrange(1, 60))
            pauses.append((first, first + timedelta(days=source.randrange(12))))
        excluded = tuple((first.toordinal(), last.toordinal()) for first, last in pauses)
        left_out = frozenset(day for first, last in pauses for day in days_between(first, last))
        counting = Counting(value, unit, first_day, roll)
        due = date.fromordinal(counting.due(calendar, started_on.toordinal(), extra, excluded))
        plain = plain_due(started_on, value, unit, first_day, roll, extra, left_out)
        if due != plain:
            found.append(f"{started_on}: {counting} + {extra} without {pauses}: {due}, plainly {plain}")
    return found


def test_two_thousand_random_periods_are_counted_alike() -> None:
    assert disagreements(FEW) == []


@pytest.mark.long
def test_a_hundred_thousand_random_periods_are_counted_alike() -> None:
    assert disagreements(MANY) == []


@pytest.mark.parametrize(
    ("counting", "started_on", "due_on"),
    [
        (Counting(1, "month", "excluded", "none"), date(2026, 1, 31), date(2026, 2, 28)),
        (Counting(1, "month", "included", "none"), date(2026, 1, 15), date(2026, 2, 14)),
        (Counting(12, "month", "excluded", "none"), date(2024, 2, 29), date(2025, 2, 28)),
        (Counting(2, "week", "included", "none"), date(2026, 3, 2), date(2026, 3, 15)),
        (Counting(2, "week", "included", "next_workday"), date(2026, 3, 2), date(2026, 3, 16)),
        (Counting(7, "working_day", "included", "none"), date(2026, 3, 7), date(2026, 3, 17)),
    ],
)
def test_what_can_be_seen_on_a_calendar(counting: Counting, started_on: date, due_on: date) -> None:
    found = counting.due(statute("cn-2022").calendar, started_on.toordinal())
    assert date.fromordinal(found) == due_on
