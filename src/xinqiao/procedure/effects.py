"""What a fact does to the state, as the pack writes it: compiled once to closures."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xinqiao.procedure.conditions import PackError, Situation, Test, compile_condition
from xinqiao.procedure.state import State

Action = Callable[[State], None]
Source = Callable[[State], str | None]


def compile_effects(raws: Sequence[Any], at: Situation) -> list[Action]:
    """Return the actions of a list of effects, leaving out those that cannot apply in the situation."""
    actions: list[Action] = []
    for raw in raws:
        rest = {key: value for key, value in raw.items() if key != "when"}
        condition = compile_condition(raw.get("when"), at)
        for key, value in rest.items():
            maker = EFFECTS.get(key)
            if maker is None:
                raise PackError(f"'{key}' is not an effect; known are when, {', '.join(EFFECTS)}.")
            add_when(actions, condition, maker(value))
    return actions


def add_when(actions: list[Action], condition: bool | Test, action: Action) -> None:
    """Add an action under its condition: not at all, always, or tested each time."""
    if condition is True:
        actions.append(action)
    elif condition is not False:
        actions.append(_guarded(condition, action))


def _guarded(test: Test, action: Action) -> Action:
    def guarded(state: State) -> None:
        if test(state):
            action(state)

    return guarded


def _stage(value: str) -> Action:
    def to_stage(state: State) -> None:
        state.stage = value

    return to_stage


def _source(name: str) -> Source:
    """Return where an organisation is taken from: actor, to, current, above the accused, NAME (remembered), above NAME."""
    if name == "actor":
        return _actor
    if name == "above the accused":
        return _above_the_accused
    if name == "to":
        return lambda state: state.data.get("to")
    if name == "current":
        return lambda state: state.organisation
    if name.startswith("above "):
        below = name.removeprefix("above ")
        return lambda state: _above(state, below)
    return lambda state: state.remembered.get(name, (None, None))[1]


def _actor(state: State) -> str | None:
    """Whoever acted; the accused, and what it directs, never comes to have a matter by acting in it."""
    organisation = state.fact.organisation if state.fact is not None else None
    return None if _is_accused(state, organisation) else organisation


def _above_the_accused(state: State) -> str | None:
    """The nearest organisation above the one that acted, where that is the accused or directed by it."""
    found = state.fact.organisation if state.fact is not None else None
    while found is not None and _is_accused(state, found):
        found = state.matter.parent_of(found)
    return found


def _is_accused(state: State, organisation: str | None) -> bool:
    accused = state.matter.accused
    return accused is not None and state.matter.is_at_or_below(organisation, accused)


def _above(state: State, below: str) -> str | None:
    """The nearest organisation above a remembered one; what an accused directs is stepped over."""
    found = state.matter.parent_of(state.remembered.get(below, (None, None))[1])
    while found is not None and _is_accused(state, found):
        found = state.matter.parent_of(found)
    return found


def _responsible(value: str | Mapping[str, Any]) -> Action:
    if isinstance(value, str):

        def back_to(state: State) -> None:
            if value in state.remembered:
                state.role, state.organisation = state.remembered[value]

        return back_to
    role = value["role"]
    named = value.get("organisation", [])
    sources = [_source(name) for name in ([named] if isinstance(named, str) else named)]

    def make_responsible(state: State) -> None:
        organisation = None
        for source in sources:
            organisation = source(state)
            if organisation is not None:
                break
        state.role = state.by if role == "by" else role
        state.organisation = organisation

    return make_responsible


def _remember(value: str) -> Action:
    def remember(state: State) -> None:
        state.remembered[value] = (state.role, state.organisation)

    return remember


def _set(value: Mapping[str, Any]) -> Action:
    def set_flags(state: State) -> None:
        state.flags.update(value)

    return set_flags


def _keep(value: Mapping[str, str]) -> Action:
    pairs = tuple(value.items())

    def keep(state: State) -> None:
        for flag, name in pairs:
            state.flags[flag] = state.data.get(name)

    return keep


def _clear(value: Sequence[str]) -> Action:
    def clear(state: State) -> None:
        for flag in value:
            state.flags.pop(flag, None)

    return clear


def _ground(value: str | None) -> Action:
    def to_ground(state: State) -> None:
        state.ground = value

    return to_ground


def _end_all(value: bool) -> Action:
    def end_all(state: State) -> None:
        for run in state.clocks:
            if run.is_open(state.day):
                run.ended = state.day
        state.note_next_lapse()

    return end_all


def _shelve(value: bool) -> Action:
    def shelve(state: State) -> None:
        waiting = tuple(run for run in state.clocks if run.is_open(state.day))
        for run in waiting:
            run.ended = state.day
        state.shelved = (state.stage, state.role, state.organisation, waiting)
        state.note_next_lapse()

    return shelve


def _unshelve(value: bool) -> Action:
    def unshelve(state: State) -> None:
        if state.shelved is None:
            return
        state.stage, state.role, state.organisation, waiting = state.shelved
        for run in waiting:
            run.ended = None
        state.shelved = None
        state.note_next_lapse()

    return unshelve


def _reclassify(value: bool) -> Action:
    def reclassify(state: State) -> None:
        state.kind = state.data.get("kind") or state.kind
        state.route = state.data.get("route") or state.route

    return reclassify


def _start_anew(value: Sequence[str]) -> Action:
    kept = frozenset(value)

    def start_anew(state: State) -> None:
        _end_all(True)(state)
        state.latest.clear()
        state.flags = {flag: held for flag, held in state.flags.items() if flag in kept}
        state.remembered = {name: held for name, held in state.remembered.items() if name in kept}
        state.ground = None
        state.shelved = None

    return start_anew


EFFECTS: Mapping[str, Callable[[Any], Action]] = {
    "stage": _stage,
    "responsible": _responsible,
    "remember": _remember,
    "set": _set,
    "keep": _keep,
    "clear": _clear,
    "ground": _ground,
    "end_all": _end_all,
    "shelve": _shelve,
    "unshelve": _unshelve,
    "reclassify": _reclassify,
    "start_anew": _start_anew,
}
