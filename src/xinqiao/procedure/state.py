"""Where a matter stands while its facts are read one after the other: the running state and its clocks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from xinqiao.procedure.counting import Interval
from xinqiao.procedure.definitions import NOTHING, ClockSpec
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.messages import Message

NEVER = 9_999_999
"""An ordinal after every day that a petition can see."""

EMPTY: Mapping[str, Any] = {}


class ClockRun:
    """One run of a clock; days are ordinals. An open run is neither met nor ended. Only hours have instants."""

    __slots__ = (
        "article",
        "due",
        "due_at",
        "ended",
        "extra",
        "holder",
        "lapsed",
        "met",
        "met_at",
        "paused_from",
        "pauses",
        "shadow",
        "spec",
        "start",
        "started_at",
    )

    def __init__(self, spec: ClockSpec, start: int, due: int, holder: str) -> None:
        self.spec = spec
        self.article = spec.article
        self.holder = holder
        self.start = start
        self.due = due
        self.extra = 0
        self.met: int | None = None
        self.ended: int | None = None
        self.lapsed = False
        self.paused_from: int | None = None
        self.pauses: tuple[Interval, ...] = ()
        self.shadow: int | None = None
        self.started_at: datetime | None = None
        self.due_at: datetime | None = None
        self.met_at: datetime | None = None

    def copy(self) -> "ClockRun":
        """Return a run that can go another way."""
        other = ClockRun.__new__(ClockRun)
        for name in ClockRun.__slots__:
            setattr(other, name, getattr(self, name))
        return other

    def is_open(self, day: int) -> bool:
        """Answer whether on the day the clock still waits; a right not used is closed once its period is over."""
        if self.met is not None or self.ended is not None:
            return False
        return self.spec.unused != "lapsed" or day <= self.due


class State:
    """The state after some facts; changed by effects, read by conditions, and then shown as a position."""

    __slots__ = (
        "breaches",
        "by",
        "clocks",
        "data",
        "day",
        "defects",
        "fact",
        "flags",
        "ground",
        "kind",
        "latest",
        "matter",
        "next_lapse",
        "organisation",
        "received",
        "remembered",
        "role",
        "route",
        "shelved",
        "stage",
    )

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        self.kind = matter.kind
        self.route = matter.route
        self.stage = NOTHING
        self.role: str | None = None
        self.organisation: str | None = None
        self.flags: dict[str, object] = {"simple": True} if matter.simple else {}
        self.remembered: dict[str, tuple[str | None, str | None]] = {}
        self.clocks: list[ClockRun] = []
        self.latest: dict[str, ClockRun] = {}
        self.next_lapse = NEVER
        self.ground: str | None = None
        self.shelved: tuple[str, str | None, str | None, tuple[ClockRun, ...]] | None = None
        self.received: int | None = None
        self.defects: list[Message] = []
        self.breaches = 0
        self.day = 0
        self.fact: Fact | None = None
        self.by: str | None = None
        self.data: Mapping[str, Any] = EMPTY

    def copy(self) -> "State":
        """Return a state that can go another way: what a fact changes is not shared with this one."""
        other = State.__new__(State)
        for name in State.__slots__:
            setattr(other, name, getattr(self, name))
        twins = {id(run): run.copy() for run in self.clocks}
        other.clocks = [twins[id(run)] for run in self.clocks]
        other.latest = {name: twins[id(run)] for name, run in self.latest.items()}
        other.flags, other.remembered, other.defects = dict(self.flags), dict(self.remembered), list(self.defects)
        if self.shelved is not None:
            stage, role, organisation, waiting = self.shelved
            other.shelved = (stage, role, organisation, tuple(twins[id(run)] for run in waiting))
        return other

    def note_next_lapse(self) -> None:
        """Find again the earliest day on which a period will end by itself and change the stage."""
        self.next_lapse = min(
            (
                run.due
                for run in self.clocks
                if run.spec.on_lapse and run.met is None and run.ended is None and not run.lapsed
            ),
            default=NEVER,
        )
