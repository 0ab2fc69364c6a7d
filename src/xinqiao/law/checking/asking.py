"""What does a pack ask about? Whatever no rule ever asks cannot tell two situations apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from xinqiao.law.checking.reading import Name, Where, names_read
from xinqiao.procedure.statute import Statute

Sort = tuple[str, str]
PLAIN: Sort = ("appeal", "petition_procedure")


@dataclass(frozen=True, slots=True)
class Asked:
    """The flags with the values asked of them, the data asked of each kind of fact (with its values where rules list
    them), for each kind and route the first that no rule tells from it and the special organs that matter to it,
    and the names that rules read at a stage."""

    flags: Mapping[str, frozenset[Any]]
    data: Mapping[str, Mapping[str, tuple[Any, ...]]]
    sorts: Mapping[Sort, Sort]
    organs: Mapping[Sort, frozenset[str]]
    read: Mapping[Where, frozenset[Name]]

    def examples(self) -> tuple[Sort, ...]:
        """One kind and route for each sort of matter."""
        return tuple(dict.fromkeys(self.sorts.values()))


def asked_by(statute: Statute) -> Asked:
    """Read from a statute's rules what they ask about."""
    rules = [*statute.steps.values(), *statute.duties, *statute.clocks.values(), statute.named]
    entries = list(_entries(rules))
    data = {kind: _data_asked(statute, kind) for kind in statute.makers}
    sorts = _sorts(statute, rules)
    read = names_read(statute, tuple(dict.fromkeys(sorts.values())))
    return Asked(_flags(statute, entries), data, sorts, _organs(rules, sorts), read)


def _flags(statute: Statute, entries: list[tuple[str, Any]]) -> dict[str, frozenset[Any]]:
    """The flags that rules ask about, with the values they ask for; none listed: only whether it is set."""
    found: dict[str, frozenset[Any]] = {duty.due_from: frozenset() for duty in statute.duties if duty.due_from}
    for key, value in entries:
        if key != "flag":
            continue
        asked = value if isinstance(value, Mapping) else dict.fromkeys(_listed(value))
        for name, values in asked.items():
            wanted = frozenset() if values is None else frozenset(_listed(values))
            found[str(name)] = found.get(str(name), frozenset()) | wanted
    return found


def _sorts(statute: Statute, rules: list[Any]) -> dict[Sort, Sort]:
    """Each kind and route, with the first one that no rule can tell from it."""
    sayings = [(held.get("kind"), held["route"]) for held in _mappings(rules) if "route" in held]
    first: dict[tuple[Any, ...], Sort] = {}
    sorts: dict[Sort, Sort] = {}
    for kind in sorted(statute.vocabulary.kinds):
        for route in sorted(statute.vocabulary.routes, key=lambda name: (name != "petition_procedure", name)):
            answers = tuple((k is None or kind in _listed(k)) and route in _listed(r) for k, r in sayings)
            sorts[kind, route] = first.setdefault((kind, answers), (kind, route))
    return sorts


def _organs(rules: list[Any], sorts: Mapping[Sort, Sort]) -> dict[Sort, frozenset[str]]:
    """The special organs of which some rule asks for just this kind and route."""
    sayings = [held for held in _mappings(rules) if isinstance(held.get("organ"), str)]
    return {
        (kind, route): frozenset(
            held["organ"]
            for held in sayings
            if kind in _listed(held.get("kind", kind)) and route in _listed(held.get("route", route))
        )
        for kind, route in sorts
    }


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _parts(raw: Any) -> Iterator[Any]:
    if is_dataclass(raw):
        yield from (getattr(raw, part.name) for part in fields(raw))
    elif isinstance(raw, Mapping):
        yield from raw.values()
    elif isinstance(raw, (list, tuple, frozenset)):
        yield from raw


def _mappings(raw: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(raw, Mapping):
        yield raw
    for part in _parts(raw):
        yield from _mappings(part)


def _entries(raw: Any) -> Iterator[tuple[str, Any]]:
    for held in _mappings(raw):
        yield from held.items()


def _data_asked(statute: Statute, kind: str) -> dict[str, tuple[Any, ...]]:
    """The data that some rule reads of a kind of fact; values are given where the rules list them."""
    step = statute.makers[kind]
    rules: list[Any] = [step.requires, step.checks, step.effects]
    for clock in statute.clocks.values():
        rules += [on.when for ons in (clock.starts, clock.met_by, clock.ended_by) for on in ons if on.fact == kind]
    rules += [statute.named[word] for word in set(_words(rules)) if word in statute.named]
    entries, found = list(_entries(rules)), dict[str, tuple[Any, ...]]()
    for key, value in entries:
        if key == "has":
            found |= {str(name): () for name in _listed(value)}
        elif key == "data":
            for name, values in value.items():
                found[name] = (*found.get(name, ()), *_others(values))
    words = set(_words(rules))
    found |= {"to": ()} if words & {"sent_to_accused", "to_another_than", "to_is_current", "to"} else {}
    found |= {"reason": ()} if "reason" in {key for key, _ in entries} else {}
    for field in step.fields:
        if field.name in words or field.required or field.name in _clock_fields(statute, kind):
            found[field.name] = field.one_of or _numbers(statute, field.type)
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


def _clock_fields(statute: Statute, kind: str) -> set[str]:
    """The dates that clocks read from a kind of fact: the day set for them, the day that keeps them."""
    clocks = statute.clocks.values()
    return {clock.due_from for clock in clocks if clock.due_from and any(on.fact == kind for on in clock.starts)} | {
        clock.kept_by for clock in clocks if clock.kept_by and any(on.fact == kind for on in clock.met_by)
    }


def _others(values: Any) -> tuple[Any, ...]:
    listed = tuple(value for value in _listed(values) if value is not None)
    return (True, False) if set(listed) & {True, False} else listed


def _numbers(statute: Statute, sort: str) -> tuple[int, ...]:
    """Within the limit of an extension, at it, and beyond it."""
    if sort != "integer":
        return ()
    most = max((value for name, value in statute.limits.items() if "exten" in name), default=2)
    return (most // 2, most, most + 1)


def _words(raw: Any) -> Iterator[str]:
    """Every word that a rule holds, names of fields in its conditions among them; a step's own fields do not count."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping):
        for key, value in raw.items():
            yield str(key)
            yield from _words(value)
    elif is_dataclass(raw):
        for part in fields(raw):
            if part.name != "fields":
                yield from _words(getattr(raw, part.name))
    else:
        for part in _parts(raw):
            yield from _words(part)
