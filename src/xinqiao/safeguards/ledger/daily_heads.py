"""Which Merkle head closes a day, is a chain in it, and do the stored heads still fit the chains?

A head published outside the office (a notice board, another office) shows later whether the tail of a
chain, or a whole petition with its events, was cut off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from xinqiao.safeguards.ledger.hashing import GENESIS
from xinqiao.safeguards.ledger.merkle import is_included, path_to, root_of
from xinqiao.safeguards.models import AccessEntry, DailyHead, LedgerEntry
from xinqiao.safeguards.models.daily_head import Log

_DAY = timedelta(days=1)
# An act recorded just before midnight may be committed after it; its day is closed when it has settled.
_SETTLING = timedelta(minutes=10)


class DayNotOver(Exception):
    """A day is closed only when it is over and its last acts are written."""


class HeadsOutOfOrder(Exception):
    """A later day has been closed already, so this one can no longer be linked in."""


class HeadFault(NamedTuple):
    """A stored head that does not fit; `sentence` says what was found."""

    log: str
    on: date
    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That a petition's chain ended in this head when this day was closed."""

    on: date
    petition_id: UUID
    seq: int
    head: bytes
    index: int
    size: int
    path: tuple[bytes, ...]
    root: bytes

    def as_document(self) -> dict[str, Any]:
        """The proof as plain JSON values, hashes in hexadecimal."""
        return {
            "on": self.on.isoformat(),
            "petition": str(self.petition_id),
            "seq": self.seq,
            "head": self.head.hex(),
            "index": self.index,
            "size": self.size,
            "path": [step.hex() for step in self.path],
            "root": self.root.hex(),
        }


def collect_heads(on: date, *, at: datetime, log: str = Log.LEDGER) -> DailyHead:
    """Close one local day at the moment `at`: the Merkle head over the chains changed that day.

    A day closed before is answered as it was. Raises DayNotOver and HeadsOutOfOrder.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    if at < _bounds(on, zone)[1] + _SETTLING:
        raise DayNotOver(f"{on} is not over yet.")
    closed = DailyHead.objects.filter(log=log, on__gte=on).order_by("on").first()
    if closed and closed.on == on:
        return closed
    if closed:
        raise HeadsOutOfOrder(f"{on} cannot be closed: {closed.on} has been closed already.")
    before = DailyHead.objects.filter(log=log, on__lt=on).order_by("-on").first()
    leaves = list(_leaves(log, on, zone).values())
    head = DailyHead(
        log=log,
        on=on,
        zone=zone.key,
        chains=len(leaves),
        root=root_of(leaves),
        previous=bytes(before.hash) if before else GENESIS,
        collected_at=at,
    )
    head.hash = _head_hash(head)
    head.save(force_insert=True)
    return head


def collect_due_heads(*, at: datetime, log: str = Log.LEDGER) -> list[DailyHead]:
    """Close every day that is over and not closed yet, in order; the first is that of the oldest entry."""
    zone = ZoneInfo(settings.TIME_ZONE)
    last = DailyHead.objects.filter(log=log).order_by("-on").values_list("on", flat=True).first()
    if last is None:
        oldest = _oldest(log)
        if oldest is None:
            return []
        last = oldest.astimezone(zone).date() - _DAY
    today = (at - _SETTLING).astimezone(zone).date()
    return [collect_heads(last + _DAY * n, at=at, log=log) for n in range(1, (today - last).days)]


def latest_heads() -> dict[str, dict[str, str]]:
    """The newest head of each log, for publication: day, root and linked hash in hexadecimal."""
    newest = {head.log: head for head in DailyHead.objects.order_by("on")}
    return {
        log: {"on": head.on.isoformat(), "root": bytes(head.root).hex(), "hash": bytes(head.hash).hex()}
        for log, head in newest.items()
    }


def verify_daily_heads() -> list[HeadFault]:
    """Which stored heads no longer fit the chains, their own fields or the head before; [] when all do."""
    faults: list[HeadFault] = []
    previous: dict[str, bytes] = {}
    for head in DailyHead.objects.order_by("log", "on").iterator():
        leaves = list(_leaves(head.log, head.on, ZoneInfo(head.zone)).values())
        if len(leaves) != head.chains or root_of(leaves) != bytes(head.root):
            told = f"On {head.on} {head.chains} chains changed; {len(leaves)} are found now, or others."
            faults.append(HeadFault(head.log, head.on, told))
        if _head_hash(head) != bytes(head.hash):
            faults.append(HeadFault(head.log, head.on, f"The head of {head.on} was altered."))
        if bytes(head.previous) != previous.get(head.log, GENESIS):
            faults.append(HeadFault(head.log, head.on, f"The head before {head.on} was removed or replaced."))
        previous[head.log] = bytes(head.hash)
    return faults


def inclusion_proof(petition_id: UUID, on: date) -> InclusionProof | None:
    """The proof that a petition's chain is in the head of a closed day; None where it did not change then."""
    head = DailyHead.objects.filter(log=Log.LEDGER, on=on).first()
    if head is None:
        return None
    leaves = _leaves(Log.LEDGER, on, ZoneInfo(head.zone))
    key = petition_id.bytes
    if key not in leaves:
        return None
    ordered, index = list(leaves.values()), list(leaves).index(key)
    leaf = leaves[key]
    return InclusionProof(
        on=on,
        petition_id=petition_id,
        seq=int.from_bytes(leaf[-40:-32]),
        head=leaf[-32:],
        index=index,
        size=len(ordered),
        path=path_to(ordered, index),
        root=bytes(head.root),
    )


def verify_inclusion(proof: InclusionProof, root: bytes) -> bool:
    """Does the proof hold against a root known from elsewhere? Needs no database."""
    leaf = _leaf(proof.petition_id.bytes, proof.seq, proof.head)
    return is_included(leaf, index=proof.index, size=proof.size, path=proof.path, root=root)


def _leaf(key: bytes, seq: int, head: bytes) -> bytes:
    return len(key).to_bytes(2) + key + seq.to_bytes(8) + head


def _leaves(log: str, on: date, zone: ZoneInfo) -> dict[bytes, bytes]:
    """For each chain changed that day its last link of the day, by the chain's key in ascending order."""
    rows = _ledger_rows(on, zone) if log == Log.LEDGER else _access_rows(on, zone)
    # Rows come by (chain, seq): the last one of each chain stays. Sorted by bytes, not by a database's collation.
    return dict(sorted({key: _leaf(key, seq, head) for key, seq, head in rows}.items()))


def _ledger_rows(on: date, zone: ZoneInfo) -> Iterator[tuple[bytes, int, bytes]]:
    start, end = _bounds(on, zone)
    links = LedgerEntry.objects.filter(recorded_at__gte=start, recorded_at__lt=end).order_by("petition_id", "seq")
    for petition_id, seq, head in links.values_list("petition_id", "seq", "hash").iterator():
        yield petition_id.bytes, seq, bytes(head)


def _access_rows(on: date, zone: ZoneInfo) -> Iterator[tuple[bytes, int, bytes]]:
    start, end = _bounds(on, zone)
    looks = AccessEntry.objects.filter(at__gte=start, at__lt=end).order_by("chain", "seq")
    for chain, seq, head in looks.values_list("chain", "seq", "hash").iterator():
        yield chain.encode(), seq, bytes(head)


def _oldest(log: str) -> datetime | None:
    if log == Log.LEDGER:
        return LedgerEntry.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    return AccessEntry.objects.order_by("at").values_list("at", flat=True).first()


def _bounds(on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of a local day and that of the next one."""
    return datetime.combine(on, time(), zone), datetime.combine(on + _DAY, time(), zone)


def _head_hash(head: DailyHead) -> bytes:
    """The hash that links a day's head to the one before."""
    words = f"{head.log}\0{head.on.isoformat()}\0{head.zone}\0{head.chains}\0"
    return sha256(b"xinqiao.day.v1\0" + words.encode() + bytes(head.root) + bytes(head.previous)).digest()
