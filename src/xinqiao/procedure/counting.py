"""How a period is counted: unit, first day, excluded days, and where a last day that is not worked rolls to."""

import calendar as gregorian
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.messages import Message

UNITS = ("calendar_day", "working_day", "week", "month")
FIRST_DAYS = ("excluded", "included")
ROLLS = ("next_workday", "none")

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DayCounted:
    """One day of a period: whether it counts, and why."""

    date: date
    counted: bool
    why: Message


@dataclass(frozen=True, slots=True)
class Counting:
    """A length and its rules; days go in and come out as ordinals."""

    value: int
    unit: str = "calendar_day"
    first_day: str = "excluded"
    roll: str = "next_workday"

    def due(self, calendar: Calendar, start: int, extra: int = 0, excluded: Sequence[Interval] = ()) -> int:
        """Return the last day: counted from `start`, prolonged by `extra`, without the excluded days, rolled once."""
        if excluded:
            end = self._walked_end(calendar, start, extra, excluded)
        else:
            end = self._plain_end(calendar, start, extra)
        return self._rolled(calendar, end, excluded) if self.roll == "next_workday" else end

    def _rolled(self, calendar: Calendar, end: int, excluded: Sequence[Interval]) -> int:
        """Pass over rest days, and over excluded days too: a period does not end on a day that is not counted."""
        last = calendar.next_workday(end)
        while any(first <= last <= until for first, until in excluded):
            last = calendar.next_workday(last + 1)
        return last

    def _plain_end(self, calendar: Calendar, start: int, extra: int) -> int:
        before_first = start - 1 if self.first_day == "included" else start
        if self.unit == "working_day":
            return calendar.add_workdays(before_first, self.value + extra)
        if self.unit == "month":
            return _months_after(start, self.value) + extra - (start - before_first)
        return before_first + self.value * (7 if self.unit == "week" else 1) + extra

    def _walked_end(self, calendar: Calendar, start: int, extra: int, excluded: Sequence[Interval]) -> int:
        before_first = start - 1 if self.first_day == "included" else start
        left = self._plain_end(calendar, start, extra) - before_first
        if self.unit == "working_day":
            left = self.value + extra
        day = before_first
        while left > 0:
            day += 1
            if any(first <= day <= last for first, last in excluded):
                continue
            if self.unit != "working_day" or calendar.is_workday(day):
                left -= 1
        return day

    def days(
        self, calendar: Calendar, start: int, extra: int = 0, excluded: Sequence[Interval] = ()
    ) -> Iterator[DayCounted]:
        """Walk from the starting day to the due date, saying of each day whether it counts and why."""
        due = self.due(calendar, start, extra, excluded)
        unrolled = Counting(self.value, self.unit, self.first_day, "none").due(calendar, start, extra, excluded)
        limit = self.value + extra if self.unit == "working_day" else None
        number = 0
        for ordinal in range(start, max(due, start) + 1):
            day = date.fromordinal(ordinal)
            if ordinal == start and self.first_day == "excluded":
                yield DayCounted(day, False, Message("day_start_not_counted"))
            elif any(first <= ordinal <= last for first, last in excluded):
                yield DayCounted(day, False, Message("day_hearing_not_counted"))
            elif ordinal > unrolled:
                yield DayCounted(day, False, _rolled_day(calendar, day, ordinal == due))
            elif self.unit == "working_day" and not calendar.is_workday(ordinal):
                yield DayCounted(day, False, _rest_day(calendar, day))
            else:
                number += 1
                yield DayCounted(day, True, self._counted_day(calendar, ordinal, number, ordinal == unrolled, limit))

    def _counted_day(self, calendar: Calendar, ordinal: int, number: int, last: bool, limit: int | None) -> Message:
        if last and self.roll == "next_workday" and not calendar.is_workday(ordinal):
            return Message("day_last_not_worked", {"number": number})
        if last:
            return Message("day_last", {"number": number})
        if self.unit != "working_day" and number > self.value and self.unit == "calendar_day":
            return Message("day_of_extension", {"number": number})
        return Message("day_counted", {"number": number})


def _months_after(start: int, months: int) -> int:
    day = date.fromordinal(start)
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).toordinal()


def _rest_day(calendar: Calendar, day: date) -> Message:
    name = calendar.holiday_on(day)
    return Message("day_holiday", {"holiday": name}) if name else Message("day_of_rest")


def _rolled_day(calendar: Calendar, day: date, due: bool) -> Message:
    if not due:
        return _rest_day(calendar, day)
    if calendar.kind_of(day) == "make_up_workday":
        return Message("day_due_make_up")
    return Message("day_due_rolled")
