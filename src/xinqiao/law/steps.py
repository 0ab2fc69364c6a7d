"""Reading the steps of a pack: the fact each makes, by whom, from which stages, what it needs and what follows."""

from collections.abc import Mapping
from typing import Any

from xinqiao.law.entries import BASIS, Entry, entries
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.definitions import NOTHING, OFFICE_RULE, DataField, Requirement, StageSpec, StepSpec

STEP_KEYS = (
    "makes", "by", "from", "responsible_only", "hidden", "absent", "requires", "checks", "fields", "refused_at",
    "offered_to", "effects", *BASIS,
)  # fmt: skip
REQUIREMENT_KEYS = ("when", "else", "breach", "names", *BASIS)
FIELD_KEYS = ("type", "required", "one_of", "above")
BREACHES = ("impossible", "defect", "noted", "without_effect")
"""A fact in spite of a requirement: an error; effective and recorded, the step refused or (noted) not; or of no effect."""


def read_steps(raw: Any, stages: Mapping[str, StageSpec]) -> Mapping[str, StepSpec]:
    """Return the steps by name; a fact is made by one step only."""
    steps: dict[str, StepSpec] = {}
    made: dict[str, str] = {}
    for name, entry in entries("steps", raw, STEP_KEYS):
        step = steps[name] = _read_step(name, entry, stages)
        for fact in step.makes:
            if fact in made:
                raise PackError(f"{entry.where} makes '{fact}', which '{made[fact]}' makes already.")
            made[fact] = name
    return steps


def _read_step(name: str, entry: Entry, stages: Mapping[str, StageSpec]) -> StepSpec:
    article, internal, mark = entry.basis()
    makes = entry.texts("makes")
    if not makes:
        raise PackError(f"{entry.where} needs 'makes': the kind of fact that it makes.")
    return StepSpec(
        name=name,
        makes=makes,
        by=entry.texts("by"),
        stages=_stages(entry, stages),
        article=article,
        internal=internal,
        mark=mark,
        responsible_only=entry.flag("responsible_only"),
        hidden=entry.flag("hidden"),
        absent=entry.optional_text("absent"),
        requires=_requirements(entry, "requires", (article, internal)),
        checks=_requirements(entry, "checks", (article, internal)),
        fields=tuple(_field(name, item) for name, item in entries(entry.where, entry.mapped("fields"), FIELD_KEYS)),
        refused_at=_refused_at(entry),
        offered_to=entry.mapped("offered_to"),
        effects=tuple(entry.listed("effects")),
    )


def _stages(entry: Entry, stages: Mapping[str, StageSpec]) -> frozenset[str]:
    found: set[str] = set()
    for name in entry.texts("from"):
        if name == "every stage":
            found |= set(stages)
        elif name == "every open stage":
            found |= {stage for stage, spec in stages.items() if not spec.final}
        elif name == NOTHING or name in stages:
            found.add(name)
        else:
            raise PackError(f"{entry.where}: '{name}' in 'from' is not a stage.")
    return frozenset(found)


def _requirements(entry: Entry, key: str, basis: tuple[str, bool]) -> tuple[Requirement, ...]:
    found = []
    for item in entry.listed(key):
        part = Entry(f"{entry.where}: '{key}'", item, REQUIREMENT_KEYS)
        if "when" not in part.raw:
            raise PackError(f"{part.where} needs 'when'.")
        article, internal = basis
        if "article" in part.raw:
            article, internal = part.text("article"), False
        elif part.flag("internal"):
            article, internal = OFFICE_RULE, True
        found.append(
            Requirement(
                part.raw["when"],
                part.text("else"),
                article,
                internal,
                part.choice("breach", BREACHES, "impossible"),
                part.optional_text("names"),
            )
        )
    return tuple(found)


def _field(name: str, entry: Entry) -> DataField:
    return DataField(
        name,
        entry.choice("type", ("text", "integer", "date"), "text"),
        entry.flag("required"),
        entry.texts("one_of"),
        entry.whole("above") if "above" in entry.raw else None,
    )


def _refused_at(entry: Entry) -> Mapping[str, str]:
    """Turn message → stages, as the pack writes it, round to stage → message."""
    found: dict[str, str] = {}
    for message, stages in entry.mapped("refused_at").items():
        for stage in [stages] if isinstance(stages, str) else stages:
            found[stage] = message
    return found
