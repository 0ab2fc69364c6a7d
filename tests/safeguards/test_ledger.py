"""Chains in the database: appended one by one or in batches, verified one by one or all in one pass."""

from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.builders.chains import A_MOMENT, A_PETITION, records_of, some_events
from xinqiao.safeguards.canonical import NotCanonical
from xinqiao.safeguards.ledger import (
    EventContent,
    FaultKind,
    append,
    append_many,
    erase_salts,
    unclaimed_chains,
    verify_all,
    verify_batch,
    verify_chain,
)
from xinqiao.safeguards.models import LedgerEntry, LedgerSalt
from xinqiao.safeguards.models.append_only import AppendOnlyFault

pytestmark = pytest.mark.django_db

ANOTHER = UUID(int=9)


def appended(events: list[EventContent], petition_id: UUID = A_PETITION) -> None:
    for record in records_of(events, petition_id):
        append(petition_id, event_id=record.event_id, content=record.content, recorded_at=record.recorded_at)


def raw(statement: str, *values: Any) -> None:
    """What somebody with the database's password does."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_events_appended_one_by_one_make_a_whole_chain() -> None:
    events = some_events(5)
    appended(events)
    assert [entry.seq for entry in LedgerEntry.objects.order_by("seq")] == [1, 2, 3, 4, 5]
    assert verify_chain(A_PETITION, events) == []
    assert str(LedgerEntry.objects.first()) == f"{A_PETITION} 1"
    assert str(LedgerSalt.objects.get(entry__seq=1)).startswith("salt of link")


def test_a_batch_makes_the_same_chain_as_one_by_one() -> None:
    events = some_events(4)
    append_many(records_of(events))
    assert verify_chain(A_PETITION, events) == []


def test_a_batch_continues_chains_that_exist_and_begins_new_ones() -> None:
    events = some_events(6)
    appended(events[:2])
    one, other = records_of(events[2:]), records_of(events, ANOTHER)
    mixed = [record for pair in zip(one, other, strict=False) for record in pair] + other[len(one) :]
    append_many(mixed)
    report = verify_batch({A_PETITION: events, ANOTHER: events})
    assert report.is_whole
    assert (report.chains, report.entries) == (2, 12)


def test_an_empty_batch_writes_nothing() -> None:
    assert append_many([]) == []


def test_numbers_and_uuids_serve_as_event_ids() -> None:
    append(A_PETITION, event_id=17, content={"a": 1}, recorded_at=A_MOMENT)
    append(A_PETITION, event_id=UUID(int=1), content={"a": 2}, recorded_at=A_MOMENT)
    assert verify_chain(A_PETITION, [EventContent("17", {"a": 1}), EventContent(str(UUID(int=1)), {"a": 2})]) == []


def test_appending_takes_three_queries() -> None:
    appended(some_events(1))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        append(A_PETITION, event_id="2", content={}, recorded_at=A_MOMENT)
    assert len(queries) == 3


def test_content_that_databases_may_rewrite_is_refused_before_anything_is_written() -> None:
    with pytest.raises(NotCanonical, match="float"):
        append_many([*records_of(some_events(1)), *records_of([EventContent("2", {"level": 4.5})])])
    assert not LedgerEntry.objects.exists()


def test_the_same_place_in_a_chain_is_never_taken_twice() -> None:
    appended(some_events(1))
    first = LedgerEntry.objects.get()
    first.pk, first._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_an_append_is_undone_with_the_act_it_belongs_to() -> None:
    with transaction.atomic():
        appended(some_events(1))
        transaction.set_rollback(True)
    assert not LedgerEntry.objects.exists()
    assert not LedgerSalt.objects.exists()


def test_ordinary_code_can_neither_change_nor_delete_a_link() -> None:
    appended(some_events(1))
    entry = LedgerEntry.objects.get()
    for attempt in (
        entry.save,
        entry.delete,
        lambda: LedgerEntry.objects.all().update(seq=2),
        lambda: LedgerEntry.objects.all().delete(),
        lambda: LedgerEntry.objects.bulk_update([entry], ["seq"]),
    ):
        with pytest.raises(AppendOnlyFault, match="never"):
            attempt()


def test_a_lawful_erasure_leaves_the_chain_whole() -> None:
    events = some_events(4)
    appended(events)
    assert erase_salts(A_PETITION, ["event-2"]) == 1
    erasing = EventContent("event-5", {"kind": "erased", "erases": ["event-2"]})
    append(A_PETITION, event_id="event-5", content=erasing.content or {}, recorded_at=A_MOMENT)
    assert verify_chain(A_PETITION, [events[0], EventContent("event-2", None), *events[2:], erasing]) == []


def test_an_erasure_nobody_recorded_is_a_fault() -> None:
    events = some_events(2)
    appended(events)
    erase_salts(A_PETITION, ["event-1"])
    assert [fault.kind for fault in verify_chain(A_PETITION, events)] == [FaultKind.SALT_MISSING]


def test_an_erasure_touches_no_other_petition() -> None:
    events = some_events(2)
    append_many([*records_of(events), *records_of(events, ANOTHER)])
    erase_salts(A_PETITION, ["event-1"])
    assert verify_chain(ANOTHER, events) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM safeguards_ledgerentry WHERE seq = 2",
        "DELETE FROM safeguards_ledgerentry WHERE seq = 4",
        "DELETE FROM safeguards_ledgerentry",
        "UPDATE safeguards_ledgerentry SET event_id = 'event-9' WHERE seq = 3",
        "UPDATE safeguards_ledgerentry SET seq = 9 WHERE seq = 3",
        "DELETE FROM safeguards_ledgersalt",
    ],
)
def test_what_is_done_with_the_databases_password_shows(statement: str) -> None:
    events = some_events(4)
    append_many([*records_of(events), *records_of(events, ANOTHER)])
    raw(statement)
    report = verify_all([(A_PETITION, events), (ANOTHER, events)])
    assert not report.is_whole
    assert {fault.petition_id for fault in report.faults} == {A_PETITION, ANOTHER}


def test_one_pass_over_all_chains_finds_those_without_a_petition_and_petitions_without_a_chain() -> None:
    events = some_events(2)
    ids = [UUID(int=number) for number in (1, 5, 7, 200, 2**127)]
    append_many([record for petition_id in ids for record in records_of(events, petition_id)])
    everything = [(petition_id, events) for petition_id in ids]
    report = verify_all(everything)
    assert report.is_whole
    assert (report.chains, report.entries) == (5, 10)
    found = verify_all([everything[1], (UUID(int=6), events), everything[3]]).faults
    assert {(fault.petition_id, fault.kind) for fault in found} == {
        (ids[0], FaultKind.EVENT_REMOVED),
        (UUID(int=6), FaultKind.EVENT_INSERTED),
        (ids[2], FaultKind.EVENT_REMOVED),
        (ids[4], FaultKind.EVENT_REMOVED),
    }


def test_chains_of_petitions_removed_whole_are_found_by_whoever_verifies_in_batches() -> None:
    ids = [UUID(int=number) for number in (1, 5, 7, 200)]
    append_many([record for petition_id in ids for record in records_of(some_events(2), petition_id)])
    assert unclaimed_chains([UUID(int=0), *ids, UUID(int=999)]) == []
    assert unclaimed_chains([ids[0], UUID(int=6), ids[2]]) == [ids[1], ids[3]]
    assert unclaimed_chains([]) == ids


def test_a_petition_after_the_last_chain_is_found() -> None:
    assert verify_all([(A_PETITION, some_events(1))]).faults[0].kind == FaultKind.EVENT_INSERTED
