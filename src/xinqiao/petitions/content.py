"""The canonical content of an event: what the ledger commits to, so that any later edit shows."""

import hashlib
import json
from typing import Any

from xinqiao.petitions.models import Document, Event


def document_digest(document: Document) -> str:
    """SHA-256 over the kind and the blocks of a writing as issued; its number stands beside this in the event."""
    content = json.dumps([document.kind, document.blocks], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def event_content(event: Event) -> dict[str, Any]:
    """Everything an event says, in values that any database gives back unchanged."""
    return {
        "seq": event.seq,
        "kind": event.kind,
        "is_fact": event.is_fact,
        "occurred_at": _microseconds(event.occurred_at),
        "recorded_at": _microseconds(event.recorded_at),
        "by_role": event.by_role,
        "organisation": event.organisation_id,
        "officer": event.officer_id,
        "data": event.data,
        "mends": event.mends,
        "document": event.document_id,
        "is_reconstructed": event.is_reconstructed,
    }


def _microseconds(moment: Any) -> int:
    return round(moment.timestamp() * 1_000_000)
