"""What a statute says, as plain data: limits, clocks, steps, stages, duties and reasons, each with its article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xinqiao.procedure.counting import Counting

OFFICE_RULE = "office rule"
NOTHING = "nothing"

Raw = Any
"""A condition or an effect as the pack writes it; `conditions` and `effects` compile it."""


@dataclass(frozen=True, slots=True)
class On:
    """A kind of fact, under which condition it moves the clock; a start may have its own article or an earlier clock's day."""

    fact: str
    when: Raw = None
    article: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class ClockSpec:
    """A period: what starts, meets, ends, pauses and prolongs it, whose it is, and what its end brings."""

    name: str
    article: str
    internal: bool
    mark: str
    holder: str
    counting: Counting | None
    due_from: str | None = None
    starts: tuple[On, ...] = ()
    met_by: tuple[On, ...] = ()
    ended_by: tuple[On, ...] = ()
    paused_by: str | None = None
    resumed_by: str | None = None
    extended_by: str | None = None
    unused: str = "late"
    kept_by: str | None = None
    shadow: str | None = None
    duty: str | None = None
    on_lapse: tuple[Raw, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition of a step: without it the step is refused; `breach` says what a fact in spite of it is."""

    when: Raw
    otherwise: str
    article: str
    internal: bool
    breach: str = "impossible"
    names: str | None = None


@dataclass(frozen=True, slots=True)
class DataField:
    """One entry of a fact's data that the step reads."""

    name: str
    type: str
    required: bool = False
    one_of: tuple[str, ...] = ()
    above: int | None = None


@dataclass(frozen=True, slots=True)
class StepSpec:
    """A step: the fact it makes, who may take it, from which stages, under which conditions, and what follows."""

    name: str
    makes: tuple[str, ...]
    by: tuple[str, ...]
    stages: frozenset[str]
    article: str
    internal: bool
    mark: str
    responsible_only: bool = False
    hidden: bool = False
    absent: str | None = None
    requires: tuple[Requirement, ...] = ()
    checks: tuple[Requirement, ...] = ()
    fields: tuple[DataField, ...] = ()
    refused_at: Mapping[str, str] = field(default_factory=dict)
    offered_to: Mapping[str, Raw] = field(default_factory=dict)
    effects: tuple[Raw, ...] = ()


@dataclass(frozen=True, slots=True)
class StageSpec:
    """Where a matter can stand; a final stage says the next remedy or why there is none."""

    name: str
    article: str
    internal: bool
    final: bool = False
    final_after: str | None = None
    remedy: str | None = None
    remedies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DutySpec:
    """What somebody owes while a condition holds; dated where a clock backs it, and named instead of that clock's own."""

    who: str
    what: str
    when: Raw
    article: str
    internal: bool
    due: str | None = None
    due_from: str | None = None
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class ReasonSpec:
    """A ground on which a petition may be declined, and what the notice must hold."""

    code: str
    article: str
    internal: bool
    mark: str
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    when: Raw = None
