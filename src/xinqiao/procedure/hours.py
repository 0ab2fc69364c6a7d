"""How hours are counted: from an instant to an instant, through all hours or through office hours only."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from xinqiao.procedure.calendar import Calendar

Interval = tuple[int, int]

NO_TIME = timedelta(0)
A_MOMENT = timedelta(microseconds=1)
AN_HOUR = timedelta(hours=1)
MIDNIGHT = time(0, 0)
WHOLE_DAY = ((0, 24 * 60),)


def first_moment(calendar: Calendar, ordinal: int) -> datetime:
    """Return the beginning of a day, where a period of hours is asked about by its day only."""
    return datetime.combine(date.fromordinal(ordinal), MIDNIGHT, calendar.zone)


def last_day_of(due_at: datetime) -> int:
    """Return the day that a period ends with; what ends at midnight ends with the day before."""
    return (due_at - A_MOMENT).toordinal()


def begins_at(start: datetime, first_hour: str) -> datetime:
    """Return the instant from which hours count: the event's own, or the next full hour where its hour does not count."""
    if first_hour == "included":
        return start
    full = start.replace(minute=0, second=0, microsecond=0)
    return (full.astimezone(UTC) + AN_HOUR).astimezone(start.tzinfo)


def ends_at(
    calendar: Calendar, begin: datetime, hours: int, *, in_office: bool, excluded: Sequence[Interval] = ()
) -> datetime:
    """Return the instant at which so many hours have run, in the calendar's zone; excluded days count for nothing."""
    end = begin.astimezone(calendar.zone)
    if not in_office and not excluded:
        # through UTC: a night on which the clocks are changed has the hours it has
        return (begin.astimezone(UTC) + timedelta(hours=hours)).astimezone(calendar.zone)
    for _, since, length in spent(calendar, begin, hours, in_office=in_office, excluded=excluded):
        end = (since.astimezone(UTC) + length).astimezone(calendar.zone)
    return end


def spent(
    calendar: Calendar, begin: datetime, hours: int, *, in_office: bool, excluded: Sequence[Interval] = ()
) -> Iterator[tuple[int, datetime, timedelta]]:
    """Yield the pieces of time that count: the day, when the piece begins and how long it lasts."""
    left, begin = timedelta(hours=hours), begin.astimezone(calendar.zone)
    ordinal = begin.toordinal()
    while left > NO_TIME and ordinal <= date.max.toordinal():
        if _counts(calendar, ordinal, in_office, excluded):
            for opens, closes in (calendar.office_hours or WHOLE_DAY) if in_office else WHOLE_DAY:
                since = max(_at(calendar, ordinal, opens), begin)
                length = min(left, _at(calendar, ordinal, closes).astimezone(UTC) - since.astimezone(UTC))
                if length > NO_TIME:
                    yield ordinal, since, length
                    left -= length
        ordinal += 1


def _counts(calendar: Calendar, ordinal: int, in_office: bool, excluded: Sequence[Interval]) -> bool:
    if any(first <= ordinal <= last for first, last in excluded):
        return False
    return not in_office or calendar.is_workday(ordinal)


def _at(calendar: Calendar, ordinal: int, minute: int) -> datetime:
    """The instant of a minute of the day as the clock on the wall shows it."""
    return first_moment(calendar, ordinal) + timedelta(minutes=minute)
