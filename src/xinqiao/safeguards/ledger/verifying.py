"""Are the chains in the database whole? One, a batch, or all of them in one pass.

Links are read in the order (petition, seq), which is also the order of the unique index.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from xinqiao.safeguards.ledger.checking import EventContent, Fault, Link, check_chain
from xinqiao.safeguards.models import LedgerEntry

_COLUMNS = ("petition_id", "seq", "event_id", "recorded_at", "commitment", "previous", "hash", "salt_row__salt")
_CHUNK = 5_000


@dataclass(slots=True)
class LedgerReport:
    """What one pass found: how many chains and links were read, and every fault."""

    chains: int = 0
    entries: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Was nothing wrong found?"""
        return not self.faults

    def count(self, petition_id: UUID, links: Sequence[Link], events: Sequence[EventContent]) -> None:
        """Check one chain and add what it shows."""
        self.chains += 1
        self.entries += len(links)
        self.faults += check_chain(petition_id, links, events)


def verify_chain(petition_id: UUID, contents: Sequence[EventContent]) -> list[Fault]:
    """What is wrong with one petition's chain beside its events in their order; [] when whole."""
    return verify_batch({petition_id: contents}).faults


def verify_batch(contents: Mapping[UUID, Sequence[EventContent]]) -> LedgerReport:
    """Check the chains of these petitions (some hundreds at a time) beside their events."""
    report = LedgerReport()
    found = dict(_chains(LedgerEntry.objects.filter(petition_id__in=list(contents))))
    for petition_id, events in contents.items():
        report.count(petition_id, found.get(petition_id, []), events)
    return report


def verify_all(contents: Iterable[tuple[UUID, Sequence[EventContent]]]) -> LedgerReport:
    """Check every chain in one pass, in memory that does not grow with their number.

    `contents` yields every petition in ascending order of its id with its events in their order. A chain
    of a petition that is not named, and a petition without a chain, are found too.
    """
    report = LedgerReport()
    chains = _chains(LedgerEntry.objects.all())
    chain = next(chains, None)
    for petition_id, events in contents:
        while chain is not None and chain[0] < petition_id:
            report.count(*chain, [])
            chain = next(chains, None)
        if chain is not None and chain[0] == petition_id:
            report.count(*chain, events)
            chain = next(chains, None)
        else:
            report.count(petition_id, [], events)
    while chain is not None:
        report.count(*chain, [])
        chain = next(chains, None)
    return report


def unclaimed_chains(petition_ids: Iterable[UUID]) -> list[UUID]:
    """The petitions of chains that nobody names: removed with all their events, but not from the ledger.

    `petition_ids` are all petitions in ascending order. For whoever verifies in batches; verify_all finds them itself.
    """
    unclaimed: list[UUID] = []
    named = iter(petition_ids)
    current = next(named, None)
    chains = LedgerEntry.objects.order_by("petition_id").values_list("petition_id", flat=True).distinct()
    for petition_id in chains.iterator(chunk_size=_CHUNK):
        while current is not None and current < petition_id:
            current = next(named, None)
        if current != petition_id:
            unclaimed.append(petition_id)
    return unclaimed


def _chains(entries: QuerySet[LedgerEntry]) -> Iterator[tuple[UUID, list[Link]]]:
    """Each petition's links in order, streamed."""
    rows = entries.order_by("petition_id", "seq").values_list(*_COLUMNS).iterator(chunk_size=_CHUNK)
    for petition_id, group in groupby(rows, key=lambda row: row[0]):
        yield (
            petition_id,
            [
                # PostgreSQL hands out binary columns as memoryview.
                Link(seq, event_id, at, bytes(made), bytes(before), bytes(own), None if salt is None else bytes(salt))
                for _, seq, event_id, at, made, before, own, salt in group
            ],
        )
