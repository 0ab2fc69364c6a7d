"""How is a secret file made, once, by whichever process comes first, and read by all the others?"""

import os
import secrets
import tempfile
from pathlib import Path


def read_or_make_secret(path: Path) -> str:
    """The secret in `path`, made now if it does not exist yet.

    Raises RuntimeError with one sentence when other users can read the file or it is empty.
    """
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o007:
        raise RuntimeError(f"The key file {path} can be read by every user: give it mode 0600 and start again.")
    secret = path.read_text(encoding="ascii").strip()
    if not secret:
        raise RuntimeError(f"The key file {path} is empty: restore it from the copy of the keys, or delete it.")
    return secret


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written whole beside its place, then linked: two first starts agree on one file, never on half a file.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix="draft-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(50))
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
    finally:
        os.unlink(temporary)
