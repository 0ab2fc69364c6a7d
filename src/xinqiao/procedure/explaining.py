"""Why does a clock stand as it does? The facts that started, prolonged, paused, met or ended it, and each of its days.

One answer for the command, the officer's page and the petitioner's.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from xinqiao.procedure.clocks import Clock
from xinqiao.procedure.counting import DayCounted
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.mending import in_order
from xinqiao.procedure.messages import Message
from xinqiao.procedure.position import assess, explain
from xinqiao.procedure.replaying import take
from xinqiao.procedure.state import ClockRun, State
from xinqiao.procedure.statute import Statute


class Moved(NamedTuple):
    """One fact that moved a clock: how (started, prolonged, paused, resumed, met, ended), which fact, on which day."""

    how: str
    fact: str
    on: date

    @property
    def why(self) -> Message:
        """The same as a message, to be put in words."""
        return Message(f"clock_{self.how}", {"fact": self.fact, "on": self.on})


class Explanation(NamedTuple):
    """A clock as it stands, what moved it in the order in which that happened, and its days one by one."""

    clock: Clock
    moved: tuple[Moved, ...]
    days: tuple[DayCounted, ...]


def explanation_of(
    statute: Statute, matter: Matter, facts: Sequence[Fact], on: date, clock: str, nth: int = 1
) -> Explanation:
    """Return all that explains one run of a clock on a day. Raises FactsError where there is no such run."""
    days = explain(statute, matter, facts, on, clock, nth)
    runs = assess(statute, matter, facts, on).clocks
    shown = next(run for run in runs if (run.name, run.nth) == (clock, nth))
    return Explanation(shown, tuple(_moves(statute, matter, facts, on, clock, nth)), days)


def _moves(statute: Statute, matter: Matter, facts: Sequence[Fact], on: date, clock: str, nth: int) -> Iterator[Moved]:
    state = State(matter)
    seen: _Seen | None = None
    for day, fact in in_order(facts, statute.zoneinfo, on.toordinal()):
        take(statute, state, day, fact)
        runs = [run for run in state.clocks if run.spec.name == clock]
        if len(runs) < nth:
            continue
        now = _Seen.of(runs[nth - 1])
        for how in _differences(seen, now, day):
            yield Moved(how, fact.kind, date.fromordinal(day))
        seen = now


class _Seen(NamedTuple):
    """What of a run a fact can move."""

    extra: int
    is_paused: bool
    met: int | None
    ended: int | None

    @classmethod
    def of(cls, run: ClockRun) -> "_Seen":
        return cls(run.extra, run.paused_from is not None, run.met, run.ended)


def _differences(before: _Seen | None, now: _Seen, day: int) -> Iterator[str]:
    if before is None:
        yield "started"
        before = _Seen(0, False, None, None)
    if now.extra != before.extra:
        yield "prolonged"
    if now.is_paused and not before.is_paused:
        yield "paused"
    if (before.is_paused and not now.is_paused) or (before.ended is not None and now.ended is None):
        yield "resumed"
    if before.met is None and now.met is not None:
        yield "met"
    # A period that ran out by itself ended before the fact that is being read.
    if before.ended is None and now.ended == day:
        yield "ended"
