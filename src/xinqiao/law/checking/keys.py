"""When are two histories in the same situation? When no rule of the pack can tell them apart any more."""

from collections.abc import Iterator
from typing import Any

from xinqiao.law.checking.asking import Asked
from xinqiao.law.checking.reading import DAYS, EXISTS, FLAG, ORGAN, Name
from xinqiao.procedure.definitions import NOTHING
from xinqiao.procedure.state import ClockRun, State

Key = tuple[Any, ...]


def key_of(state: State, day: int, asked: Asked) -> Key:
    """What of a state the future depends on: days only as before, on or after each open clock's last day."""
    sort = asked.sorts[state.kind, state.route]
    shelved = state.shelved
    stage = state.stage if shelved is None else shelved[0]
    read = asked.read[stage, *sort] if state.stage != NOTHING and shelved is None else frozenset[Name]()
    return (
        state.stage,
        sort,
        state.role,
        _organ(state, state.organisation, asked),
        state.ground,
        frozenset(_flags(state, asked, read)),
        frozenset(_remembered(state, asked, read)),
        None if shelved is None else (shelved[0], shelved[1]),
        frozenset(_latest(state, day, read)),
        frozenset(_old(state, day)),
    )


def _flags(state: State, asked: Asked, read: frozenset[Name]) -> Iterator[tuple[str, object]]:
    for name, value in state.flags.items():
        if (FLAG, name) in read:
            wanted = asked.flags.get(name)
            if not wanted and value:
                yield name, True
            elif wanted and value in wanted:
                yield name, value


def _remembered(state: State, asked: Asked, read: frozenset[Name]) -> Iterator[tuple[Any, ...]]:
    for name, (role, organ) in state.remembered.items():
        if (ORGAN, name) in read:
            yield name, role, _organ(state, organ, asked), organ == state.organisation


def _latest(state: State, day: int, read: frozenset[Name]) -> Iterator[tuple[Any, ...]]:
    for name, run in state.latest.items():
        if run.is_open(day):
            yield (name, *_open(run, day, (DAYS, name) in read))
        elif (DAYS, name) in read:
            yield name, day <= run.due, run.extra
        elif (EXISTS, name) in read:
            yield (name,)


def _old(state: State, day: int) -> Iterator[tuple[Any, ...]]:
    """Runs that still wait while the clock was started anew."""
    for run in state.clocks:
        if run.is_open(day) and state.latest.get(run.spec.name) is not run:
            yield (run.spec.name, *_open(run, day, False))


def _open(run: ClockRun, day: int, is_asked: bool) -> tuple[Any, ...]:
    """Late or not; the last day itself, and the days added, are told apart where a rule asks about them."""
    paused = run.paused_from is not None
    if is_asked:
        return (day > run.due, day == run.due, paused, run.extra)
    return (day > run.due, paused)


def _organ(state: State, identifier: str | None, asked: Asked) -> str | None:
    """What rules can ask of an organisation: which special organ it is, and whether the accused directs it."""
    if identifier is None:
        return None
    accused = state.matter.accused
    if accused is not None and state.matter.is_at_or_below(identifier, accused):
        return "accused"
    is_special = identifier.removeprefix("organ_") in asked.organs[state.kind, state.route]
    return identifier if is_special else "ordinary"
