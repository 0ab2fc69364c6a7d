"""Does a history, read again from its facts, come to the same situation? In any order, twice, and after mending."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from xinqiao.law.checking.faults import Finding
from xinqiao.law.checking.invariants import View
from xinqiao.procedure.facts import Fact, FactsError
from xinqiao.procedure.position import Position, assess


def a_replay_comes_to_the_same(view: View) -> Iterator[Finding]:
    """Reading the facts again gives the position that the walk arrived at, whatever order they are listed in."""
    numbered = tuple(replace(fact, seq=number) for number, fact in enumerate(view.facts, start=1))
    for facts, said in ((view.facts, "again"), (numbered[::-1], "in another order")):
        try:
            found = assess(view.statute, view.place.matter, facts, view.place.on)
        except FactsError as refusal:
            yield Finding("replay", view.position.stage, f"read {said}, the facts are refused: {refusal}")
            continue
        if in_short(found) != in_short(view.position):
            yield Finding("replay", view.position.stage, f"read {said}, the facts give another position")


def a_voided_fact_is_as_if_it_never_was(view: View) -> Iterator[Finding]:
    """Voiding the last fact brings back the situation before it."""
    parent = view.place.parent
    if view.place.fact is None or parent is None or parent.day != view.place.day or len(view.facts) < 2:
        return
    last = view.facts[-1]
    voiding = Fact("voided", last.at, last.by, last.organisation, {"fact": len(view.facts), "reason": "mistaken"})
    if "voided" not in view.statute.makers:
        return
    try:
        found = assess(view.statute, view.place.matter, (*view.facts, voiding), view.place.on)
    except FactsError as refusal:
        yield Finding("voided", last.kind, f"voiding the fact {last.kind} is refused: {refusal}")
        return
    if in_short(found) != in_short(parent.position(view.statute)):
        yield Finding("voided", last.kind, f"voiding the fact {last.kind} does not bring back what was before")


def nothing_changes_before_its_day(view: View) -> Iterator[Finding]:
    """Until `changes_on` the stage, the clocks and the permitted steps stay as they are, and then they change."""
    changes_on = view.position.changes_on
    for move in view.moves:
        if move.fact is None and (changes_on is None or move.day < changes_on.toordinal()):
            after = Position(view.statute, move.state, date.fromordinal(move.day))
            if in_short(after) != in_short(view.position):
                said = f"the position changes by itself before changes_on, which is {changes_on}"
                yield Finding("changes_on", view.position.stage, said)


def in_short(position: Position) -> tuple[object, ...]:
    """What two positions must have in common to be the same."""
    return (
        position.stage,
        position.final,
        position.responsible,
        position.clocks,
        tuple(permitted.step for permitted in position.may),
        position.kind,
        position.route,
        position.ground,
        position.next_due_on,
    )


REPLAY_CHECKS = (a_replay_comes_to_the_same, a_voided_fact_is_as_if_it_never_was, nothing_changes_before_its_day)
