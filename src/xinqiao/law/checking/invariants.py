"""What must hold wherever a matter stands, whatever was done and however many days have passed?

Each check takes what is seen at one place and gives findings; the promises are those of the project's architecture.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xinqiao.law.checking.exploring import Move, Place
from xinqiao.law.checking.faults import Finding
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.position import Position
from xinqiao.procedure.statute import Statute

CLOSED_BY: Mapping[str, frozenset[str]] = {
    "concluded": frozenset({"served"}),
    "reviewed_served": frozenset({"served"}),
    "channel_acknowledged": frozenset({"channel_acknowledged"}),
    "guided": frozenset({"guided"}),
    "declined": frozenset({"declined"}),
    "withdrawn": frozenset({"withdrawn"}),
}
"""The only stages in which a matter may be over, and the fact without which it may not."""


@dataclass(frozen=True, slots=True)
class View:
    """One place as a check sees it."""

    statute: Statute
    place: Place
    position: Position
    facts: tuple[Fact, ...]
    moves: Sequence[Move]


Check = Callable[[View], Iterator[Finding]]


def an_open_matter_has_one_responsible(view: View) -> Iterator[Finding]:
    """Whoever must move is known by role and organisation, until the matter is over."""
    holder = view.position.responsible
    if view.position.final:
        return
    if holder is None:
        yield Finding(
            "responsible", view.position.stage, f"nobody is responsible in the open stage {view.position.stage}"
        )
    elif holder.organisation is None:
        said = f"no organisation is responsible in the open stage {view.position.stage}, only the role {holder.role}"
        yield Finding("responsible", f"{view.position.stage} {holder.role}", said)


def an_open_matter_waits_for_a_day(view: View) -> Iterator[Finding]:
    """While a matter is open there is a clock not yet met, or a duty with a date."""
    position = view.position
    if position.final or any(clock.is_unmet for clock in position.clocks):
        return
    if not any(duty.due_on is not None for duty in position.duties):
        subject = f"{position.stage} {position.kind} {position.route}"
        yield Finding("dated", subject, f"no unmet clock and no dated duty in the open stage {position.stage}")


def everything_names_its_article(view: View) -> Iterator[Finding]:
    """Each clock, duty, permitted step and refusal names an article, or is marked as an office rule."""
    position = view.position
    held = [("clock", clock.name, clock.article, clock.internal) for clock in position.clocks]
    held += [("duty", duty.what, duty.article, duty.internal) for duty in position.duties]
    held += [("step", step.step, step.article, step.internal) for step in position.may]
    held += [("refusal", refused.step, refused.article, refused.internal) for refused in position.may_not]
    for sort, name, article, internal in held:
        if not article.strip() or (not internal and not article.strip()[:1].isalnum()):
            yield Finding("article", f"{sort} {name}", f"the {sort} {name} names no article and is no office rule")


def a_stage_offers_a_step_or_is_final(view: View) -> Iterator[Finding]:
    """Nobody is left where nothing can be done and nothing is over."""
    if not view.position.final and not view.position.may:
        yield Finding("way_on", view.position.stage, f"the open stage {view.position.stage} offers no step to anybody")


def the_petitioner_knows_what_is_next(view: View) -> Iterator[Finding]:
    """In every stage the next remedy is said, or that there is none and why, in three languages."""
    stage, remedy = view.position.stage, view.position.remedy
    if remedy is None:
        if view.position.final:
            yield Finding("remedy", stage, f"the final stage {stage} says neither a remedy nor that there is none")
        return
    for language in ("zh-hans", "zh-hant", "en"):
        if not view.statute.vocabulary.speak(remedy, language).strip():
            yield Finding("remedy", f"{remedy.id} {language}", f"the remedy {remedy.id} has no words in {language}")


def a_refusal_can_be_said(view: View) -> Iterator[Finding]:
    """Each refusal has a reason with words in three languages; each step is either permitted or refused, not both."""
    may = [permitted.step for permitted in view.position.may]
    may_not = [refused.step for refused in view.position.may_not]
    for step in sorted({*may} & {*may_not}):
        yield Finding("refusal", step, f"the step {step} is permitted and refused at once")
    for refused in view.position.may_not:
        for language in ("zh-hans", "zh-hant", "en"):
            if not refused.why.id or not view.statute.vocabulary.speak(refused.why, language).strip():
                subject = f"{refused.step} {refused.why.id} {language}"
                yield Finding("refusal", subject, f"the refusal of {refused.step} has no words in {language}")


def a_matter_ends_only_on_a_typed_ground(view: View) -> Iterator[Finding]:
    """Answer served, agreement served, channelled and acknowledged, guided, declined, or withdrawn for good."""
    position = view.position
    if not position.final:
        return
    stage = position.stage
    if not position.ground:
        yield Finding("ground", stage, f"the final stage {stage} names no ground")
    needed = CLOSED_BY.get(stage)
    if needed is None:
        yield Finding("ground", f"{stage} ends", f"{stage} is final but is none of the ways in which a matter may end")
    elif not needed & {fact.kind for fact in view.facts}:
        yield Finding("ground", f"{stage} needs", f"{stage} is reached without {', '.join(sorted(needed))}")
    if stage == "withdrawn" and position.kind == "accusation":
        yield Finding("ground", "accusation", "a withdrawal ended an accusation")


def an_accusation_is_not_given_to_the_accused(view: View) -> Iterator[Finding]:
    """Neither the accused nor a body that the accused directs is ever made responsible."""
    matter, holder = view.place.matter, view.position.responsible
    if view.position.kind != "accusation" or matter.accused is None or holder is None:
        return
    if matter.is_at_or_below(holder.organisation, matter.accused):
        said = f"the accusation is in the hands of {holder.organisation}, which is the accused or directed by it"
        yield Finding("accused", view.position.stage, said)


def what_is_permitted_is_taken(view: View) -> Iterator[Finding]:
    """The engine takes the fact of each permitted step from each role named; a refused step has no plain effect."""
    steps = view.statute.makers
    acts = [(steps[move.fact.kind].name, move.fact.by, move.effective) for move in view.moves if move.fact is not None]
    taken = {(name, role) for name, role, effective in acts if effective}
    tried = {(name, role) for name, role, _ in acts}
    for permitted in view.position.may:
        for role in permitted.by:
            if (permitted.step, role) in tried - taken:
                said = f"{permitted.step} by {role} is permitted in {view.position.stage} but its fact is not taken"
                yield Finding("permitted", f"{permitted.step} {role} {view.position.stage}", said)
    refused = {answer.step for answer in view.position.may_not}
    known = len(view.position.defects)
    for move in view.moves:
        if move.fact is None or not move.effective or "posted_on" in move.fact.data:
            continue
        name = steps[move.fact.kind].name
        if name in refused and move.key != view.place.key and len(move.state.defects) == known:
            said = f"{name} is refused in {view.position.stage}, yet its fact takes effect and leaves no defect"
            yield Finding("refused", f"{name} {view.position.stage}", said)


def lateness_stays(view: View) -> Iterator[Finding]:
    """What was late stays late, whatever is done afterwards."""
    late = [number for number, clock in enumerate(view.position.clocks) if clock.state == "late"]
    for move in view.moves:
        if not late:
            return
        if not move.effective or move.fact is None:
            continue
        after = Position(view.statute, move.state, view.place.on).clocks
        for number in late:
            if after[number].state != "late":
                kind = move.fact.kind
                said = f"the clock {after[number].name} was late and {kind} made it {after[number].state}"
                yield Finding("lateness", f"{after[number].name} {kind}", said)


def the_next_day_named_is_right(view: View) -> Iterator[Finding]:
    """`next_due_on` is the earliest day of an unmet clock or dated duty, and no clock ends before it starts."""
    position = view.position
    days = [clock.due_on for clock in position.clocks if clock.is_unmet]
    days += [duty.due_on for duty in position.duties if duty.due_on is not None]
    if position.next_due_on != min(days, default=None):
        yield Finding("next_due_on", position.stage, f"next_due_on is {position.next_due_on}, expected {min(days)}")
    for clock in position.clocks:
        if clock.due_on < clock.started_on:
            yield Finding("clock", clock.name, f"the clock {clock.name} falls due before it starts")


PLACE_CHECKS: tuple[Check, ...] = (
    an_open_matter_has_one_responsible,
    an_open_matter_waits_for_a_day,
    everything_names_its_article,
    a_stage_offers_a_step_or_is_final,
    the_petitioner_knows_what_is_next,
    a_refusal_can_be_said,
    a_matter_ends_only_on_a_typed_ground,
    an_accusation_is_not_given_to_the_accused,
    what_is_permitted_is_taken,
    lateness_stays,
    the_next_day_named_is_right,
)
