"""A signed receipt as one short text: it fits a QR code on paper, so that whoever scans the sheet holds the proof itself.

`XQR1.` and, in the alphabet of web addresses: version, key id, signature, digest of the text, digests and sizes of the
files, and the four plain fields. Nothing is shortened: the same signature verifies.
"""

import re
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.safeguards.receipts import ALGORITHM, TYPE, VERSION, ReceiptFault

PREFIX = "XQR1."
_WRITTEN = re.compile(rb"XQR1\.([A-Za-z0-9_-]+)")
_KEY_BYTES, _SIGNATURE_BYTES, _DIGEST_BYTES, _SIZE_BYTES = 6, 64, 32, 6
_PLAIN = ("reference", "received_at", "channel", "by")


def receipt_text(document: Mapping[str, Any]) -> str:
    """The text of a signed receipt, as `sign_receipt` made it."""
    content = document["content"]
    files = b"".join(
        bytes.fromhex(file["sha256"]) + int(file["size"]).to_bytes(_SIZE_BYTES) for file in content["files"]
    )
    packed = b"".join(
        (
            bytes((VERSION,)),
            bytes.fromhex(document["key"]),
            b64decode(document["signature"]),
            bytes.fromhex(content["text_sha256"]),
            bytes((len(content["files"]),)),
            files,
            "\n".join(str(content[name]) for name in _PLAIN).encode(),
        )
    )
    return PREFIX + urlsafe_b64encode(packed).decode().rstrip("=")


def read_receipt_text(source: bytes) -> dict[str, Any] | None:
    """The receipt written somewhere in these bytes (a scanned text, a web address, a PDF of ours); None where none is.

    Raises ReceiptFault for one that is cut short. Whether it is genuine `verify_receipt` says.
    """
    found = _WRITTEN.search(source)
    if found is None:
        return None
    try:
        return _unpacked(urlsafe_b64decode(found[1] + b"=" * (-len(found[1]) % 4)))
    except (ValueError, IndexError) as fault:
        raise ReceiptFault(_("Parts of this receipt are missing or were added.")) from fault


def _unpacked(packed: bytes) -> dict[str, Any]:
    if packed[0] != VERSION:
        raise ReceiptFault(_("This receipt was made by another version; verify it with the version that made it."))
    rest = packed[1:]

    def take(length: int) -> bytes:
        nonlocal rest
        taken, rest = rest[:length], rest[length:]
        if len(taken) != length:
            raise ValueError("The receipt is cut short.")
        return taken

    key, signature, text = take(_KEY_BYTES), take(_SIGNATURE_BYTES), take(_DIGEST_BYTES)
    files = [
        {"sha256": take(_DIGEST_BYTES).hex(), "size": int.from_bytes(take(_SIZE_BYTES))} for _nth in range(take(1)[0])
    ]
    plain = rest.decode().split("\n", len(_PLAIN) - 1)
    return {
        "type": TYPE,
        "version": VERSION,
        "algorithm": ALGORITHM,
        "key": key.hex(),
        "signature": b64encode(signature).decode(),
        "content": dict(zip(_PLAIN, plain, strict=True)) | {"text_sha256": text.hex(), "files": files},
    }
