"""A petition's chain in memory, and the same in the database."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from xinqiao.safeguards.ledger import EventContent, LedgerRecord
from xinqiao.safeguards.ledger.checking import Link
from xinqiao.safeguards.ledger.hashing import GENESIS, commitment_to, link_hash

A_PETITION = UUID(int=7)
A_MOMENT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def some_events(count: int) -> list[EventContent]:
    """Events of one petition in their order."""
    return [
        EventContent(f"event-{place}", {"kind": "heard", "data": {"place": place}}) for place in range(1, count + 1)
    ]


def a_chain(events: Sequence[EventContent], petition_id: UUID = A_PETITION) -> list[Link]:
    """The links that bind these events, as an honest office writes them."""
    links: list[Link] = []
    previous = GENESIS
    for seq, event in enumerate(events, 1):
        assert event.content is not None
        salt = seq.to_bytes(32)
        at = A_MOMENT + timedelta(hours=seq)
        commitment = commitment_to(event.content, salt)
        own = link_hash(petition_id, seq, event.event_id, at, commitment, previous)
        links.append(Link(seq, event.event_id, at, commitment, previous, own, salt))
        previous = own
    return links


def records_of(
    events: Sequence[EventContent], petition_id: UUID = A_PETITION, start_at: datetime = A_MOMENT
) -> list[LedgerRecord]:
    """What append_many takes for these events."""
    return [
        LedgerRecord(petition_id, event_id, content or {}, start_at + timedelta(minutes=place))
        for place, (event_id, content) in enumerate(events)
    ]
