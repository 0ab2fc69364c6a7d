"""Where a petition stands in law on a day: stage, clocks, duties, what may be done now and what may not, and why."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.clocks import Clock, clock_at, excluded_until
from xinqiao.procedure.conditions import holds
from xinqiao.procedure.counting import DayCounted
from xinqiao.procedure.definitions import OFFICE_RULE
from xinqiao.procedure.documents import Say, position_document
from xinqiao.procedure.facts import Fact, FactsError, ImpossibleFact
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.messages import Message
from xinqiao.procedure.once import once
from xinqiao.procedure.refusals import Refused, params_of
from xinqiao.procedure.replaying import edition_for, refused_here, replay
from xinqiao.procedure.state import State
from xinqiao.procedure.statute import Statute


class Responsible(NamedTuple):
    """Whose move it is: a role and, where known, the organisation."""

    role: str
    organisation: str | None


class Duty(NamedTuple):
    """What a role owes, by which day where a clock backs it, and under which article or office rule."""

    who: str
    what: str
    due_on: date | None
    article: str
    internal: bool = False


class Permitted(NamedTuple):
    """A step that may be taken on the day, and by which roles."""

    step: str
    by: tuple[str, ...]
    article: str
    internal: bool = False


class Position:
    """The answer of `assess`. Everything beyond the stage is worked out when asked for."""

    def __init__(self, statute: Statute, state: State, on: date) -> None:
        self.statute = statute
        self.on = on
        self.stage = state.stage
        self.kind = state.kind
        self.route = state.route
        self.ground = state.ground
        self._state = state

    @once
    def final(self) -> bool:
        """Whether the procedure is over."""
        spec = self.statute.stages[self.stage]
        if spec.final_after is None:
            return spec.final
        run = self._state.latest.get(spec.final_after)
        return run is None or not run.is_open(self._state.day)

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes or may take a step of the procedure."""
        return not self.final

    @once
    def responsible(self) -> Responsible | None:
        """Whose move it is; for a final position, who had it last."""
        role = self._state.role
        return None if role is None else Responsible(role, self._state.organisation)

    @once
    def received_on(self) -> date | None:
        """The day of first receipt, from which the days are always shown."""
        received = self._state.received
        return None if received is None else date.fromordinal(received)

    @once
    def defects(self) -> tuple[Message, ...]:
        """What was done otherwise than the statute says, and is effective nevertheless."""
        return tuple(self._state.defects)

    @property
    def breaches(self) -> int:
        """How many of the defects are such as a step would be refused for."""
        return self._state.breaches

    @once
    def clocks(self) -> tuple[Clock, ...]:
        """All clocks so far, in the order in which they started."""
        counts: dict[str, int] = {}
        clocks = []
        for run in self._state.clocks:
            name = run.spec.name
            nth = counts[name] = counts.get(name, 0) + 1
            clocks.append(clock_at(run, nth, self._state.day, self.statute.calendar))
        return tuple(clocks)

    @once
    def duties(self) -> tuple[Duty, ...]:
        """What is owed: one duty for each clock that waits on an organ, then those the statute adds."""
        state = self._state
        added = [
            spec for test, spec in self.statute.duties_at(state.stage, state.kind, state.route) if holds(test, state)
        ]
        replaced = {(spec.due, spec.instead_of) for spec in added if spec.instead_of is not None}
        duties = [
            Duty(run.holder, run.spec.duty, clock.due_on, run.article, run.spec.internal)
            for run, clock in zip(state.clocks, self.clocks, strict=True)
            if run.spec.duty is not None and clock.is_unmet and (run.spec.name, run.spec.duty) not in replaced
        ]
        for spec in added:
            who = (state.role or "") if spec.who == "responsible" else spec.who
            duties.append(Duty(who, spec.what, self._duty_due(spec.due, spec.due_from), spec.article, spec.internal))
        return tuple(duties)

    def _duty_due(self, clock: str | None, flag: str | None) -> date | None:
        if flag is not None:
            value = self._state.flags.get(flag)
            return date.fromisoformat(str(value)[:10]) if value else None
        run = self._state.latest.get(clock or "")
        return None if run is None else date.fromordinal(run.due)

    @once
    def next_due_on(self) -> date | None:
        """The earliest due date of a clock not yet met or of a dated duty; it may already be past."""
        days = [clock.due_on for clock in self.clocks if clock.is_unmet]
        days += [duty.due_on for duty in self.duties if duty.due_on is not None]
        return min(days, default=None)

    @once
    def changes_on(self) -> date | None:
        """The first later day on which the answer changes though nothing happens; None when never."""
        day = self._state.day
        changes = [
            run.due + 1 if run.paused_from is None else day + 1
            for run in self._state.clocks
            if run.met is None and run.ended is None and (run.due >= day or run.paused_from is not None)
        ]
        return date.fromordinal(min(changes)) if changes else None

    @once
    def _judged(self) -> tuple[tuple[Permitted, ...], tuple[Refused, ...]]:
        may: list[Permitted] = []
        may_not: list[Refused] = []
        for name in self.statute.steps:
            answer = self._judge(name)
            if isinstance(answer, Permitted):
                may.append(answer)
            elif answer is not None:
                may_not.append(answer)
        return tuple(may), tuple(may_not)

    def _judge(self, name: str) -> Permitted | Refused | None:
        spec = self.statute.steps[name]
        if spec.hidden:
            return None
        state = self._state
        case = self.statute.case_of(spec, state.stage, state.kind, state.route)
        if not case.is_here or spec.absent is not None:
            return refused_here(state, spec)
        for test, requirement in case.requires:
            if not holds(test, state):
                why = Message(requirement.otherwise, params_of(state, spec, requirement))
                return Refused(name, why, requirement.article, requirement.internal)
        by = spec.by
        if spec.responsible_only:
            if state.role not in by:
                params = {"step": name, "role": state.role, "stage": state.stage}
                return Refused(name, Message("not_the_responsible_role", params), spec.article, spec.internal)
            by = (state.role,)
        if case.offers:
            by = tuple(role for role in by if holds(case.offers.get(role, True), state))
        return Permitted(name, by, spec.article, spec.internal)

    @property
    def may(self) -> tuple[Permitted, ...]:
        """The steps that may be taken on the day."""
        return self._judged[0]

    @property
    def may_not(self) -> tuple[Refused, ...]:
        """All other steps, each with the reason and its article."""
        return self._judged[1]

    def permits(self, step: str, role: str | None = None) -> bool:
        """Answer whether a step may be taken on the day (by the role, where one is given)."""
        if step not in self.statute.steps:
            return False
        answer = self._judge(step)
        return isinstance(answer, Permitted) and (role is None or role in answer.by)

    def refusal(self, step: str) -> Refused | None:
        """Return why a step may not be taken; None when it may."""
        if step not in self.statute.steps:
            return Refused(step, Message("unknown_step", {"step": step}), OFFICE_RULE, True)
        answer = self._judge(step)
        return answer if isinstance(answer, Refused) else None

    @once
    def remedy(self) -> Message | None:
        """What the petitioner can do next, or why there is nothing more, in every stage that waits or is final."""
        spec = self.statute.stages[self.stage]
        name = spec.remedies.get(self.ground or "", spec.remedy)
        if name is None:
            return None
        return Message(name, {"due_on": self.next_due_on} if self.next_due_on else {})

    def as_document(self, say: Say | None = None) -> dict[str, Any]:
        """Return the position as plain data; `say` puts reasons in words, otherwise they stay identifiers."""
        return position_document(self, say)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Position) and self.as_document() == other.as_document()

    __hash__ = None  # type: ignore[assignment]


def assess(statute: Statute, matter: Matter, facts: Sequence[Fact], on: date) -> Position:
    """Return where the matter stands on the day. Facts after `on` are ignored; late acts are effective and late.

    Raises FactsError for unreadable data and ImpossibleFact for what cannot have happened.
    """
    if statute.editions:
        statute = edition_for(statute, facts, on)
    return Position(statute, replay(statute, matter, facts, on), on)


def consider(statute: Statute, matter: Matter, facts: Sequence[Fact], fact: Fact) -> Refused | None:
    """Return why a new fact, with its data, may not be added to these; None when it may.

    Stricter than a step's permission alone: a posted request is measured by its posting, an extension by its days.
    """
    on = fact.at.astimezone(statute.zoneinfo).date()
    try:
        before = assess(statute, matter, facts, on)
        after = assess(statute, matter, (*facts, fact), on)
    except ImpossibleFact as impossible:
        if isinstance(impossible.refused, Refused):
            return impossible.refused
        raise
    if after.breaches <= before.breaches:
        return None
    step = statute.makers[fact.kind]
    return Refused(step.name, after.defects[len(before.defects)], step.article, step.internal)


def explain(
    statute: Statute, matter: Matter, facts: Sequence[Fact], on: date, clock: str, nth: int = 1
) -> tuple[DayCounted, ...]:
    """Return a clock's period day by day, from the starting day to the due date. Raises FactsError."""
    statute = edition_for(statute, facts, on)
    state = replay(statute, matter, facts, on)
    runs = [run for run in state.clocks if run.spec.name == clock]
    if len(runs) < nth or nth < 1:
        running = ", ".join(sorted({run.spec.name for run in state.clocks}))
        raise FactsError(f"There is no clock '{clock}' number {nth} on {on.isoformat()}; there are {running}.")
    run, calendar = runs[nth - 1], statute.calendar
    if run.spec.counting is None:
        return tuple(_fixed_days(calendar, run.start, run.due, run.spec.due_from or ""))
    excluded = excluded_until(run, state.day)
    if run.started_at is not None:
        return tuple(run.spec.counting.hours(calendar, run.started_at, run.extra, excluded))
    return tuple(run.spec.counting.days(calendar, run.start, run.extra, excluded))


def _fixed_days(calendar: Calendar, start: int, due: int, named: str) -> list[DayCounted]:
    days = [DayCounted(date.fromordinal(start), False, Message("day_start_not_counted"))]
    for number, ordinal in enumerate(range(start + 1, due + 1), start=1):
        why = "day_set_by_the_assigner" if ordinal == due else "day_counted"
        days.append(DayCounted(date.fromordinal(ordinal), True, Message(why, {"number": number})))
    return days
