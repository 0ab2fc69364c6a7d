"""Removing, inserting, editing or re-ordering any link or event is detected and named."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.chains import A_PETITION, a_chain, some_events
from xinqiao.safeguards.ledger import EventContent, FaultKind
from xinqiao.safeguards.ledger.checking import Link, check_chain
from xinqiao.safeguards.ledger.hashing import commitment_to, link_hash

lengths = st.integers(1, 8)


def kinds(links: list[Link], events: list[EventContent]) -> set[FaultKind]:
    return {fault.kind for fault in check_chain(A_PETITION, links, events)}


def place_in(data: st.DataObject, length: int) -> int:
    return data.draw(st.integers(0, length - 1), label="place")


@given(length=st.integers(0, 8))
def test_an_honest_chain_is_whole(length: int) -> None:
    events = some_events(length)
    assert check_chain(A_PETITION, a_chain(events), events) == []


@given(length=lengths, data=st.data())
def test_a_removed_link_is_detected(length: int, data: st.DataObject) -> None:
    events = some_events(length)
    links = a_chain(events)
    place = place_in(data, length)
    del links[place]
    found = check_chain(A_PETITION, links, events)
    assert FaultKind.EVENT_INSERTED in {fault.kind for fault in found}
    if place < length - 1:
        assert (place + 1, FaultKind.LINK_REMOVED) in {(fault.seq, fault.kind) for fault in found}


@given(length=lengths, data=st.data())
def test_a_removed_event_is_detected(length: int, data: st.DataObject) -> None:
    events = some_events(length)
    links = a_chain(events)
    place = place_in(data, length)
    del events[place]
    removed = [fault.seq for fault in check_chain(A_PETITION, links, events) if fault.kind == FaultKind.EVENT_REMOVED]
    assert removed == [place + 1]


@given(length=st.integers(2, 8), data=st.data())
def test_a_link_and_its_event_removed_together_are_detected_unless_they_are_the_tail(
    length: int, data: st.DataObject
) -> None:
    """The tail of both is caught by the daily head: see test_daily_heads."""
    events = some_events(length)
    links = a_chain(events)
    place = place_in(data, length - 1)
    del links[place], events[place]
    assert FaultKind.LINK_REMOVED in kinds(links, events)


@given(length=lengths, data=st.data())
def test_an_inserted_event_is_detected(length: int, data: st.DataObject) -> None:
    events = some_events(length)
    links = a_chain(events)
    events.insert(place_in(data, length + 1), EventContent("smuggled", {"kind": "served"}))
    assert FaultKind.EVENT_INSERTED in kinds(links, events)


@given(length=lengths, data=st.data())
def test_a_link_and_event_inserted_with_all_later_links_renumbered_are_detected(
    length: int, data: st.DataObject
) -> None:
    events = some_events(length)
    links = a_chain(events)
    place = place_in(data, length)
    smuggled = EventContent("smuggled", {"kind": "served"})
    forged = links[place]
    commitment = commitment_to(smuggled.content or {}, b"salt")
    own = link_hash(A_PETITION, place + 1, "smuggled", forged.recorded_at, commitment, forged.previous)
    new = forged._replace(event_id="smuggled", commitment=commitment, hash=own, salt=b"salt")
    later = [link._replace(seq=link.seq + 1) for link in links[place:]]
    assert kinds([*links[:place], new, *later], [*events[:place], smuggled, *events[place:]])


@given(length=lengths, data=st.data())
def test_an_edited_event_is_detected(length: int, data: st.DataObject) -> None:
    events = some_events(length)
    links = a_chain(events)
    place = place_in(data, length)
    events[place] = events[place]._replace(content={"kind": "heard", "data": {"place": "altered"}})
    [fault] = check_chain(A_PETITION, links, events)
    assert (fault.seq, fault.kind) == (place + 1, FaultKind.EVENT_EDITED)


FORGERIES: dict[str, Any] = {
    "event_id": lambda link: "another",
    "recorded_at": lambda link: link.recorded_at + timedelta(microseconds=1),
    "commitment": lambda link: bytes(32),
    "previous": lambda link: b"\1" * 32,
    "hash": lambda link: bytes(32),
    "seq": lambda link: link.seq + 50,
    "salt": lambda link: b"another salt",
}


@given(length=lengths, data=st.data(), column=st.sampled_from(sorted(FORGERIES)))
def test_an_edited_column_of_any_link_is_detected(length: int, data: st.DataObject, column: str) -> None:
    events = some_events(length)
    links = a_chain(events)
    place = place_in(data, length)
    links[place] = links[place]._replace(**{column: FORGERIES[column](links[place])})
    assert kinds(sorted(links, key=lambda link: link.seq), events)


@given(length=lengths, data=st.data())
def test_an_edit_with_a_link_made_anew_is_detected_by_the_link_after_it(length: int, data: st.DataObject) -> None:
    """Only the last link of a chain can be rewritten with its event: the daily head keeps that one."""
    events = some_events(length + 1)
    links = a_chain(events)
    place = place_in(data, length)
    forged = {"kind": "forged"}
    old = links[place]
    commitment = commitment_to(forged, old.salt or b"")
    own = link_hash(A_PETITION, old.seq, old.event_id, old.recorded_at, commitment, old.previous)
    links[place] = old._replace(commitment=commitment, hash=own)
    events[place] = events[place]._replace(content=forged)
    assert check_chain(A_PETITION, links, events)[0].seq == place + 2


@given(data=st.data(), length=st.integers(2, 8))
def test_re_ordered_events_are_detected(length: int, data: st.DataObject) -> None:
    events = some_events(length)
    links = a_chain(events)
    shuffled = data.draw(st.permutations(events))
    assert bool(kinds(links, shuffled)) == (shuffled != events)
    if shuffled != events:
        assert FaultKind.EVENT_MOVED in kinds(links, shuffled)


@given(data=st.data(), length=st.integers(2, 8))
def test_re_ordered_links_are_detected_with_their_events_or_without(length: int, data: st.DataObject) -> None:
    events = some_events(length)
    links = a_chain(events)
    order = data.draw(st.permutations(range(length)))
    moved = [links[at]._replace(seq=seq) for seq, at in enumerate(order, 1)]
    changed = list(order) != list(range(length))
    assert bool(kinds(moved, events)) == changed
    assert bool(kinds(moved, [events[at] for at in order])) == changed


@given(length=lengths)
def test_a_chain_of_another_petition_is_detected(length: int) -> None:
    events = some_events(length)
    links = a_chain(events)
    assert check_chain(type(A_PETITION)(int=8), links, events)


def test_one_event_told_twice_is_detected() -> None:
    events = some_events(2)
    assert FaultKind.EVENT_INSERTED in kinds(a_chain(events), [*events, events[0]])


def test_a_salt_that_a_later_event_erases_leaves_the_chain_whole() -> None:
    events = [*some_events(3), EventContent("event-4", {"kind": "erased", "erases": ["event-2"]})]
    links = a_chain(events)
    links[1] = links[1]._replace(salt=None)
    events[1] = events[1]._replace(content=None)
    assert check_chain(A_PETITION, links, events) == []


def test_the_erasing_event_may_list_them_in_its_data() -> None:
    events = [*some_events(1), EventContent("2", {"kind": "erased", "data": {"erases": ["event-1"]}})]
    links = a_chain(events)
    links[0] = links[0]._replace(salt=None)
    assert check_chain(A_PETITION, links, events) == []


def test_a_salt_dropped_to_hide_an_edit_is_detected() -> None:
    events = some_events(3)
    links = a_chain(events)
    links[1] = links[1]._replace(salt=None)
    events[1] = events[1]._replace(content={"kind": "forged"})
    [fault] = check_chain(A_PETITION, links, events)
    assert (fault.seq, fault.kind) == (2, FaultKind.SALT_MISSING)
    assert "lost its salt" in str(fault)


def test_content_emptied_while_its_salt_is_kept_is_an_edit() -> None:
    events = some_events(1)
    links = a_chain(events)
    assert kinds(links, [EventContent("event-1", None)]) == {FaultKind.EVENT_EDITED}


def test_content_that_cannot_be_written_canonically_is_an_edit() -> None:
    events = some_events(1)
    links = a_chain(events)
    assert kinds(links, [EventContent("event-1", {"value": object()})]) == {FaultKind.EVENT_EDITED}


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_is_a_sentence_that_names_petition_and_link(kind: FaultKind) -> None:
    links = a_chain(some_events(1))
    fault = check_chain(A_PETITION, links, [])[0]._replace(kind=kind)
    assert str(A_PETITION) in str(fault)
    assert "1" in str(fault)
