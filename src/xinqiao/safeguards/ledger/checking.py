"""PURE: is this chain whole, and does it speak of exactly these events?

Removal, insertion, edit, re-ordering and a cut tail are each told apart and named by their link.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from xinqiao.safeguards.canonical import NotCanonical
from xinqiao.safeguards.ledger.hashing import GENESIS, commitment_to, link_hash

# The key in an event's content, or in the `data` inside it, that lists the ids of events whose content was lawfully erased.
ERASES = "erases"


class FaultKind(StrEnum):
    """In which way a chain is not what it should be."""

    LINK_REMOVED = "link_removed"
    LINK_EDITED = "link_edited"
    CHAIN_BROKEN = "chain_broken"
    EVENT_REMOVED = "event_removed"
    EVENT_INSERTED = "event_inserted"
    EVENT_EDITED = "event_edited"
    EVENT_MOVED = "event_moved"
    SALT_MISSING = "salt_missing"


_SENTENCES = {
    FaultKind.LINK_REMOVED: "Link {seq} of petition {petition_id} is missing from the ledger.",
    FaultKind.LINK_EDITED: "Link {seq} of petition {petition_id} was altered: its hash does not fit its fields.",
    FaultKind.CHAIN_BROKEN: "Link {seq} of petition {petition_id} does not follow from the link before it.",
    FaultKind.EVENT_REMOVED: "The event of link {seq} of petition {petition_id} is gone from the file.",
    FaultKind.EVENT_INSERTED: "Event {seq} of petition {petition_id} is in the file but not in the ledger.",
    FaultKind.EVENT_EDITED: "The event of link {seq} of petition {petition_id} was altered after it was recorded.",
    FaultKind.EVENT_MOVED: "The event of link {seq} of petition {petition_id} stands in another place in the file.",
    FaultKind.SALT_MISSING: "Link {seq} of petition {petition_id} has lost its salt and no later event erases it.",
}


class EventContent(NamedTuple):
    """One event as the file holds it now; `content` is None where it was lawfully erased."""

    event_id: str
    content: Mapping[str, Any] | None


class Link(NamedTuple):
    """One ledger entry with its salt, as read for checking."""

    seq: int
    event_id: str
    recorded_at: datetime
    commitment: bytes
    previous: bytes
    hash: bytes
    salt: bytes | None


class Fault(NamedTuple):
    """One thing wrong with one chain."""

    petition_id: UUID
    seq: int
    kind: FaultKind

    def __str__(self) -> str:
        return _SENTENCES[self.kind].format(seq=self.seq, petition_id=self.petition_id)


def check_chain(petition_id: UUID, links: Sequence[Link], events: Sequence[EventContent]) -> list[Fault]:
    """What is wrong with a chain (links by seq) beside the file's events (in their order); [] when whole."""
    faults = _check_links(petition_id, links)
    if not faults and len(links) == len(events):
        unmatched = [place for place in range(len(links)) if links[place].event_id != events[place].event_id]
        if not unmatched:
            return _check_contents(petition_id, links, events)
    return faults + _check_presence(petition_id, links, events)


def _check_links(petition_id: UUID, links: Sequence[Link]) -> list[Fault]:
    """Is each link made from its own fields and from the link before it, with no number left out?"""
    faults: list[Fault] = []
    previous, expected = GENESIS, 1
    for link in links:
        while expected < link.seq:
            faults.append(Fault(petition_id, expected, FaultKind.LINK_REMOVED))
            expected += 1
        expected = link.seq + 1
        if link.previous != previous:
            faults.append(Fault(petition_id, link.seq, FaultKind.CHAIN_BROKEN))
        made = link_hash(petition_id, link.seq, link.event_id, link.recorded_at, link.commitment, link.previous)
        if made != link.hash:
            faults.append(Fault(petition_id, link.seq, FaultKind.LINK_EDITED))
        previous = link.hash
    return faults


def _check_contents(petition_id: UUID, links: Sequence[Link], events: Sequence[EventContent]) -> list[Fault]:
    """Does each event still hold what was committed to? Links and events stand side by side here."""
    faults: list[Fault] = []
    doubtful: list[Link] = []
    erased: set[str] = set()
    for link, event in zip(links, events, strict=True):
        if link.salt is None:
            doubtful.append(link)
            continue
        if event.content is None or not _fits(link.commitment, event.content, link.salt):
            faults.append(Fault(petition_id, link.seq, FaultKind.EVENT_EDITED))
        else:
            erased.update(_erased_by(event.content))
    faults += [Fault(petition_id, link.seq, FaultKind.SALT_MISSING) for link in doubtful if link.event_id not in erased]
    return faults


def _erased_by(content: Mapping[str, Any]) -> set[str]:
    """The ids of the events this one erases, from its content or from the `data` inside it."""
    data = content.get("data")
    listed = content.get(ERASES) or (data.get(ERASES) if isinstance(data, Mapping) else None) or ()
    return {str(event_id) for event_id in listed}


def _fits(commitment: bytes, content: Mapping[str, Any], salt: bytes) -> bool:
    try:
        return commitment_to(content, salt) == commitment
    except NotCanonical:
        return False


def _check_presence(petition_id: UUID, links: Sequence[Link], events: Sequence[EventContent]) -> list[Fault]:
    """Which events are gone, new or moved, and which of those that stayed were altered?"""
    place_of = {event.event_id: place for place, event in enumerate(events, 1)}
    linked = {link.event_id for link in links}
    faults: list[Fault] = []
    stayed: list[tuple[Link, EventContent]] = []
    furthest = 0
    for link in links:
        place = place_of.get(link.event_id)
        if place is None:
            faults.append(Fault(petition_id, link.seq, FaultKind.EVENT_REMOVED))
            continue
        if place < furthest:
            faults.append(Fault(petition_id, link.seq, FaultKind.EVENT_MOVED))
        furthest = max(furthest, place)
        stayed.append((link, events[place - 1]))
    faults += [
        Fault(petition_id, place, FaultKind.EVENT_INSERTED)
        for place, event in enumerate(events, 1)
        if event.event_id not in linked or place_of[event.event_id] != place
    ]
    return faults + _check_contents(petition_id, [pair[0] for pair in stayed], [pair[1] for pair in stayed])
