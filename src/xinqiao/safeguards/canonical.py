"""How is a document written so that equal documents give equal bytes?

Keys sorted, no spaces, UTF-8, moments in UTC: what is hashed or signed is always this form.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID


class NotCanonical(ValueError):
    """The document holds something that two databases may write differently."""


def _plain(value: object) -> object:
    """What JSON does not know, as plain values; called by the encoder for unknown types."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise NotCanonical(f"The moment {value.isoformat()} has no time zone.")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise NotCanonical(f"A value of type {type(value).__name__} cannot be written in canonical form.")


_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain
).encode


def canonical(content: Mapping[str, Any]) -> bytes:
    """The canonical bytes of a document. Raises NotCanonical."""
    try:
        return _encode(content).encode()
    except NotCanonical:
        raise
    except (TypeError, ValueError) as fault:
        raise NotCanonical(f"The document cannot be written in canonical form: {fault}.") from fault


def require_stable(value: object, where: str = "the document") -> None:
    """Refuse what does not come back the same from every database: floats and keys that are not text.

    JSON columns of PostgreSQL rewrite 1e16 as an integer and 1 as a key becomes "1", so that an honest
    record would look tampered with. Raises NotCanonical naming the place.
    """
    if isinstance(value, float):
        raise NotCanonical(f"{where} holds the float {value!r}: write it as text or as a whole number.")
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonical(f"{where} has the key {key!r}, which is not text.")
            require_stable(item, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for position, item in enumerate(value):
            require_stable(item, f"{where}[{position}]")
