"""The small language of a pack's conditions: written as YAML, compiled once to closures over the state.

What is known of a situation (stage, kind, route) is settled at compile time, so most conditions cost nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xinqiao.procedure.definitions import ReasonSpec
from xinqiao.procedure.facts import FactsError, read_day
from xinqiao.procedure.state import State

Test = Callable[[State], bool]
Compiled = bool | Test


class PackError(Exception):
    """A pack that cannot be understood; the text is one sentence naming the place."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known before a fact is looked at, with the pack's named conditions and limits."""

    stage: str
    kind: str
    route: str
    named: Mapping[str, Any]
    limits: Mapping[str, int]
    organ_roles: Mapping[str, Sequence[str]]
    reasons: Mapping[str, ReasonSpec]


def compile_condition(raw: Any, at: Situation) -> Compiled:
    """Return True, False or a test of the state; PackError where the condition is not of the language."""
    if raw is None or raw is True:
        return True
    if raw is False:
        return False
    if isinstance(raw, str):
        if raw not in at.named:
            raise PackError(f"the condition '{raw}' is not defined.")
        return compile_condition(at.named[raw], at)
    if isinstance(raw, list):
        return every([compile_condition(part, at) for part in raw])
    if not isinstance(raw, Mapping):
        raise PackError(f"{raw!r} is not a condition.")
    return every([_compile_key(key, value, at) for key, value in raw.items()])


def holds(condition: Compiled, state: State) -> bool:
    """Answer whether a compiled condition is true of the state."""
    return condition if isinstance(condition, bool) else condition(state)


def every(parts: Sequence[Compiled]) -> Compiled:
    """Combine conditions that must all hold."""
    tests: list[Test] = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            tests.append(part)
    if not tests:
        return True
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda state: first(state) and second(state)
    return lambda state: all(test(state) for test in tests)


def _some(parts: Sequence[Compiled]) -> Compiled:
    tests: list[Test] = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            tests.append(part)
    if not tests:
        return False
    if len(tests) == 1:
        return tests[0]
    return lambda state: any(test(state) for test in tests)


def _not(part: Compiled) -> Compiled:
    if isinstance(part, bool):
        return not part
    return lambda state: not part(state)


def _compile_key(key: str, value: Any, at: Situation) -> Compiled:
    if key == "all":
        return every([compile_condition(part, at) for part in value])
    if key == "any":
        return _some([compile_condition(part, at) for part in value])
    if key == "not":
        return _not(compile_condition(value, at))
    if key in ("kind", "route", "stage"):
        return getattr(at, key) in _listed(value)
    maker = TESTS.get(key)
    if maker is None:
        raise PackError(f"'{key}' is not a word of the conditions; known are {', '.join(KNOWN_WORDS)}.")
    return maker(value, at)


def _listed(value: Any) -> frozenset[Any]:
    return frozenset(value) if isinstance(value, list) else frozenset((value,))


def _by(value: Any, at: Situation) -> Test:
    roles = _listed(value)
    return lambda state: state.by in roles


def _responsible(value: Any, at: Situation) -> Test:
    roles = _listed(value)
    return lambda state: state.role in roles


def _data(value: Mapping[str, Any], at: Situation) -> Compiled:
    def one(name: str, wanted: Any) -> Test:
        values = _listed(wanted)
        return lambda state: state.data.get(name) in values

    return every([one(name, wanted) for name, wanted in value.items()])


def _has(value: Any, at: Situation) -> Test:
    names = tuple(_listed(value))
    return lambda state: any(state.data.get(name) not in (None, "") for name in names)


def _flag(value: Any, at: Situation) -> Compiled:
    if isinstance(value, Mapping):
        return every([_flag_is(name, wanted) for name, wanted in value.items()])
    return _flag_is(value, None)


def _flag_is(name: str, wanted: Any) -> Test:
    if wanted is None:
        return lambda state: bool(state.flags.get(name))
    values = _listed(wanted)
    return lambda state: state.flags.get(name) in values


def _clock_open(value: Any, at: Situation) -> Test:
    names = tuple(_listed(value))

    def test(state: State) -> bool:
        return any((run := state.latest.get(name)) is not None and run.is_open(state.day) for name in names)

    return test


def _clock_exists(value: Any, at: Situation) -> Test:
    names = tuple(_listed(value))
    return lambda state: any(name in state.latest for name in names)


def _before_due(value: str, at: Situation) -> Test:
    def test(state: State) -> bool:
        run = state.latest.get(value)
        return run is not None and run.met is None and run.ended is None and state.day <= run.due

    return test


def kept_day(state: State, field: str | None) -> int:
    """Return the day that counts for keeping a period: the day of posting where it is given, else the fact's."""
    if field is not None and state.fact is not None:
        posted = state.data.get(field)
        if posted is not None:
            day = read_day(posted, f"fact {state.fact.kind}: '{field}'").toordinal()
            if day > state.day:
                raise FactsError(f"fact {state.fact.kind}: '{field}' is later than the day it was received.")
            return day
    return state.day


def _in_time(value: str, at: Situation) -> Test:
    def test(state: State) -> bool:
        run = state.latest.get(value)
        if run is None or run.met is not None or run.ended is not None:
            return False
        return kept_day(state, run.spec.kept_by) <= run.due

    return test


def _room(value: Mapping[str, str], at: Situation) -> Test:
    clock, limit = value["clock"], at.limits[value["limit"]]
    field = value.get("field")

    def test(state: State) -> bool:
        run = state.latest.get(clock)
        if run is None:
            return False
        return run.extra < limit if field is None else run.extra + int(state.data[field]) <= limit

    return test


def _organ(value: str, at: Situation) -> Test:
    roles = frozenset(at.organ_roles[value])

    def test(state: State) -> bool:
        identifier = state.fact.organisation if state.fact is not None and state.fact.organisation else None
        organ = state.matter.organisation(identifier or state.organisation)
        return organ is not None and organ.role in roles

    return test


def _becomes(value: Mapping[str, Any], at: Situation) -> Compiled:
    def one(name: str, wanted: Any) -> Test:
        values, now = _listed(wanted), getattr(at, name)
        return lambda state: state.data.get(name, now) in values

    return every([one(name, wanted) for name, wanted in value.items()])


def _persons_above(value: int, at: Situation) -> Test:
    return lambda state: state.matter.persons > value


def _at_most(value: Mapping[str, str], at: Situation) -> Test:
    field, limit = value["field"], at.limits[value["limit"]]
    return lambda state: int(state.data.get(field) or 0) <= limit


def _organisations(value: Mapping[str, Any], at: Situation) -> Test:
    role, above = value["role"], value["above"]
    return lambda state: sum(organ.role == role for organ in state.matter.organisations) > above


def _sent_to_accused(value: bool, at: Situation) -> Test:
    def test(state: State) -> bool:
        accused, to = state.matter.accused, state.data.get("to")
        return (accused is not None and to is not None and state.matter.is_at_or_below(to, accused)) is value

    return test


def _to_another_than(value: str, at: Situation) -> Test:
    def test(state: State) -> bool:
        to = state.data.get("to")
        return to is not None and to != state.remembered.get(value, (None, None))[1]

    return test


def _reason(value: str, at: Situation) -> Test:
    """Judge the `reason` of a fact: known to the pack, complete with what it needs, or fitting the matter."""
    fitting = {code: compile_condition(spec.when, at) for code, spec in at.reasons.items()}

    def test(state: State) -> bool:
        code = str(state.data.get("reason"))
        if value == "known" or code not in at.reasons:
            return value != "known" or code in at.reasons
        if value == "complete":
            return all(state.data.get(name) not in (None, "") for name in at.reasons[code].needs)
        fits = fitting[code]
        return fits if isinstance(fits, bool) else fits(state)

    return test


TESTS: Mapping[str, Callable[[Any, Situation], Compiled]] = {
    "by": _by,
    "responsible": _responsible,
    "data": _data,
    "has": _has,
    "flag": _flag,
    "clock_open": _clock_open,
    "clock_exists": _clock_exists,
    "before_due": _before_due,
    "in_time": _in_time,
    "room": _room,
    "organ": _organ,
    "becomes": _becomes,
    "persons_above": _persons_above,
    "at_most": _at_most,
    "organisations": _organisations,
    "sent_to_accused": _sent_to_accused,
    "to_another_than": _to_another_than,
    "reason": _reason,
}
KNOWN_WORDS = ("all", "any", "not", "kind", "route", "stage", *TESTS)
