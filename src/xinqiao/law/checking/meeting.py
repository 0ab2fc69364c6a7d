"""Can whoever owes something do it? A duty must end by a fact of whoever owes it, a period must be met by some fact."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from xinqiao.law.checking.exploring import Map, Place
from xinqiao.law.checking.faults import Finding
from xinqiao.law.checking.invariants import View
from xinqiao.procedure.position import Position

Owed = tuple[str, str]
"""Who owes what."""


@dataclass(slots=True)
class Meeting:
    """What was owed on the walk, where it was first owed, and what was seen to end by a fact of whoever owed it.

    So with periods: where each first ran, and which were seen to be met. A duty that several roles can owe is one
    duty: the walk tries rarer roles at few places only.
    """

    first: dict[Owed, Place] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    begun: dict[str, Place] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def look(self, view: View) -> None:
        """Note what is owed at a place, and what of it ends by the ways on from there."""
        for run in view.place.state.clocks:
            self.begun.setdefault(run.spec.name, view.place)
        for move in view.moves:
            if move.fact is not None and move.effective:
                self.met |= {run.spec.name for run in move.state.clocks if run.met is not None}
        owed = _owed_in(view.position)
        for duty in owed:
            self.first.setdefault(duty, view.place)
        waiting = {duty for duty in owed if duty[1] not in self.ended}
        for move in view.moves:
            if not waiting:
                return
            if move.fact is not None and move.effective and any(who == move.fact.by for who, _ in waiting):
                left = _owed_in(Position(view.statute, move.state, date.fromordinal(move.day)))
                ended = {duty for duty in waiting - left if duty[0] == move.fact.by}
                self.ended |= {what for _, what in ended}
                waiting = {duty for duty in waiting if duty[1] not in self.ended}

    def faults(self, map_: Map) -> Iterator[tuple[Finding, Place | None]]:
        """Each duty that never ended by a fact of whoever owes it, and each period of an organ that nothing met."""
        for (who, what), place in self.first.items():
            if what not in self.ended:
                said = f"the duty {what} of {who} ends by nothing that {who} can do"
                yield Finding("duty", what, said), place
        for name, place in self.begun.items():
            if name not in self.met and map_.statute.clocks[name].duty is not None:
                said = f"nothing meets the period {name}, which its holder owes"
                yield Finding("duty", f"clock {name}", said), place


def _owed_in(position: Position) -> set[Owed]:
    return {(duty.who, duty.what) for duty in position.duties}
