"""Is a pack sound in every situation that it can bring a matter into? `check` walks them all and reports faults."""

from collections.abc import Iterator
from dataclasses import replace

from xinqiao.law.checking.exploring import Map, Place, new_map, places_of
from xinqiao.law.checking.faults import Fault, Finding, Report, history_document
from xinqiao.law.checking.invariants import PLACE_CHECKS, View
from xinqiao.law.checking.keys import Key
from xinqiao.law.checking.meeting import Meeting
from xinqiao.law.checking.replays import REPLAY_CHECKS
from xinqiao.law.checking.wholes import all_of_the_pack_is_used, every_entry_names_its_source, every_open_matter_can_end
from xinqiao.procedure.statute import Statute

__all__ = ["TOGETHER", "Fault", "Report", "check"]


TOGETHER = 2
"""Two rules that are each right go wrong together; pairs of circumstances find that in seconds instead of minutes."""


def check(statute: Statute, *, together: int = TOGETHER) -> Report:
    """Explore the reachable situations of a statute against every invariant; each fault has its shortest history.

    The walk goes on from each situation in which that many circumstances meet for the first time at its stage; with
    0 from each situation whatever, which takes minutes. Amended editions are explored like the first.
    """
    found: dict[tuple[str, str], Fault] = {}
    editions = [statute, *(edition for _, edition in statute.editions)]
    states = sum(_explore(edition, together, found) for edition in editions)
    return Report(statute.id, states, tuple(found.values()))


def _explore(statute: Statute, together: int, found: dict[tuple[str, str], Fault]) -> int:
    """Note the faults of one edition and return how many situations it can bring about."""
    map_ = new_map(replace(statute, editions=()), together)
    final: set[Key] = set()
    permitted: set[str] = set()
    meeting = Meeting()
    for place, moves in places_of(map_):
        view = View(map_.statute, place, place.position(map_.statute), place.facts(), moves)
        if view.position.final:
            final.add(place.key)
        permitted |= {step.step for step in view.position.may}
        meeting.look(view)
        for finding in _findings(view):
            _note(found, finding, place)
    for finding, shown in (*_of_the_whole(map_, final, permitted), *meeting.faults(map_)):
        _note(found, finding, shown)
    return len(map_.places)


def _findings(view: View) -> Iterator[Finding]:
    for look in (*PLACE_CHECKS, *REPLAY_CHECKS):
        yield from look(view)


def _of_the_whole(map_: Map, final: set[Key], permitted: set[str]) -> Iterator[tuple[Finding, Place | None]]:
    yield from every_open_matter_can_end(map_, final)
    yield from all_of_the_pack_is_used(map_, permitted)
    yield from every_entry_names_its_source(map_.statute)


def _note(found: dict[tuple[str, str], Fault], finding: Finding, place: Place | None) -> None:
    """Keep the first fault of its sort: places are walked nearest first, so its history is a shortest one."""
    mark = (finding.invariant, finding.subject)
    if mark not in found:
        history = None if place is None else history_document(place.matter, place.facts(), place.on)
        found[mark] = Fault(finding.invariant, finding.message, history)
