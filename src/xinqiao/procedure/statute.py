"""A statute ready to be asked: its definitions, its calendar, and what each fact does in each situation, compiled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.conditions import Compiled, PackError, Situation, Test, compile_condition
from xinqiao.procedure.definitions import (
    ClockSpec,
    DutySpec,
    ReasonSpec,
    Requirement,
    StageSpec,
    StepSpec,
)
from xinqiao.procedure.effects import Action, compile_effects
from xinqiao.procedure.messages import Message
from xinqiao.procedure.ticking import compile_before, compile_starts

Speak = Callable[[Message, str], str]
Needed = tuple[Compiled, Requirement]
Guarded = tuple[Test, Requirement]


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of fact in one situation: what its step needs, what all the fact needs (guards), and what it does."""

    step: StepSpec
    is_here: bool
    requires: tuple[Needed, ...]
    guards: tuple[Guarded, ...]
    offers: Mapping[str, Compiled]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A step, clock or stage for a page: its title in each language and its article."""

    name: str
    title: Mapping[str, str]
    article: str
    internal: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a statute knows beside its rules: roles, kinds, routes, organs, and how to speak."""

    roles: frozenset[str]
    kinds: frozenset[str]
    routes: frozenset[str]
    organ_roles: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, Mapping[str, Mapping[str, str]]]
    speak: Speak


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute in force between two days, with its overlays; everything in it came from its pack.

    `editions` are the same statute with values amended from a day on, the earliest first.
    """

    id: str
    title: Mapping[str, str]
    in_force: date
    until: date | None
    overlays: tuple[str, ...]
    zone: str
    digest: str
    calendar: Calendar
    clocks: Mapping[str, ClockSpec]
    steps: Mapping[str, StepSpec]
    stages: Mapping[str, StageSpec]
    duties: tuple[DutySpec, ...]
    reasons: Mapping[str, ReasonSpec]
    limits: Mapping[str, int]
    named: Mapping[str, Any]
    vocabulary: Vocabulary
    place: str = ""
    item_articles: frozenset[str] = frozenset()
    editions: tuple[tuple[date, "Statute"], ...] = ()
    zoneinfo: ZoneInfo = field(init=False)
    makers: Mapping[str, StepSpec] = field(init=False)
    reason_codes: Mapping[str, ReasonSpec] = field(init=False)
    duties_instead: frozenset[str] = field(init=False)
    _cases: dict[tuple[str, str, str, str], Case] = field(init=False, default_factory=dict)
    _others: dict[tuple[str, str, str, str], Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the steps by the facts they make, the grounds by all their names, the duties that stand for a clock's."""
        codes = {name: spec for spec in self.reasons.values() for name in (spec.code, *spec.also)}
        object.__setattr__(self, "reason_codes", codes)
        instead = frozenset(duty.what for duty in self.duties if duty.instead_of is not None)
        object.__setattr__(self, "duties_instead", instead)
        object.__setattr__(self, "zoneinfo", ZoneInfo(self.zone))
        object.__setattr__(self, "makers", {fact: step for step in self.steps.values() for fact in step.makes})

    def step(self, name: str) -> Named:
        """Return a step's titles and article. Raises KeyError."""
        spec = self.steps[name]
        return Named(name, self.vocabulary.titles["step"][name], spec.article, spec.internal)

    def clock(self, name: str) -> Named:
        """Return a clock's titles and article. Raises KeyError."""
        spec = self.clocks[name]
        return Named(name, self.vocabulary.titles["clock"][name], spec.article, spec.internal)

    def stage(self, name: str) -> Named:
        """Return a stage's titles and article. Raises KeyError."""
        spec = self.stages[name]
        return Named(name, self.vocabulary.titles["stage"][name], spec.article, spec.internal)

    def reason(self, code: str) -> Named:
        """Return a ground for declining: its titles and article; older names of a code are understood."""
        spec = self.reason_codes[code]
        return Named(spec.code, self.vocabulary.titles["reason"][spec.code], spec.article, spec.internal)

    def is_in_force(self, on: date) -> bool:
        """Answer whether a petition received on the day runs under this statute."""
        return self.in_force <= on and (self.until is None or on <= self.until)

    def with_calendar(self, calendar: Calendar) -> "Statute":
        """Return the same statute counted on another calendar."""
        editions = tuple((day, edition.with_calendar(calendar)) for day, edition in self.editions)
        return replace(self, calendar=calendar, editions=editions)

    def edition(self, received_on: date) -> "Statute":
        """Return the statute with the values that hold for a petition received on the day."""
        found = self
        for day, edition in self.editions:
            if day <= received_on:
                found = edition
        return found

    def situation(self, stage: str, kind: str, route: str) -> Situation:
        """Return what is known at compile time of a matter that stands so."""
        return Situation(stage, kind, route, self.named, self.limits, self.vocabulary.organ_roles, self.reason_codes)

    def case(self, fact: str, stage: str, kind: str, route: str) -> Case | None:
        """Return what a kind of fact needs and does where a matter stands so; None for an unknown kind."""
        found = self._cases.get((fact, stage, kind, route))
        if found is None and fact in self.makers:
            return self._compile_case(fact, self.makers[fact], self.situation(stage, kind, route))
        return found

    def case_of(self, step: StepSpec, stage: str, kind: str, route: str) -> Case:
        """Return what a step needs and does where a matter stands so."""
        found = self._cases.get((step.makes[0], stage, kind, route))
        return found or self._compile_case(step.makes[0], step, self.situation(stage, kind, route))

    def _compile_case(self, fact: str, step: StepSpec, at: Situation) -> Case:
        specs = tuple(self.clocks.values())
        actions = compile_before(fact, specs, self.calendar, at)
        actions += compile_effects(step.effects, at)
        actions += compile_starts(fact, specs, self.calendar, at)
        case = self._cases[fact, at.stage, at.kind, at.route] = Case(
            step,
            at.stage in step.stages,
            tuple(_needs(step.requires, at)),
            tuple((_as_test(need), named) for need, named in _needs((*step.requires, *step.checks), at)),
            {role: compile_condition(when, at) for role, when in step.offered_to.items()},
            tuple(actions),
        )
        return case

    def lapse_actions(self, clock: str, stage: str, kind: str, route: str) -> tuple[Action, ...]:
        """Return what the end of an unused period brings about where a matter stands so."""
        key = (clock, stage, kind, route)
        if key not in self._others:
            at = self.situation(stage, kind, route)
            self._others[key] = tuple(compile_effects(self.clocks[clock].on_lapse, at))
        found: tuple[Action, ...] = self._others[key]
        return found

    def duties_at(self, stage: str, kind: str, route: str) -> tuple[tuple[bool | Test, DutySpec], ...]:
        """Return the duties that can be owed where a matter stands so, with their conditions."""
        key = ("", stage, kind, route)
        if key not in self._others:
            at = self.situation(stage, kind, route)
            compiled = ((compile_condition(duty.when, at), duty) for duty in self.duties)
            self._others[key] = tuple((test, duty) for test, duty in compiled if test is not False)
        found: tuple[tuple[bool | Test, DutySpec], ...] = self._others[key]
        return found


def _needs(requirements: tuple[Requirement, ...], at: Situation) -> list[Needed]:
    needs: list[Needed] = []
    for requirement in requirements:
        try:
            condition = compile_condition(requirement.when, at)
        except PackError as fault:
            raise PackError(f"the requirement '{requirement.otherwise}': {fault}") from None
        if condition is not True:
            needs.append((condition, requirement))
    return needs


def _as_test(condition: Compiled) -> Test:
    return (lambda state: condition) if isinstance(condition, bool) else condition
