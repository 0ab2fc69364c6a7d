"""Which secret key is in use, which older ones still open, and where do they live?

Keys are files of one directory outside the database (`settings.XINQIAO_KEYS`), mode 0600: a stolen
copy of the database opens nothing. Each key has an id; `<purpose>.current` names the one in use.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32
_IDENTIFIER = re.compile(r"[0-9a-f]{12}")


class KeyPurpose(StrEnum):
    """What a key is for; a key of one purpose is never used for another."""

    SEALING = "sealing"
    INDEX = "index"
    RECEIPTS = "receipts"
    CODES = "codes"
    THROTTLE = "throttle"


class KeyFault(Exception):
    """The key ring cannot give the key asked for; the message says which and why."""


class MissingKey(KeyFault):
    """No key of this id is in the ring: it was lost, or the data comes from another office."""


class ExposedKey(KeyFault):
    """A key file can be read by every user of the machine."""


@dataclass(frozen=True, slots=True)
class Key:
    """One secret of 32 bytes with the id that ciphertexts carry."""

    id: str
    secret: bytes = field(repr=False)


class KeyRing:
    """The keys of one directory; new keys are made on first use and by `rotate`."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._loaded: dict[tuple[KeyPurpose, str], Key] = {}
        self._current: dict[KeyPurpose, tuple[tuple[int, int], str]] = {}

    def current(self, purpose: KeyPurpose) -> Key:
        """The key in use for this purpose, made now if there has never been one."""
        try:
            return self.key(purpose, self._current_id(purpose))
        except FileNotFoundError:
            return self._first(purpose)

    def key(self, purpose: KeyPurpose, identifier: str) -> Key:
        """The key of this id, in use or older. Raises MissingKey or ExposedKey."""
        known = self._loaded.get((purpose, identifier))
        if known is None:
            known = self._loaded[purpose, identifier] = self._read(purpose, identifier)
        return known

    def keys(self, purpose: KeyPurpose) -> tuple[Key, ...]:
        """Every key of this purpose, the one in use first."""
        current = self.current(purpose)
        others = sorted(self._identifiers(purpose) - {current.id})
        return (current, *(self.key(purpose, identifier) for identifier in others))

    def rotate(self, purpose: KeyPurpose) -> Key:
        """Make a new key and put it in use; older keys stay and still open what they sealed."""
        key = self._make(purpose)
        draft = self._write(f"{purpose}.next-{key.id}", key.id.encode())
        draft.replace(self._pointer(purpose))
        self._sync()
        return key

    def _first(self, purpose: KeyPurpose) -> Key:
        """Make the first key. Of several processes that start together only one wins."""
        key = self._make(purpose)
        draft = self._write(f"{purpose}.first-{key.id}", key.id.encode())
        try:
            # A hard link fails where the name exists: the loser drops its key and takes the winner's.
            os.link(draft, self._pointer(purpose))
        except FileExistsError:
            self._path(purpose, key.id).unlink()
            del self._loaded[purpose, key.id]
            key = self.key(purpose, self._current_id(purpose))
        finally:
            draft.unlink()
        self._sync()
        return key

    def _make(self, purpose: KeyPurpose) -> Key:
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = Key(id=secrets.token_hex(6), secret=secrets.token_bytes(KEY_BYTES))
        self._write(self._path(purpose, key.id).name, key.secret)
        self._loaded[purpose, key.id] = key
        return key

    def _write(self, name: str, content: bytes) -> Path:
        """Write a file that only its owner reads, on the disk before anything relies on it."""
        path = self.directory / name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return path

    def _sync(self) -> None:
        descriptor = os.open(self.directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _read(self, purpose: KeyPurpose, identifier: str) -> Key:
        if not _IDENTIFIER.fullmatch(identifier):
            raise MissingKey(f"“{identifier}” is not a key id.")
        path = self._path(purpose, identifier)
        try:
            mode = path.stat().st_mode
            secret = path.read_bytes()
        except FileNotFoundError:
            raise MissingKey(
                f"The {purpose} key {identifier} is not in the key directory: restore it from the backup of the keys."
            ) from None
        if mode & 0o007:
            raise ExposedKey(f"The key file {path.name} can be read by every user: give it mode 0600.")
        if len(secret) != KEY_BYTES:
            raise MissingKey(f"The key file {path.name} is damaged: it holds {len(secret)} bytes, not {KEY_BYTES}.")
        return Key(id=identifier, secret=secret)

    def _current_id(self, purpose: KeyPurpose) -> str:
        """The id in use; the pointer is read again only when another process has replaced it."""
        pointer = self._pointer(purpose)
        state = pointer.stat()
        stamp = (state.st_ino, state.st_mtime_ns)
        known = self._current.get(purpose)
        if known is None or known[0] != stamp:
            known = self._current[purpose] = (stamp, pointer.read_text().strip())
        return known[1]

    def _identifiers(self, purpose: KeyPurpose) -> set[str]:
        return {path.name.split(".")[1] for path in self._files(purpose)}

    def _files(self, purpose: KeyPurpose) -> Iterator[Path]:
        with suppress(FileNotFoundError):
            yield from self.directory.glob(f"{purpose}.*.key")

    def _path(self, purpose: KeyPurpose, identifier: str) -> Path:
        return self.directory / f"{purpose}.{identifier}.key"

    def _pointer(self, purpose: KeyPurpose) -> Path:
        return self.directory / f"{purpose}.current"


@lru_cache(maxsize=8)
def _ring(directory: str) -> KeyRing:
    return KeyRing(Path(directory))


def key_ring() -> KeyRing:
    """The key ring of this office, in the directory `settings.XINQIAO_KEYS`."""
    return _ring(str(settings.XINQIAO_KEYS))


def rotate(purpose: KeyPurpose) -> Key:
    """Put a new key in use for this purpose; what older keys sealed stays readable."""
    return key_ring().rotate(purpose)
