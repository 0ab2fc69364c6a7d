"""With many workers at once nothing is counted twice or lost, and no chain forks (PostgreSQL: SQLite has one writer)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from xinqiao.safeguards.access_log import Access, Look, record_access, verify_access_log
from xinqiao.safeguards.ledger import EventContent, append, verify_chain
from xinqiao.safeguards.models import AccessEntry, AttemptWindow, LedgerEntry
from xinqiao.safeguards.throttling import Scope, count_attempt

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
FILE = UUID(int=7)


@pytest.fixture(autouse=True)
def only_with_many_writers(db: None, settings: Any) -> None:
    settings.XINQIAO_THROTTLE = True
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")


def at_once(act: Callable[[int], Any], times: int) -> list[Any]:
    """The answers of so many calls made at the same time, each on its own connection."""

    def on_its_own_connection(number: int) -> Any:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(on_its_own_connection, range(times)))


def test_attempts_counted_at_once_are_all_counted() -> None:
    at_once(lambda _: count_attempt(Scope.SUBMITTING, "203.0.113.7", at=NOW), 40)
    assert AttemptWindow.objects.get().count == 40


def test_readers_of_one_file_at_once_are_all_in_one_whole_chain() -> None:
    at_once(
        lambda number: record_access(Look(actor_id=number, what=Access.VIEW, purpose="view", at=NOW, petition_id=FILE)),
        24,
    )
    assert sorted(AccessEntry.objects.values_list("seq", flat=True)) == list(range(1, 25))
    assert verify_access_log() == []


def test_of_writers_to_one_petition_at_once_some_are_refused_and_the_chain_does_not_fork() -> None:
    def write(number: int) -> EventContent | None:
        try:
            with transaction.atomic():
                entry = append(FILE, event_id=number, content={"number": number}, recorded_at=NOW)
        except IntegrityError:
            return None
        return EventContent(entry.event_id, {"number": number})

    written = {event.event_id: event for event in at_once(write, 16) if event}
    order = LedgerEntry.objects.order_by("seq").values_list("event_id", flat=True)
    assert len(order) == len(written)
    assert verify_chain(FILE, [written[event_id] for event_id in order]) == []
