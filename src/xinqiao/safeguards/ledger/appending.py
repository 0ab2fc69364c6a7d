"""How is an event bound to its petition's chain, one at a time or thousands in a batch?"""

import secrets
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.db import connection

from xinqiao.safeguards.canonical import require_stable
from xinqiao.safeguards.inserting import insert
from xinqiao.safeguards.ledger.hashing import GENESIS, SALT_BYTES, commitment_to, link_hash
from xinqiao.safeguards.models import LedgerEntry, LedgerSalt
from xinqiao.safeguards.selecting import Selecting

_BATCH = 500
Head: TypeAlias = tuple[int, bytes]
# The last link of one chain, read together with other rows of its petition.
HEAD = Selecting(
    lambda petition: LedgerEntry.objects.filter(petition_id=petition).order_by("-seq").values_list("seq", "hash")[:1],
    petition=UUID(int=1),
)


@dataclass(frozen=True, slots=True)
class LedgerRecord:
    """One event to be bound: bare ids, its whole content as stored, and when it was recorded."""

    petition_id: UUID
    event_id: UUID | int | str
    content: Mapping[str, Any]
    recorded_at: datetime


def append(
    petition_id: UUID, *, event_id: UUID | int | str, content: Mapping[str, Any], recorded_at: datetime
) -> LedgerEntry:
    """Bind one event to the end of its petition's chain, within the caller's transaction.

    Two writers of one petition are kept apart by the unique (petition, seq): the later one gets an
    IntegrityError, so lock the petition's row first. Raises canonical.NotCanonical.
    """
    return append_many([LedgerRecord(petition_id, event_id, content, recorded_at)])[0]


def append_many(
    records: Sequence[LedgerRecord],
    *,
    beginning: Set[UUID] = frozenset(),
    known: Mapping[UUID, Head] | None = None,
) -> list[LedgerEntry]:
    """Bind many events, those of one petition in the order given; a few bulk inserts in all.

    `beginning` are petitions that have no chain yet, so that none is looked for; `known` are last links already
    read (`HEAD`): one that is stale by now ends in the IntegrityError of the unique (petition, seq). Within the
    caller's transaction. Raises canonical.NotCanonical before anything is written.
    """
    entries = [LedgerEntry() for _record in records]
    salts = bind(records, entries=entries, beginning=beginning, known=known)
    insert(entries)
    insert(salts)
    return entries


def bind(
    records: Sequence[LedgerRecord],
    *,
    entries: Sequence[LedgerEntry],
    beginning: Set[UUID] = frozenset(),
    known: Mapping[UUID, Head] | None = None,
) -> list[LedgerSalt]:
    """As `append_many`, but writes nothing: fills these new entries, one for each record, and gives their salts.

    For whoever writes them together with the events that they bind.
    """
    heads = dict(known or {})
    heads |= _heads({record.petition_id for record in records} - beginning - heads.keys())
    salts: list[LedgerSalt] = []
    for record, entry in zip(records, entries, strict=True):
        seq, previous = heads.get(record.petition_id, (0, GENESIS))
        salt = _link(entry, record, seq + 1, previous)
        heads[record.petition_id] = (entry.seq, bytes(entry.hash))
        salts.append(LedgerSalt(entry=entry, salt=salt))
    return salts


def _link(entry: LedgerEntry, record: LedgerRecord, seq: int, previous: bytes) -> bytes:
    """Make the entry the next link of the chain; its salt."""
    require_stable(record.content, "the event")
    salt = secrets.token_bytes(SALT_BYTES)
    commitment = commitment_to(record.content, salt)
    event_id = str(record.event_id)
    entry.petition_id, entry.seq, entry.event_id = record.petition_id, seq, event_id
    entry.recorded_at, entry.commitment, entry.previous = record.recorded_at, commitment, previous
    entry.hash = link_hash(record.petition_id, seq, event_id, record.recorded_at, commitment, previous)
    return salt


def _heads(petition_ids: Iterable[UUID]) -> dict[UUID, tuple[int, bytes]]:
    """The last link of each of these chains that exists already."""
    wanted = sorted(petition_ids)
    if len(wanted) == 1:
        return _head_of(wanted[0])
    heads: dict[UUID, tuple[int, bytes]] = {}
    for start in range(0, len(wanted), _BATCH):
        links = LedgerEntry.objects.filter(petition_id__in=wanted[start : start + _BATCH]).order_by(
            "petition_id", "seq"
        )
        for petition_id, seq, head in links.values_list("petition_id", "seq", "hash"):
            heads[petition_id] = (seq, bytes(head))
    return heads


def _head_of(petition_id: UUID) -> dict[UUID, tuple[int, bytes]]:
    """The one head that an act needs, by a plain statement: every act waits for it, and this is ten times as quick."""
    table = connection.ops.quote_name(LedgerEntry._meta.db_table)
    wanted = LedgerEntry._meta.get_field("petition_id").get_db_prep_value(petition_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT seq, hash FROM {table} WHERE petition_id = %s ORDER BY seq DESC LIMIT 1", [wanted])
        row = cursor.fetchone()
    return {petition_id: (row[0], bytes(row[1]))} if row else {}
