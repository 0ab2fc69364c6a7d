"""A clock as it looks on a day: running, met, late, paused, lapsed or ended."""

from datetime import date, datetime
from typing import NamedTuple

from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.counting import Interval
from xinqiao.procedure.hours import last_day_of
from xinqiao.procedure.state import ClockRun


class Clock(NamedTuple):
    """One run of a clock. `late` is said of what is overdue and of what was done late (then `met_on` is set).

    `due_at` is there for a period of hours only: what was done is held to the instant, what was not is late on the
    day after, as a position is the one of an evening.
    """

    name: str
    nth: int
    started_on: date
    due_on: date
    state: str
    met_on: date | None
    article: str
    internal: bool
    holder: str
    ended_on: date | None = None
    shadow_due_on: date | None = None
    extension_days: int = 0
    due_at: datetime | None = None

    @property
    def is_unmet(self) -> bool:
        """Whether it still waits: running, paused, or late and not met."""
        if self.met_on is not None or self.ended_on is not None:
            return False
        return self.state in ("running", "paused", "late")


def excluded_until(run: ClockRun, day: int) -> tuple[Interval, ...]:
    """Return the intervals that are not counted, one still open being taken to end on the day."""
    if run.paused_from is None:
        return run.pauses
    return (*run.pauses, (run.paused_from, day if run.ended is None else min(day, run.ended)))


def clock_at(run: ClockRun, nth: int, day: int, calendar: Calendar) -> Clock:
    """Return the run as it looks on the day; while paused, the due date as though the pause ended that day."""
    spec = run.spec
    due, due_at = run.due, run.due_at
    if run.paused_from is not None and spec.counting is not None:
        due, due_at = counted(run, calendar, excluded_until(run, day))
    return Clock(
        spec.name,
        nth,
        date.fromordinal(run.start),
        date.fromordinal(due),
        _state(run, due, due_at, day),
        None if run.met is None else date.fromordinal(run.met),
        run.article,
        spec.internal,
        run.holder,
        None if run.ended is None else date.fromordinal(run.ended),
        None if run.shadow is None else date.fromordinal(run.shadow),
        run.extra,
        due_at,
    )


def counted(run: ClockRun, calendar: Calendar, excluded: tuple[Interval, ...]) -> tuple[int, datetime | None]:
    """Return the last day of a run and, for hours, the instant; excluded days are not counted."""
    counting = run.spec.counting
    if counting is None:
        return run.due, None
    if run.started_at is None:
        return counting.due(calendar, run.start, run.extra, excluded), None
    due_at = counting.due_at(calendar, run.started_at, run.extra, excluded)
    return last_day_of(due_at), due_at


def _state(run: ClockRun, due: int, due_at: datetime | None, day: int) -> str:
    if run.met is not None:
        if run.met_at is not None and due_at is not None:
            return "met" if run.met_at <= due_at else "late"
        return "met" if run.met <= due else "late"
    if run.ended is not None:
        return "ended" if run.ended <= due or run.spec.unused == "lapsed" else "late"
    if day > due:
        return run.spec.unused
    return "running" if run.paused_from is None else "paused"
