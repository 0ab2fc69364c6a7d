"""Reading the facts of a matter one after the other into the state they leave behind."""

from collections.abc import Sequence
from datetime import date

from xinqiao.procedure.definitions import NOTHING, OFFICE_RULE, DataField, Requirement, StepSpec
from xinqiao.procedure.facts import Fact, FactsError, ImpossibleFact, read_day
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.mending import in_order
from xinqiao.procedure.messages import Message
from xinqiao.procedure.refusals import Refused, params_of
from xinqiao.procedure.state import EMPTY, State
from xinqiao.procedure.statute import Case, Statute


def replay(statute: Statute, matter: Matter, facts: Sequence[Fact], on: date) -> State:
    """Return the state on the evening of `on`; facts after it are ignored.

    Raises FactsError for a matter or data that cannot be read, ImpossibleFact for a fact that cannot have happened.
    """
    words = statute.vocabulary
    if matter.kind not in words.kinds or matter.route not in words.routes:
        raise FactsError(_unknown_matter(statute, matter))
    last = on.toordinal()
    state = State(matter)
    for day, fact in in_order(facts, statute.zoneinfo, last):
        take(statute, state, day, fact)
    settle(statute, state, last)
    if state.stage == NOTHING:
        raise ImpossibleFact(f"Nothing had been received by {on.isoformat()}: give the fact 'received' first.")
    return state


def edition_for(statute: Statute, facts: Sequence[Fact], on: date) -> Statute:
    """Return the statute as it holds for these facts: by the day of the first of them."""
    dated = in_order(facts, statute.zoneinfo, on.toordinal()) if statute.editions else ()
    return statute.edition(date.fromordinal(dated[0][0])) if dated else statute


def take(statute: Statute, state: State, day: int, fact: Fact) -> bool:
    """Let one fact of the day change the state; False where it is on record without effect.

    Raises FactsError for what cannot be read and ImpossibleFact for what cannot have happened.
    """
    if day > state.next_lapse:
        lapse(statute, state, day)
    case = statute.case(fact.kind, state.stage, state.kind, state.route)
    if case is None:
        raise FactsError(f"'{fact.kind}' is not a kind of fact that {statute.id} knows.")
    state.day, state.fact, state.by, state.data = day, fact, fact.by, fact.data
    if not _is_effective(statute, state, case, fact):
        return False
    for action in case.actions:
        action(state)
    if state.received is None:
        state.received = day
    return True


def settle(statute: Statute, state: State, day: int) -> None:
    """Let time pass to the evening of the day, with no fact at hand: periods that ended unused have lapsed."""
    if day > state.next_lapse:
        lapse(statute, state, day)
    state.day, state.fact, state.by, state.data = day, None, None, EMPTY


def lapse(statute: Statute, state: State, day: int) -> None:
    """Let the periods that ended unused before `day` bring about what the statute says."""
    while state.next_lapse < day:
        due = state.next_lapse
        for run in state.clocks:
            if run.due == due and run.spec.on_lapse and not run.lapsed and run.met is None and run.ended is None:
                run.lapsed = True
                state.day = due + 1
                for action in statute.lapse_actions(run.spec.name, state.stage, state.kind, state.route):
                    action(state)
        state.note_next_lapse()


def _unknown_matter(statute: Statute, matter: Matter) -> str:
    if matter.kind not in statute.vocabulary.kinds:
        known = ", ".join(sorted(statute.vocabulary.kinds))
        return f"'matter.kind' is '{matter.kind}', which {statute.id} does not know; known are {known}."
    known = ", ".join(sorted(statute.vocabulary.routes))
    return f"'matter.route' is '{matter.route}', which {statute.id} does not know; known are {known}."


def _is_effective(statute: Statute, state: State, case: Case, fact: Fact) -> bool:
    """Check a fact against its step: True when it takes effect; a breach is a defect, or no effect, or an error."""
    step = case.step
    if fact.by not in step.by:
        raise _impossible(statute, state, fact, _wrong_role(statute, step, fact))
    if not case.is_here or step.absent is not None:
        raise _impossible(statute, state, fact, refused_here(state, step))
    if step.fields:
        _read_fields(step.fields, fact)
    effective = True
    for test, requirement in case.guards:
        if not test(state):
            effective = _breach(statute, state, fact, (step, requirement)) and effective
    if effective and step.responsible_only and fact.by != state.role:
        params = {"step": step.name, "role": fact.by, "responsible": state.role}
        state.defects.append(Message("done_by_another_than_the_responsible", params))
        state.breaches += 1
    return effective


def _breach(statute: Statute, state: State, fact: Fact, broken: tuple[StepSpec, Requirement]) -> bool:
    step, requirement = broken
    refused = Refused(
        step.name,
        Message(requirement.otherwise, params_of(state, step, requirement)),
        requirement.article,
        requirement.internal,
    )
    if requirement.breach == "impossible":
        raise _impossible(statute, state, fact, refused)
    if requirement.breach == "without_effect":
        return False
    state.defects.append(refused.why)
    state.breaches += requirement.breach == "defect"
    return True


def _wrong_role(statute: Statute, step: StepSpec, fact: Fact) -> Refused:
    if fact.by not in statute.vocabulary.roles:
        known = ", ".join(sorted(statute.vocabulary.roles))
        raise FactsError(f"fact {fact.kind}: 'by' is '{fact.by}', which is not a role; known are {known}.")
    return Refused(
        step.name, Message("not_this_role", {"step": step.name, "role": fact.by}), step.article, step.internal
    )


def refused_here(state: State, step: StepSpec) -> Refused:
    """Say why a step is not to be taken at the stage where the matter stands."""
    params = {"step": step.name, "stage": state.stage}
    if step.absent is not None:
        return Refused(step.name, Message(step.absent, params), step.article, step.internal)
    if state.stage == NOTHING:
        return Refused(step.name, Message("nothing_received", params), OFFICE_RULE, True)
    why = step.refused_at.get(state.stage, "not_at_this_stage")
    return Refused(step.name, Message(why, params), step.article, step.internal)


def _impossible(statute: Statute, state: State, fact: Fact, refused: Refused) -> ImpossibleFact:
    on = date.fromordinal(state.day).isoformat()
    reason = statute.vocabulary.speak(refused.why, "en")
    return ImpossibleFact(f"The fact '{fact.kind}' of {on} is impossible: {reason}", refused)


def _read_fields(fields: Sequence[DataField], fact: Fact) -> None:
    for field in fields:
        value = fact.data.get(field.name)
        where = f"fact {fact.kind}: '{field.name}'"
        if value is None:
            if field.required:
                raise FactsError(f"{where} is missing.")
            continue
        if field.one_of and value not in field.one_of:
            raise FactsError(f"{where} is {value!r}; it must be one of {', '.join(field.one_of)}.")
        if field.type == "integer":
            if isinstance(value, bool) or not isinstance(value, int):
                raise FactsError(f"{where} is {value!r}; it must be a whole number.")
            if field.above is not None and value <= field.above:
                raise FactsError(f"{where} is {value}; it must be more than {field.above}.")
        elif field.type == "date":
            read_day(value, where)
