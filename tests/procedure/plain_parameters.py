"""Every parameter of counting done slowly and obviously, one day at a time: unit, first day, days left out, roll."""

from collections.abc import Collection
from datetime import date

from tests.procedure.plain_counting import ONE_DAY, is_workday


def plain_due(
    started_on: date, value: int, unit: str, first_day: str, roll: str, extra: int, left_out: Collection[date]
) -> date:
    """The last day of a period: so many units from a day, then so many days more, rolled where it rolls."""
    day = started_on if first_day == "included" else started_on + ONE_DAY
    if unit == "working_day":
        last = nth_day(day, value + extra, lambda one: is_workday(one) and one not in left_out)
    else:
        length = days_in(started_on, value, unit, first_day) + extra
        last = nth_day(day, length, lambda one: one not in left_out)
    while roll == "next_workday" and (not is_workday(last) or last in left_out):
        last += ONE_DAY
    return last


def nth_day(first: date, number: int, counts: object) -> date:
    """The day on which the number is reached, where only some days count."""
    day = first
    counted = 0
    while True:
        if counts(day):  # type: ignore[operator]
            counted += 1
        if counted == number:
            return day
        day += ONE_DAY


def days_in(started_on: date, value: int, unit: str, first_day: str) -> int:
    """How many days weeks or months are, counted on the calendar from the day they start."""
    if unit == "calendar_day":
        return value
    if unit == "week":
        return value * 7
    year, month = started_on.year, started_on.month
    for _ in range(value):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    end = date(year, month, 1)
    while end.day < started_on.day and (end + ONE_DAY).month == month:
        end += ONE_DAY
    # A month from the 15th, that day counted, ends with the 14th; one from the 31st ends with a shorter month.
    if first_day == "included" and end.day == started_on.day:
        end -= ONE_DAY
    days, day = 0, started_on if first_day == "included" else started_on + ONE_DAY
    while day <= end:
        days, day = days + 1, day + ONE_DAY
    return days
