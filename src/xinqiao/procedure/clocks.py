"""A clock as it looks on a day: running, met, late, paused, lapsed or ended."""

from datetime import date
from typing import NamedTuple

from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.counting import Interval
from xinqiao.procedure.state import ClockRun


class Clock(NamedTuple):
    """One run of a clock. `late` is said of what is overdue and of what was done late (then `met_on` is set)."""

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
    due = run.due
    if run.paused_from is not None and spec.counting is not None:
        due = spec.counting.due(calendar, run.start, run.extra, excluded_until(run, day))
    return Clock(
        spec.name,
        nth,
        date.fromordinal(run.start),
        date.fromordinal(due),
        _state(run, due, day),
        None if run.met is None else date.fromordinal(run.met),
        run.article,
        spec.internal,
        run.holder,
        None if run.ended is None else date.fromordinal(run.ended),
        None if run.shadow is None else date.fromordinal(run.shadow),
        run.extra,
    )


def _state(run: ClockRun, due: int, day: int) -> str:
    if run.met is not None:
        return "met" if run.met <= due else "late"
    if run.ended is not None:
        return "ended" if run.ended <= due or run.spec.unused == "lapsed" else "late"
    if day > due:
        return run.spec.unused
    return "running" if run.paused_from is None else "paused"
