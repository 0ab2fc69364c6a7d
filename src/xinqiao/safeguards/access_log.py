"""Who opened which file, from which office, for what purpose, and is the log itself whole?

Every view, search, export, print and disclosure of an identity is one link of an append-only chain;
the petitioner may ask which offices opened the file, and when.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Min
from django.utils.translation import gettext_lazy as _

from xinqiao.safeguards.canonical import canonical
from xinqiao.safeguards.ledger.hashing import GENESIS
from xinqiao.safeguards.models import AccessEntry
from xinqiao.safeguards.models.access_entry import Access

__all__ = [
    "Access",
    "AccessFault",
    "Look",
    "Opening",
    "PurposeMissing",
    "openings_of",
    "record_access",
    "verify_access_log",
]

# Each lost round is one that another reader won: enough for that many readers of one file at the same moment.
_TRIES = 100


class PurposeMissing(ValueError):
    """An identity is shown only for a reason that the officer writes down; str() is one sentence."""

    def __init__(self) -> None:
        super().__init__(_("Write why you need to know who the petitioner is; it is kept in the access log."))


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a file: who (bare id of the account), what, for what purpose, when, at whose file.

    `purpose` is a word (view, act, print); `reason` is the officer's own sentence, asked for an identity.
    """

    actor_id: UUID | int | str
    what: Access
    purpose: str
    at: datetime
    organisation_id: UUID | int | str = ""
    petition_id: UUID | str | None = None
    identity_id: UUID | str | None = None
    reason: str = ""

    @property
    def chain(self) -> str:
        """The chain it is linked into: the petition's, the identity's, or that of the officer who searched."""
        if self.petition_id:
            return f"petition:{self.petition_id}"
        return f"identity:{self.identity_id}" if self.identity_id else f"actor:{self.actor_id}"


class Opening(NamedTuple):
    """What one office did with a file, for the petitioner: never a person's name."""

    organisation_id: str
    what: Access
    times: int
    first_at: datetime
    last_at: datetime


class AccessFault(NamedTuple):
    """A link of the access log that is missing or was altered."""

    chain: str
    seq: int
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def record_access(look: Look) -> AccessEntry:
    """Add one look to the log. Raises PurposeMissing where an identity is opened without a written reason."""
    if look.what == Access.IDENTITY and not look.reason.strip():
        raise PurposeMissing
    for _attempt in range(_TRIES - 1):
        # Two readers of one file may come at once: the unique (chain, seq) sends the later one round again.
        try:
            with transaction.atomic():
                return _add(look)
        except IntegrityError:
            continue
    return _add(look)


def openings_of(petition_id: UUID) -> list[Opening]:
    """Which offices opened this petition's file, how often, and when first and last."""
    rows = (
        AccessEntry.objects.filter(petition_id=petition_id)
        .values("organisation_id", "what")
        .annotate(times=Count("id"), first_at=Min("at"), last_at=Max("at"))
        .order_by("first_at", "what")
    )
    return [
        Opening(row["organisation_id"], Access(row["what"]), row["times"], row["first_at"], row["last_at"])
        for row in rows
    ]


def verify_access_log() -> list[AccessFault]:
    """Which links were removed from inside a chain or altered; [] when none. A cut tail shows in the daily head."""
    faults: list[AccessFault] = []
    entries = AccessEntry.objects.order_by("chain", "seq").iterator()
    for chain, links in groupby(entries, key=lambda entry: entry.chain):
        previous, expected = GENESIS, 1
        for entry in links:
            if entry.seq != expected or bytes(entry.previous) != previous:
                faults.append(AccessFault(chain, entry.seq, f"A link before {entry.seq} of {chain} is missing."))
            if _hash(entry) != bytes(entry.hash):
                faults.append(AccessFault(chain, entry.seq, f"Link {entry.seq} of {chain} was altered."))
            previous, expected = bytes(entry.hash), entry.seq + 1
    return faults


def _add(look: Look) -> AccessEntry:
    last = AccessEntry.objects.filter(chain=look.chain).order_by("-seq").values_list("seq", "hash").first()
    entry = AccessEntry(
        chain=look.chain,
        seq=last[0] + 1 if last else 1,
        actor_id=str(look.actor_id),
        organisation_id=str(look.organisation_id),
        petition_id=_uuid(look.petition_id),
        identity_id=_uuid(look.identity_id),
        what=look.what,
        purpose=": ".join(part for part in (look.purpose.strip(), look.reason.strip()) if part),
        at=look.at,
        previous=bytes(last[1]) if last else GENESIS,
    )
    entry.hash = _hash(entry)
    entry.save(force_insert=True)
    return entry


def _uuid(value: UUID | str | None) -> UUID | None:
    return UUID(value) if isinstance(value, str) else value


def _hash(entry: AccessEntry) -> bytes:
    fields = {
        "chain": entry.chain,
        "seq": entry.seq,
        "actor": entry.actor_id,
        "organisation": entry.organisation_id,
        "petition": entry.petition_id,
        "identity": entry.identity_id,
        "what": str(entry.what),
        "purpose": entry.purpose,
        "at": entry.at,
    }
    return sha256(b"xinqiao.access.v1\0" + canonical(fields) + bytes(entry.previous)).digest()
