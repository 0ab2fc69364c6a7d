"""How facts move clocks: started, met, ended, paused, resumed, prolonged, and lapsing by themselves."""

from collections.abc import Iterator

from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.clocks import counted
from xinqiao.procedure.conditions import Situation, compile_condition, kept_day
from xinqiao.procedure.definitions import ClockSpec, On
from xinqiao.procedure.effects import Action, add_when
from xinqiao.procedure.facts import read_day
from xinqiao.procedure.state import ClockRun, State


def compile_before(fact: str, specs: tuple[ClockSpec, ...], calendar: Calendar, at: Situation) -> list[Action]:
    """Return what a fact does to clocks that already run, before its own effects."""
    actions: list[Action] = []
    for spec in specs:
        for on in _of(spec.met_by, fact):
            add_when(actions, compile_condition(on.when, at), _meet(spec))
        for on in _of(spec.ended_by, fact):
            add_when(actions, compile_condition(on.when, at), _end(spec))
        if spec.paused_by == fact:
            actions.append(_pause(spec))
        if spec.resumed_by == fact:
            actions.append(_resume(spec, calendar))
        if spec.extended_by == fact:
            actions.append(_extend(spec, calendar))
    return actions


def compile_starts(fact: str, specs: tuple[ClockSpec, ...], calendar: Calendar, at: Situation) -> list[Action]:
    """Return the clocks that a fact starts, after its own effects."""
    actions: list[Action] = []
    for spec in specs:
        for on in _of(spec.starts, fact):
            add_when(actions, compile_condition(on.when, at), _start(spec, calendar, on))
    return actions


def _of(ons: tuple[On, ...], fact: str) -> Iterator[On]:
    return (on for on in ons if on.fact == fact)


def _start(spec: ClockSpec, calendar: Calendar, on: On) -> Action:
    name, lapses = spec.name, bool(spec.on_lapse)
    counting, memo = spec.counting, dict[int, int]()
    in_hours = counting is not None and counting.is_in_hours

    holder = None if spec.holder == "responsible" else spec.holder

    def due_after(day: int, state: State) -> int | None:
        if counting is None:
            return _fixed_due(spec, state)
        due = memo.get(day)
        if due is None:
            due = memo[day] = counting.due(calendar, day)
        return due

    def start(state: State) -> None:
        day = state.day if on.as_of is None else _day_of(state, on.as_of)
        due = due_after(day, state)
        if due is None:
            return
        _end_before(state, name)
        run = ClockRun(spec, day, due, holder or state.role or "")
        if in_hours and on.as_of is None and state.fact is not None:
            run.started_at = state.fact.at
            recount(run, calendar)
            due = run.due
        if on.article is not None:
            run.article = on.article
        state.clocks.append(run)
        state.latest[name] = run
        if lapses and due < state.next_lapse:
            state.next_lapse = due
        if spec.shadow is not None and counting is not None:
            run.shadow = _shadow(spec, state, calendar)

    return start


def _end_before(state: State, name: str) -> None:
    """A clock that starts again ends its earlier run, where that still waits."""
    before = state.latest.get(name)
    if before is not None and before.is_open(state.day):
        before.ended = state.day


def _day_of(state: State, clock: str) -> int:
    run = state.latest.get(clock)
    return state.day if run is None else run.start


def _fixed_due(spec: ClockSpec, state: State) -> int | None:
    value = state.data.get(spec.due_from or "")
    if value is None or state.fact is None:
        return None
    return max(read_day(value, f"fact {state.fact.kind}: '{spec.due_from}'").toordinal(), state.day)


def _shadow(spec: ClockSpec, state: State, calendar: Calendar) -> int | None:
    """The due date as though the clock had begun on the last day of the one before it, where that was missed."""
    before = state.latest.get(spec.shadow or "")
    if before is None or spec.counting is None or before.met != state.day or before.due >= state.day:
        return None
    return spec.counting.due(calendar, before.due)


def _meet(spec: ClockSpec) -> Action:
    name, kept_by = spec.name, spec.kept_by

    def meet(state: State) -> None:
        run = state.latest.get(name)
        if run is not None and run.met is None and run.ended is None:
            run.met = state.day if kept_by is None else kept_day(state, kept_by)
            if run.due_at is not None and kept_by is None and state.fact is not None:
                run.met_at = state.fact.at
            if run.paused_from is not None:
                run.pauses += ((run.paused_from, state.day),)
                run.paused_from = None
            if run.spec.on_lapse:
                state.note_next_lapse()

    return meet


def _end(spec: ClockSpec) -> Action:
    name = spec.name

    def end(state: State) -> None:
        run = state.latest.get(name)
        if run is not None and run.is_open(state.day):
            run.ended = state.day
            if run.spec.on_lapse:
                state.note_next_lapse()

    return end


def _pause(spec: ClockSpec) -> Action:
    name = spec.name

    def pause(state: State) -> None:
        run = state.latest.get(name)
        if run is not None and run.is_open(state.day) and run.paused_from is None:
            run.paused_from = state.day

    return pause


def _resume(spec: ClockSpec, calendar: Calendar) -> Action:
    name = spec.name

    def resume(state: State) -> None:
        run = state.latest.get(name)
        if run is not None and run.paused_from is not None:
            run.pauses += ((run.paused_from, state.day),)
            run.paused_from = None
            recount(run, calendar)

    return resume


def _extend(spec: ClockSpec, calendar: Calendar) -> Action:
    name = spec.name

    def extend(state: State) -> None:
        run = state.latest.get(name)
        if run is not None and run.is_open(state.day):
            run.extra += int(state.data.get("days", 0))
            recount(run, calendar)

    return extend


def recount(run: ClockRun, calendar: Calendar) -> None:
    """Count a run's end again, after it was prolonged or went on."""
    run.due, run.due_at = counted(run, calendar, run.pauses)
