"""How is a petitioner's receipt signed, and does a receipt verify with the office's public key alone?

Ed25519 over the canonical form. A receipt proves what arrived when, by digests; it holds nothing of the
matter, so carrying it endangers nobody.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinqiao.safeguards.canonical import canonical, require_stable
from xinqiao.safeguards.keys import Key, KeyPurpose, key_ring

ALGORITHM = "Ed25519"
TYPE = "xinqiao-receipt"
VERSION = 1
# What a receipt may say, and nothing else: no title, no text, no name of a file or of a person.
FIELDS = frozenset({"reference", "received_at", "channel", "by", "text_sha256", "files"})
_SIGNED = ("type", "version", "algorithm", "key", "content")


class ReceiptFault(Exception):
    """The receipt does not verify; `sentence` says why in the reader's language."""

    def __init__(self, sentence: Promise) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class FileDigest:
    """One file that arrived: SHA-256 in hexadecimal and size in bytes."""

    sha256: str
    size: int


def receipt_content(
    *, reference: str, received_at: datetime, channel: str, by: str, text: str, files: Sequence[FileDigest] = ()
) -> dict[str, Any]:
    """What a receipt says of what arrived; `by` is the name of the receiving office, the text only its digest."""
    return {
        "reference": reference,
        "received_at": received_at.isoformat(),
        "channel": channel,
        "by": by,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "files": [{"sha256": file.sha256, "size": file.size} for file in files],
    }


def sign_receipt(content: Mapping[str, Any]) -> dict[str, Any]:
    """The signed receipt, as plain JSON values. Raises ValueError for a field that does not belong there."""
    strange = sorted(set(content) - FIELDS)
    if strange:
        raise ValueError(f"A receipt never holds {', '.join(strange)}: it says nothing of the matter.")
    require_stable(content, "the receipt")
    key = key_ring().current(KeyPurpose.RECEIPTS)
    document: dict[str, Any] = {
        "type": TYPE,
        "version": VERSION,
        "algorithm": ALGORITHM,
        "key": key.id,
        "content": dict(content),
    }
    signature = _private(key).sign(_message(document))
    return {**document, "signature": b64encode(signature).decode()}


def verify_receipt(document: object, public_keys: Mapping[str, str]) -> bool:
    """True where the receipt is genuine; else raises ReceiptFault. Needs no database and no secret key.

    `public_keys` is what `public_keys()` exports: key id → public key in base64.
    """
    if not isinstance(document, Mapping) or document.get("type") != TYPE:
        raise ReceiptFault(_("This is not a receipt of a petition office."))
    if document.get("version") != VERSION or document.get("algorithm") != ALGORITHM:
        raise ReceiptFault(_("This receipt was made by another version; verify it with the version that made it."))
    if set(document) != {*_SIGNED, "signature"}:
        raise ReceiptFault(_("Parts of this receipt are missing or were added."))
    public = public_keys.get(str(document["key"]))
    if public is None:
        raise ReceiptFault(_("This receipt was signed with a key that is not among the office's public keys."))
    try:
        signature = b64decode(str(document["signature"]), validate=True)
        _public(public).verify(signature, _message(document))
    except (InvalidSignature, ValueError):
        raise ReceiptFault(_("This receipt was altered, or it was not signed by this office.")) from None
    return True


def public_keys() -> dict[str, str]:
    """The office's public keys, those of earlier years included: key id → public key in base64 (32 bytes)."""
    return {
        key.id: b64encode(_private(key).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
        for key in key_ring().keys(KeyPurpose.RECEIPTS)
    }


def _message(document: Mapping[str, Any]) -> bytes:
    """The bytes that are signed: everything but the signature. Raises ValueError (NotCanonical)."""
    signed = {name: document[name] for name in _SIGNED}
    return b"xinqiao.receipt.v1\0" + canonical(signed)


def _private(key: Key) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key.secret)


def _public(encoded: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(b64decode(encoded, validate=True))
