"""Is a model file the one that this release was measured with? Its bytes, or one sentence that says what is wrong."""

import hashlib
from pathlib import Path


class WrongFile(ValueError):
    """A model file that is missing, not the one its digest names, or not readable; the message is one sentence."""


def bytes_of(path: Path, digest: str | None = None) -> bytes:
    """The content of the file in `path`; refused when its SHA-256 is not `digest`. Raises `WrongFile`.

    A file that was changed may still be readable and answer wrongly, so that it is refused before it is read.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise WrongFile(f"The model file {path.name} cannot be read: {fault.strerror}.") from fault
    if digest is not None and hashlib.sha256(content).hexdigest() != digest:
        raise WrongFile(
            f"The model file {path.name} is not the one this release was measured with: its digest differs."
        )
    return content
