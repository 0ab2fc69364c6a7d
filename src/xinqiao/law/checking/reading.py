"""Which flags, remembered organisations and closed clocks does a step, a clock or a duty read where a matter stands?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xinqiao.procedure.conditions import Situation, compile_condition
from xinqiao.procedure.statute import Statute

Name = tuple[str, str]
Where = tuple[str, str, str]
DAYS, EXISTS, FLAG, ORGAN = "days", "exists", "flag", "organ"
READ_BY = {"before_due": DAYS, "in_time": DAYS, "clock_exists": EXISTS, "flag": FLAG, "to_another_than": ORGAN}
NO_EFFECT = ("impossible", "without_effect")


def names_read(statute: Statute, sorts: Sequence[tuple[str, str]]) -> Mapping[Where, frozenset[Name]]:
    """For each stage, kind and route, the names that some rule reads there."""
    places = [(stage, kind, route) for stage in statute.stages for kind, route in sorts]
    return {where: frozenset(_names(statute, where)) for where in places}


def _names(statute: Statute, where: Where) -> Iterator[Name]:
    at = statute.situation(*where)
    for kind, step in statute.makers.items():
        held = [(requirement.when, requirement.breach) for requirement in (*step.requires, *step.checks)]
        is_here = where[0] in step.stages and not any("start_anew" in raw for raw in step.effects)
        if is_here and not any(compile_condition(when, at) is False and breach in NO_EFFECT for when, breach in held):
            for when, _ in held:
                yield from _read(when, at)
            yield from _of_effects(step.effects, at)
            yield from _of_clocks(statute, kind, at)
    for clock in statute.clocks.values():
        yield from _of_effects(clock.on_lapse, at)
    for duty in statute.duties:
        if compile_condition(duty.when, at) is not False:
            yield from _read(duty.when, at)
            if duty.due_from:
                yield FLAG, duty.due_from


def _of_effects(raws: Sequence[Any], at: Situation) -> Iterator[Name]:
    for raw in raws:
        if compile_condition(raw.get("when"), at) is not False:
            yield from _read(raw.get("when"), at)
            yield from _sources(raw)


def _of_clocks(statute: Statute, kind: str, at: Situation) -> Iterator[Name]:
    for name, clock in statute.clocks.items():
        for on in (*clock.starts, *clock.met_by, *clock.ended_by):
            if on.fact == kind and compile_condition(on.when, at) is not False:
                yield from _read(on.when, at)
                if on in clock.starts:
                    yield from ((DAYS, other) for other in (clock.shadow, on.as_of) if other)
        if kind == clock.extended_by:
            yield DAYS, name


def _read(raw: Any, at: Situation) -> set[Name]:
    """The names that a condition reads; none where the stage, kind and route alone settle it."""
    if isinstance(compile_condition(raw, at), bool):
        return set()
    if isinstance(raw, str):
        return _read(at.named[raw], at)
    if isinstance(raw, list):
        return {name for part in raw for name in _read(part, at)}
    names: set[Name] = set()
    for key, value in raw.items():
        if key in ("all", "any", "not"):
            names |= {name for part in (value if isinstance(value, list) else [value]) for name in _read(part, at)}
        elif key == "room":
            names.add((DAYS, value["clock"]))
        elif key in READ_BY:
            names |= {(READ_BY[key], str(name)) for name in (value if isinstance(value, (list, Mapping)) else [value])}
    return names


def _sources(raw: Mapping[str, Any]) -> set[Name]:
    """The remembered organisations that an effect takes somebody from."""
    held = raw.get("responsible")
    named = held.get("organisation", []) if isinstance(held, Mapping) else [held] if held else []
    listed = [named] if isinstance(named, str) else named
    return {(ORGAN, str(name).removeprefix("above ")) for name in listed} - {
        (ORGAN, name) for name in ("actor", "to", "the accused")
    }
