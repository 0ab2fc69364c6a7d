"""Where can a petition stand, what leads on from there, and which periods run meanwhile? Read off the walk of the whole pack."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from xinqiao.law.checking.exploring import Place, new_map, places_of
from xinqiao.law.library import statute
from xinqiao.procedure.position import Position
from xinqiao.procedure.state import State
from xinqiao.procedure.statute import Statute

KIND, ROUTE = "appeal", "petition_procedure"
_ROLES = ("petitioner", "petition_office", "competent", "head", "joint_meeting", "reexamination", "review")
# Each circumstance by itself brings every stage, step and period about; what meets only in pairs shows no new one.
_TOGETHER = 1
BY_ITSELF = "by_itself"
"""The way on that no step takes: a period ends and the stage changes with the day."""


@dataclass(frozen=True, slots=True)
class StageWalked:
    """One stage as the walk found it: step → stages it leads to (its own where it stays), step → who may take it,
    and the periods that begin on coming here."""

    ways: Mapping[str, tuple[str, ...]]
    by: Mapping[str, tuple[str, ...]]
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walked:
    """All stages that an appeal on the petition procedure (信访程序) can reach, in the pack's order."""

    digest: str
    stages: Mapping[str, StageWalked]


def walked(identifier: str) -> Walked:
    """The walk of a pack: the one kept beside this file where it is of the pack as it stands, else walked now (seconds)."""
    return _walked(identifier)


@cache
def _walked(identifier: str) -> Walked:
    found = statute(identifier)
    kept = _kept().get(identifier)
    return _read(kept) if kept and kept["digest"] == found.digest else walk(found)


def walk(found: Statute) -> Walked:
    """Walk the pack anew; the same pack gives the same answer."""
    seen = _Seen()
    makers = {fact: step.name for step in found.steps.values() for fact in step.makes}
    for place, moves in places_of(new_map(found, _TOGETHER)):
        if not _is_plain(place):
            continue
        stage, before = place.state.stage, _periods_of(found, place.state, place.day)
        if place.parent is None:
            seen.begin(stage, before)
        by = seen.by[stage]  # a stage at which nothing more can be done is a stage all the same
        for permitted in place.position(found).may:
            by[permitted.step] |= set(permitted.by)
        for move in moves:
            step = makers.get(move.fact.kind, "") if move.fact is not None else BY_ITSELF
            if move.key is None or (step != BY_ITSELF and step not in by):
                continue
            if step != BY_ITSELF or move.state.stage != stage:
                seen.ways[stage][step].add(move.state.stage)
            seen.begin(move.state.stage, _periods_of(found, move.state, move.day) - before)
    return Walked(found.digest, {name: seen.stage(found, name) for name in found.stages if name in seen.by})


class _Seen:
    """What the walk has seen so far."""

    def __init__(self) -> None:
        self.ways: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.by: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.periods: dict[str, set[str]] = defaultdict(set)

    def begin(self, stage: str, periods: set[tuple[str, int]]) -> None:
        """Periods that begin on coming to a stage."""
        self.periods[stage] |= {name for name, _nth in periods}

    def stage(self, found: Statute, name: str) -> StageWalked:
        """All that was seen of one stage, in the pack's order."""
        stages, ways = list(found.stages), self.ways[name]
        steps = [step for step in (*found.steps, BY_ITSELF) if step in ways]
        roles = sorted(found.vocabulary.roles, key=_ROLES.index)
        return StageWalked(
            ways={step: _ordered(ways[step], stages) for step in steps},
            by={step: _ordered(self.by[name][step], roles) for step in steps if step != BY_ITSELF},
            periods=_ordered(self.periods[name], list(found.clocks)),
        )


def _periods_of(found: Statute, state: State, day: int) -> set[tuple[str, int]]:
    """The periods that have begun by the day, each with its number; one that was suspended for a while begins once."""
    position = Position(found, state, date.fromordinal(day))
    return {(clock.name, clock.nth) for clock in position.clocks}


def _is_plain(place: Place) -> bool:
    return (place.state.kind, place.state.route) == (KIND, ROUTE)


def _ordered(names: Iterable[str], order: list[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=order.index))


def as_document(found: Walked) -> dict[str, Any]:
    """As it is kept."""
    return {"digest": found.digest, "stages": {name: asdict(stage) for name, stage in found.stages.items()}}


def _read(kept: Mapping[str, Any]) -> Walked:
    stages = {
        name: StageWalked(
            ways={step: tuple(to) for step, to in stage["ways"].items()},
            by={step: tuple(roles) for step, roles in stage["by"].items()},
            periods=tuple(stage["periods"]),
        )
        for name, stage in kept["stages"].items()
    }
    return Walked(kept["digest"], stages)


def _kept() -> dict[str, Any]:
    file = resources.files(__package__) / "walks.json"
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}
