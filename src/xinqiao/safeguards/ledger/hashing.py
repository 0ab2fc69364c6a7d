"""What exactly is hashed for a commitment and for a link? (One page to read for an outside verifier.)"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from xinqiao.safeguards.canonical import canonical

SALT_BYTES = 32
# What stands before the first link of every chain.
GENESIS = bytes(32)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970 in UTC, the same in every zone and on every database."""
    return (moment - _EPOCH) // _MICROSECOND


def commitment_to(content: Mapping[str, Any], salt: bytes) -> bytes:
    """The salted hash of an event's canonical content. Raises canonical.NotCanonical."""
    return sha256(b"xinqiao.commitment.v1\0" + salt + canonical(content)).digest()


def link_hash(
    petition_id: UUID, seq: int, event_id: str, recorded_at: datetime, commitment: bytes, previous: bytes
) -> bytes:
    """The hash of one link; every field has a fixed length or is preceded by it."""
    event = event_id.encode()
    return sha256(
        b"xinqiao.link.v1\0"
        + petition_id.bytes
        + seq.to_bytes(8)
        + len(event).to_bytes(1)
        + event
        + microseconds(recorded_at).to_bytes(8, signed=True)
        + commitment
        + previous
    ).digest()
