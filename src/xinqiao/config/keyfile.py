"""How is the file of keys made, once, by whichever process comes first, and read by all the others?"""

import json
import os
import secrets
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import Any

FIRST_ID = "k1"


def read_or_make(path: Path) -> dict[str, Any]:
    """The keys in `path`, which is made with fresh ones when it does not exist yet.

    Raises RuntimeError with one sentence when the file is readable by others or is not what we wrote.
    """
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        raise RuntimeError(f"The key file {path} can be read by other users; run chmod 600 on it and start again.")
    try:
        keys: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        keys["sealing"][keys["sealing_current"]], keys["signing"][keys["signing_current"]]
        keys["session"], keys["blind_index"]
    except (ValueError, KeyError, TypeError) as fault:
        raise RuntimeError(f"The key file {path} is damaged; restore it from the office's safe.") from fault
    return keys


def fresh_keys() -> dict[str, Any]:
    """New random keys of every purpose, each under the first key id."""

    def key() -> str:
        return b64encode(secrets.token_bytes(32)).decode()

    return {
        "sealing": {FIRST_ID: key()},
        "sealing_current": FIRST_ID,
        "signing": {FIRST_ID: key()},
        "signing_current": FIRST_ID,
        "blind_index": key(),
        "session": secrets.token_urlsafe(50),
    }


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written whole beside its place, then linked: two first starts agree on one file, never on half a file.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix="keys-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(fresh_keys(), out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
    finally:
        os.unlink(temporary)
