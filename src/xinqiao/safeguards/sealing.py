"""How are identity fields sealed, opened, sealed anew, and found again for registration only?

AES-256-GCM. A sealed value is: version, key id, nonce, ciphertext with tag. Its associated data binds
model, field and row, so a value moved to another row or column does not open.
"""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from typing import TypeAlias, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from xinqiao.safeguards.keys import Key, KeyPurpose, key_ring

_VERSION = 1
_NONCE_BYTES = 12
_TAG_BYTES = 16

Sealed: TypeAlias = bytes | bytearray | memoryview
Row = TypeVar("Row", bound=models.Model)


class SealFault(Exception):
    """A sealed value does not open here; the message says why."""


class NotSealed(SealFault):
    """The bytes are not in the sealed format, or were cut short."""


class WrongSeal(SealFault):
    """The value was altered, or was sealed for another row or field."""


class IndexFault(ValueError):
    """A blind index was asked for a purpose the law does not know, or of nothing."""


def seal(text: str, *, context: str) -> bytes:
    """Seal a text under the key in use, for one place only: `context` is model, field and row (context_of)."""
    key = key_ring().current(KeyPurpose.SEALING)
    head = bytes((_VERSION, len(key.id))) + key.id.encode()
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, text.encode(), head + context.encode())


def open_sealed(sealed: Sealed, *, context: str) -> str:
    """The text of a sealed value. Raises NotSealed, WrongSeal or keys.MissingKey."""
    head, nonce, body = _parts(bytes(sealed))
    key = key_ring().key(KeyPurpose.SEALING, head[2:].decode("ascii", "replace"))
    try:
        return AESGCM(key.secret).decrypt(nonce, body, head + context.encode()).decode()
    except InvalidTag:
        raise WrongSeal(
            f"The sealed value of {context} does not open: it was altered, or it was sealed for another row or field."
        ) from None


def key_id_of(sealed: Sealed) -> str:
    """The id of the key a value is sealed under. Raises NotSealed."""
    return _parts(bytes(sealed))[0][2:].decode("ascii", "replace")


def reseal(sealed: Sealed, *, context: str) -> bytes:
    """The same text under the key in use; a value already under it is returned as it is."""
    if key_id_of(sealed) == key_ring().current(KeyPurpose.SEALING).id:
        return bytes(sealed)
    return seal(open_sealed(sealed, context=context), context=context)


def reseal_rows(rows: models.QuerySet[Row], columns: Mapping[str, str], *, batch: int = 500) -> int:
    """Bring sealed columns (column → field name of its context) under the key in use; how many rows changed."""
    changed = [row for row in rows.iterator(chunk_size=batch) if _reseal_row(row, columns)]
    rows.model._base_manager.bulk_update(changed, list(columns), batch_size=batch)
    return len(changed)


def _reseal_row(row: models.Model, columns: Mapping[str, str]) -> bool:
    altered = False
    for column, field in columns.items():
        before: Sealed | None = getattr(row, column)
        if not before:
            continue
        after = reseal(before, context=context_of(row, field))
        if after != bytes(before):
            setattr(row, column, after)
            altered = True
    return altered


def context_of(row: models.Model, field: str) -> str:
    """The place of one field of one row. The row's id must be known: use ids made before saving."""
    if row.pk is None:
        raise SealFault(f"A {row._meta.label_lower} has no id yet, so nothing can be sealed for it.")
    return f"{row._meta.label_lower}.{field}.{row.pk}"


def blind_index(value: str, *, purpose: str, field: str = "") -> str:
    """A keyed fingerprint by which registration finds the same person's own matter, and nothing else.

    `field` keeps a telephone number and an identity number of equal digits apart. Raises IndexFault
    for any purpose but "registration" and for a value without a letter or digit. At most 64 characters.
    """
    return _fingerprint(value, purpose, field, key_ring().current(KeyPurpose.INDEX))


def blind_index_candidates(value: str, *, purpose: str, field: str = "") -> tuple[str, ...]:
    """The fingerprints under every key, newest first: what to look up while an index is being rebuilt."""
    return tuple(_fingerprint(value, purpose, field, key) for key in key_ring().keys(KeyPurpose.INDEX))


def normalise(value: str) -> str:
    """One spelling for full and half width, case, spaces, punctuation and foreign digits; +86 is dropped."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).casefold())
    kept = "".join(str(unicodedata.decimal(sign, sign)) for sign in folded if sign.isalnum())
    for prefix in ("0086", "86"):
        # A mainland mobile number has eleven digits and begins with 1, with or without the country code.
        if kept.isdecimal() and kept.startswith(f"{prefix}1") and len(kept) == len(prefix) + 11:
            return kept.removeprefix(prefix)
    return kept


def _fingerprint(value: str, purpose: str, field: str, key: Key) -> str:
    if purpose != "registration":
        raise IndexFault(f"A person is looked up for registration only, not for “{purpose}”.")
    text = normalise(value)
    if not text:
        raise IndexFault("Nothing is left to index: the value has no letter and no digit.")
    message = b"\0".join((b"xinqiao.index.v1", purpose.encode(), field.encode(), text.encode()))
    return f"{key.id}:{hmac.new(key.secret, message, hashlib.sha256).hexdigest()[:48]}"


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    """Head (version, key id), nonce and body of a sealed value."""
    if len(sealed) < 2 or sealed[0] != _VERSION:
        raise NotSealed("The value is not sealed, or was sealed by a newer version.")
    start = 2 + sealed[1]
    if len(sealed) < start + _NONCE_BYTES + _TAG_BYTES:
        raise NotSealed("The sealed value was cut short.")
    return sealed[:start], sealed[start : start + _NONCE_BYTES], sealed[start + _NONCE_BYTES :]
