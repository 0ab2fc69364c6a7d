"""How a period is counted: unit, first day, excluded days, and where a last day that is not worked rolls to."""

import calendar as gregorian
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.hours import Interval, begins_at, ends_at, first_moment, last_day_of, spent
from xinqiao.procedure.messages import Message

UNITS = ("hour", "working_hour", "calendar_day", "working_day", "week", "month")
HOURS = ("hour", "working_hour")
FIRST_DAYS = ("excluded", "included")
ROLLS = ("next_workday", "none")

__all__ = ["FIRST_DAYS", "HOURS", "ROLLS", "UNITS", "Counting", "DayCounted", "Interval"]


@dataclass(frozen=True, slots=True)
class DayCounted:
    """One day of a period: whether it counts, and why."""

    date: date
    counted: bool
    why: Message


@dataclass(frozen=True, slots=True)
class Counting:
    """A length and its rules; days go in and come out as ordinals.

    `first_day` says of hours whether the hour of the event counts, of all others whether its day does. An extension is
    in hours for hours, in working days for working days, in days for the rest.
    """

    value: int
    unit: str = "calendar_day"
    first_day: str = "excluded"
    roll: str = "next_workday"

    @property
    def is_in_hours(self) -> bool:
        """Whether it ends at an instant, not with a day."""
        return self.unit in HOURS

    def due_at(
        self, calendar: Calendar, start: datetime, extra: int = 0, excluded: Sequence[Interval] = ()
    ) -> datetime:
        """Return the instant at which a period of hours ends, in the calendar's zone.

        A last day that is not worked moves the end to the same time of the next workday, where the period rolls.
        """
        begin, in_office = begins_at(start, self.first_day), self.unit == "working_hour"
        due = ends_at(calendar, begin, self.value + extra, in_office=in_office, excluded=excluded)
        if self.roll == "none" or in_office:
            return due
        last = last_day_of(due)
        return due + timedelta(days=self._rolled(calendar, last, excluded) - last)

    def due(self, calendar: Calendar, start: int, extra: int = 0, excluded: Sequence[Interval] = ()) -> int:
        """Return the last day: counted from `start`, prolonged by `extra`, without the excluded days, rolled once."""
        if self.is_in_hours:
            return last_day_of(self.due_at(calendar, first_moment(calendar, start), extra, excluded))
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
            return _months_after(start, self.value, before_first < start) + extra
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

    def hours(
        self, calendar: Calendar, start: datetime, extra: int = 0, excluded: Sequence[Interval] = ()
    ) -> Iterator[DayCounted]:
        """Walk from the starting day to the last, saying how many hours of each day count."""
        begin, in_office = begins_at(start, self.first_day), self.unit == "working_hour"
        taken: dict[int, timedelta] = {}
        for ordinal, _, length in spent(calendar, begin, self.value + extra, in_office=in_office, excluded=excluded):
            taken[ordinal] = taken.get(ordinal, timedelta()) + length
        due = last_day_of(self.due_at(calendar, start, extra, excluded))
        for ordinal in range(start.astimezone(calendar.zone).toordinal(), due + 1):
            day = date.fromordinal(ordinal)
            if taken.get(ordinal):
                yield DayCounted(day, True, Message("day_hours_counted", {"hours": _in_hours(taken[ordinal])}))
            elif any(first <= ordinal <= last for first, last in excluded):
                yield DayCounted(day, False, Message("day_hearing_not_counted"))
            elif ordinal > max(taken):
                yield DayCounted(day, False, _rolled_day(calendar, day, ordinal == due))
            elif calendar.is_workday(ordinal):
                yield DayCounted(day, False, Message("day_hours_over"))
            else:
                yield DayCounted(day, False, _rest_day(calendar, day))

    def _counted_day(self, calendar: Calendar, ordinal: int, number: int, last: bool, limit: int | None) -> Message:
        if last and self.roll == "next_workday" and not calendar.is_workday(ordinal):
            return Message("day_last_not_worked", {"number": number})
        if last:
            return Message("day_last", {"number": number})
        if self.unit != "working_day" and number > self.value and self.unit == "calendar_day":
            return Message("day_of_extension", {"number": number})
        return Message("day_counted", {"number": number})


def _months_after(start: int, months: int, first_counts: bool) -> int:
    """The day of the same number, the day before it where the first day counts, else the last of a shorter month."""
    day = date.fromordinal(start)
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = gregorian.monthrange(year, month + 1)[1]
    if day.day > last:
        return date(year, month + 1, last).toordinal()
    return date(year, month + 1, day.day).toordinal() - first_counts


def _in_hours(length: timedelta) -> str:
    return f"{length.total_seconds() / 3600:.2f}".rstrip("0").rstrip(".")


def _rest_day(calendar: Calendar, day: date) -> Message:
    name = calendar.holiday_on(day)
    return Message("day_holiday", {"holiday": name}) if name else Message("day_of_rest")


def _rolled_day(calendar: Calendar, day: date, due: bool) -> Message:
    if not due:
        return _rest_day(calendar, day)
    if calendar.kind_of(day) == "make_up_workday":
        return Message("day_due_make_up")
    return Message("day_due_rolled")
