"""Does everything a pack names exist: stages, clocks, facts, roles, limits, and words in three languages?"""

from collections.abc import Iterator
from typing import Any

from xinqiao.law.wording import LANGUAGES, has_words
from xinqiao.procedure.conditions import PackError, compile_condition
from xinqiao.procedure.definitions import NOTHING, StepSpec
from xinqiao.procedure.effects import compile_effects
from xinqiao.procedure.statute import Statute


def check_references(statute: Statute) -> None:
    """Raise PackError on the first name that leads nowhere."""
    for fault in faults_in(statute):
        raise PackError(fault)


def faults_in(statute: Statute) -> Iterator[str]:
    """Yield each fault as one sentence."""
    yield from _clock_faults(statute)
    yield from _step_faults(statute)
    yield from _stage_faults(statute)
    yield from _title_faults(statute)
    yield from _language_faults(statute)


def _clock_faults(statute: Statute) -> Iterator[str]:
    facts = set(statute.makers)
    for name, clock in statute.clocks.items():
        where = f"clocks.yaml: '{name}'"
        named = [on.fact for ons in (clock.starts, clock.met_by, clock.ended_by) for on in ons]
        named += [fact for fact in (clock.paused_by, clock.resumed_by, clock.extended_by) if fact]
        for fact in named:
            if fact not in facts:
                yield f"{where}: no step makes the fact '{fact}'."
        if not clock.starts:
            yield f"{where} is never started."
        if clock.holder != "responsible" and clock.holder not in statute.vocabulary.roles:
            yield f"{where}: the holder '{clock.holder}' is not a role."
        if clock.shadow is not None and clock.shadow not in statute.clocks:
            yield f"{where}: the clock '{clock.shadow}' is not known."
        if clock.duty is not None and not has_words("duty", clock.duty):
            yield f"{where}: the duty '{clock.duty}' has no words."
        for raw in clock.on_lapse:
            yield from _effect_faults(statute, where, raw)


def _step_faults(statute: Statute) -> Iterator[str]:
    for name, step in statute.steps.items():
        where = f"steps: '{name}'"
        for role in step.by:
            if role not in statute.vocabulary.roles:
                yield f"{where}: '{role}' in 'by' is not a role."
        for role in step.offered_to:
            if role not in step.by:
                yield f"{where}: '{role}' in 'offered_to' is not in 'by'."
        for stage in step.refused_at:
            if stage not in statute.stages:
                yield f"{where}: '{stage}' in 'refused_at' is not a stage."
        yield from _requirement_faults(statute, step)
        for raw in step.effects:
            yield from _effect_faults(statute, where, raw)


def _requirement_faults(statute: Statute, step: StepSpec) -> Iterator[str]:
    where, requirements = f"steps: '{step.name}'", (*step.requires, *step.checks)
    messages = [*step.refused_at.values(), *(requirement.otherwise for requirement in requirements)]
    for message in [*messages, *([step.absent] if step.absent else [])]:
        if not has_words("message", message):
            yield f"{where}: the message '{message}' has no words."
    for requirement in requirements:
        if requirement.names is not None and requirement.names not in statute.clocks:
            yield f"{where}: the clock '{requirement.names}' is not known."
    yield from _clock_words_in(statute, where, [requirement.when for requirement in requirements])


def _effect_faults(statute: Statute, where: str, raw: Any) -> Iterator[str]:
    stage = raw.get("stage") if isinstance(raw, dict) else None
    if not isinstance(raw, dict):
        yield f"{where}: {raw!r} is not an effect."
    elif stage is not None and stage not in statute.stages:
        yield f"{where}: '{stage}' is not a stage."
    else:
        yield from _clock_words_in(statute, where, raw.get("when"))


def _clock_words_in(statute: Statute, where: str, raw: Any) -> Iterator[str]:
    """Find clocks and stages named in a condition that do not exist."""
    if isinstance(raw, list):
        for part in raw:
            yield from _clock_words_in(statute, where, part)
    if not isinstance(raw, dict):
        return
    for key, value in raw.items():
        listed = value if isinstance(value, list) else [value]
        if key in ("clock_open", "clock_exists", "before_due", "in_time"):
            yield from (f"{where}: the clock '{name}' is not known." for name in listed if name not in statute.clocks)
        elif key == "room":
            if value.get("clock") not in statute.clocks or value.get("limit") not in statute.limits:
                yield f"{where}: 'room' needs a known clock and limit."
        elif key == "stage":
            known = {*statute.stages, NOTHING}
            yield from (f"{where}: '{name}' is not a stage." for name in listed if name not in known)
        else:
            yield from _clock_words_in(statute, where, value)


def _stage_faults(statute: Statute) -> Iterator[str]:
    for name, stage in statute.stages.items():
        where = f"stages.yaml: '{name}'"
        if stage.final_after is not None and stage.final_after not in statute.clocks:
            yield f"{where}: the clock '{stage.final_after}' is not known."
        for message in (stage.remedy, *stage.remedies.values()):
            if message is not None and not has_words("message", message):
                yield f"{where}: the message '{message}' has no words."
    for duty in statute.duties:
        if not has_words("duty", duty.what):
            yield f"duties.yaml: the duty '{duty.what}' has no words."
        if duty.due is not None and duty.due not in statute.clocks:
            yield f"duties.yaml: the clock '{duty.due}' of '{duty.what}' is not known."


def _title_faults(statute: Statute) -> Iterator[str]:
    named = {
        "step": statute.steps, "clock": statute.clocks, "stage": statute.stages, "role": statute.vocabulary.roles,
        "kind": statute.vocabulary.kinds, "route": statute.vocabulary.routes,
        "reason": {spec.code for spec in statute.reasons.values()}, "fact": statute.makers,
    }  # fmt: skip
    for category, names in named.items():
        for name in names:
            title = statute.vocabulary.titles.get(category, {}).get(name)
            if title is None or any(not title.get(language) for language in LANGUAGES):
                yield f"wording: the {category} '{name}' has no words in {', '.join(LANGUAGES)}."
    if any(not statute.title.get(language) for language in LANGUAGES):
        yield f"pack.yaml: 'title' needs {', '.join(LANGUAGES)}."


def _language_faults(statute: Statute) -> Iterator[str]:
    """Compile every condition and effect once, so that an unknown word is found at loading."""
    kind, route = min(statute.vocabulary.kinds), min(statute.vocabulary.routes)
    try:
        at = statute.situation(min(statute.stages), kind, route)
        for name in statute.named:
            compile_condition(name, at)
        for reason in statute.reasons.values():
            compile_condition(reason.when, at)
        for clock in statute.clocks.values():
            compile_effects(clock.on_lapse, at)
        for fact, step in statute.makers.items():
            statute.case(fact, min(step.stages, default=NOTHING), kind, route)
        statute.duties_at(min(statute.stages), kind, route)
    except (PackError, KeyError, TypeError, AttributeError) as fault:
        yield f"conditions: {fault}"
