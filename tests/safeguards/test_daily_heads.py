"""Each day is closed with a Merkle head; what a head has seen cannot be cut off or rewritten unseen."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.chains import records_of, some_events
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.ledger import (
    DayNotOver,
    HeadsOutOfOrder,
    append_many,
    collect_due_heads,
    collect_heads,
    inclusion_proof,
    latest_heads,
    verify_daily_heads,
    verify_inclusion,
)
from xinqiao.safeguards.ledger.merkle import is_included, path_to, root_of
from xinqiao.safeguards.models import DailyHead

# 07:30 in Shanghai on the day named, which is the day before in UTC.
EARLY = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
LATER = datetime(2026, 3, 5, 1, tzinfo=UTC)
DAY = timedelta(days=1)

leaves_of_a_day = st.lists(st.binary(max_size=8), min_size=1, max_size=20)


def a_week_of_chains() -> None:
    """Petitions 1 to 5 on Monday; 1 and 2 once more on Wednesday."""
    events = some_events(3)
    append_many([r for n in range(1, 6) for r in records_of(events[:2], UUID(int=n), EARLY)])
    append_many([r for n in (1, 2) for r in records_of(events[2:], UUID(int=n), EARLY + 2 * DAY)])


def raw(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@given(leaves=leaves_of_a_day, data=st.data())
def test_every_leaf_is_proved_to_be_in_the_root_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    root, path = root_of(leaves), path_to(leaves, index)
    assert is_included(leaves[index], index=index, size=len(leaves), path=path, root=root)
    assert not is_included(leaves[index] + b"!", index=index, size=len(leaves), path=path, root=root)
    assert not is_included(leaves[index], index=index, size=len(leaves), path=(*path, root), root=root)
    assert not is_included(leaves[index], index=len(leaves), size=len(leaves), path=path, root=root)
    if path:
        assert not is_included(leaves[index], index=index, size=len(leaves), path=path[1:], root=root)


@given(leaves=leaves_of_a_day, data=st.data())
def test_any_change_of_the_leaves_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    altered = data.draw(st.lists(st.binary(max_size=8), max_size=20))
    assert (root_of(altered) == root_of(leaves)) == (altered == leaves)


def test_the_root_is_that_of_rfc_6962() -> None:
    """The test vectors that certificate transparency logs use."""
    leaves = [bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
    leaves.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root_of(leaves[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert root_of(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_there_is_no_path_to_a_leaf_that_is_not_there() -> None:
    with pytest.raises(IndexError, match="no leaf 1"):
        path_to([b"a"], 1)


@pytest.mark.django_db
def test_a_day_is_closed_by_the_local_calendar_and_only_when_its_last_acts_are_written() -> None:
    a_week_of_chains()
    with pytest.raises(DayNotOver):
        collect_heads(MONDAY, at=datetime(2026, 3, 2, 16, 9, tzinfo=UTC))
    assert collect_due_heads(at=datetime(2026, 3, 2, 16, 9, tzinfo=UTC)) == []
    head = collect_heads(MONDAY, at=datetime(2026, 3, 2, 16, 10, tzinfo=UTC))
    assert (head.chains, head.on, str(head)) == (5, MONDAY, "ledger 2026-03-02")


@pytest.mark.django_db
def test_closing_a_day_twice_changes_nothing() -> None:
    a_week_of_chains()
    first = collect_heads(MONDAY, at=LATER)
    assert collect_heads(MONDAY, at=LATER) == first
    assert DailyHead.objects.count() == 1


@pytest.mark.django_db
def test_a_day_cannot_be_closed_after_a_later_one() -> None:
    collect_heads(MONDAY + DAY, at=LATER)
    with pytest.raises(HeadsOutOfOrder, match="2026-03-03"):
        collect_heads(MONDAY, at=LATER)


@pytest.mark.django_db
def test_all_days_that_are_over_are_closed_quiet_ones_too() -> None:
    assert collect_due_heads(at=LATER) == []
    a_week_of_chains()
    closed = collect_due_heads(at=LATER)
    assert [(head.on.day, head.chains) for head in closed] == [(2, 5), (3, 0), (4, 2)]
    assert collect_due_heads(at=LATER) == []
    assert verify_daily_heads() == []
    newest = latest_heads()["ledger"]
    assert newest["on"] == "2026-03-04"
    assert newest["hash"] == closed[-1].hash.hex()


@pytest.mark.django_db
def test_a_chain_is_proved_to_be_in_a_days_head_without_the_database() -> None:
    a_week_of_chains()
    [monday, _, wednesday] = collect_due_heads(at=LATER)
    for number in range(1, 6):
        proof = inclusion_proof(UUID(int=number), MONDAY)
        assert proof is not None
        assert verify_inclusion(proof, bytes(monday.root))
        assert not verify_inclusion(proof, bytes(wednesday.root))
        assert proof.as_document()["seq"] == 2
    assert inclusion_proof(UUID(int=5), wednesday.on) is None
    assert inclusion_proof(UUID(int=5), date(2020, 1, 1)) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM safeguards_ledgerentry WHERE seq = 3", "2 chains changed; 0 are found"),
        ("UPDATE safeguards_ledgerentry SET hash = previous WHERE seq = 2", "or others"),
        ("UPDATE safeguards_dailyhead SET chains = 4 WHERE chains = 5", "altered"),
        ("DELETE FROM safeguards_dailyhead WHERE chains = 5", "removed or replaced"),
        ("DELETE FROM safeguards_dailyhead WHERE chains = 0", "removed or replaced"),
    ],
)
def test_a_tail_cut_off_and_a_head_altered_are_detected(statement: str, told: str) -> None:
    a_week_of_chains()
    collect_due_heads(at=LATER)
    raw(statement)
    assert any(told in str(fault) for fault in verify_daily_heads())


@pytest.mark.django_db
def test_the_access_log_has_daily_heads_of_its_own() -> None:
    assert collect_due_heads(at=LATER, log="access") == []
    record_access(Look(actor_id=1, what=Access.VIEW, purpose="work", at=EARLY, petition_id=UUID(int=1)))
    record_access(Look(actor_id=1, what=Access.SEARCH, purpose="work", at=EARLY))
    assert [head.chains for head in collect_due_heads(at=LATER, log="access")] == [2, 0, 0]
    a_week_of_chains()
    collect_due_heads(at=LATER)
    assert verify_daily_heads() == []
    raw("DELETE FROM safeguards_accessentry WHERE what = 'search'")
    assert [fault.log for fault in verify_daily_heads()] == ["access"]
