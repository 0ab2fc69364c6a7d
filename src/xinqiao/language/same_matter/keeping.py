"""The index of matters on the disk: one process writes it, many read it, and a stopped writer leaves nothing wrong.

Below the folder: `state.json` names the folder in use and how many texts it holds; it is replaced in one step, after
everything it speaks of is on the disk. What is damaged, or of another version of this program, is made anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.same_matter.characters import Writing, read_writing
from xinqiao.language.same_matter.index import MatterIndex
from xinqiao.language.same_matter.kept_candidates import KeptCandidates
from xinqiao.language.same_matter.kept_collection import KeptCollection, Torn

_STATE, _LOCK = "state.json", "lock"
# What makes the files what they are: where one of these changed, they are made anew.
_MADE_BY = ("candidates.py", "characters.py", "collection.py", "kept_candidates.py", "kept_collection.py", "keeping.py")


class Busy(Exception):
    """Another process writes the index."""


class NoIndex(Exception):
    """There is none yet, or it is damaged and has to be made anew."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text found: whose it is, how probable it is the same matter, and whether the judgement says so."""

    owner: UUID
    score: float
    same_matter: bool


@dataclass(frozen=True, slots=True)
class _State:
    """The folder in use, how many texts are in it for certain, where they end, and whether a writer is adding to it."""

    folder: str
    size: int
    end: int
    is_written: bool


class KeptIndex(MatterIndex):
    """The index in files; a text is known by the id of its owner."""

    def __init__(self, folder: Path, *, size: int = 0, writes: bool = True, begins: bool = False) -> None:
        if begins:
            folder.mkdir(parents=True)
        self.folder = folder
        self.texts = KeptCollection(folder, size=size, writes=writes, begins=begins)
        self.search = KeptCandidates(folder / "found_by", writes=writes, begins=begins)
        if len(self.search) < size:
            raise Torn("texts are missing from the search")
        super().__init__(collection=self.texts, found_by=self.search)

    def add_of(self, owner: UUID, text: str) -> int:
        """Take the text of `owner`, which is found after the next commit; answers its number."""
        writing = read_writing(text)
        number = self.texts.add_of(owner, writing)
        self.search.add(number, writing)
        return number

    def candidates(self, text: str | Writing, *, limit: int) -> NDArray[np.int64]:
        """As in memory; without texts that were forgotten, or that a writer is about to add."""
        numbers = super().candidates(text, limit=limit)
        numbers = numbers[numbers < self.texts.size]
        return numbers[self.texts.lengths[numbers] > 0]

    def matters_like(self, text: str, *, limit: int, but: UUID | None = None) -> list[Found]:
        """Whose texts are most probably about the same matter, best first; `but` is the owner of the text itself."""
        own = self.texts.number_of(but) if but is not None else None
        matches = self.similar(text, limit=limit, but=own)
        owners = self.texts.ids_of(np.array([match.number for match in matches], dtype=np.int64))
        return [Found(owner, match.score, match.same_matter) for owner, match in zip(owners, matches, strict=True)]


class MatterWriter:
    """The one writer. What it added is there for readers, and after a crash, from `commit` on."""

    def __init__(self, home: Path, *, anew: bool = False) -> None:
        self._home = home
        self._is_written = False
        self.index, is_mended = (_begun(home), False) if anew else _opened_to_write(home)
        if is_mended:
            self.commit()

    def add(self, owner: UUID, text: str) -> None:
        """Take the text of `owner`, or leave the one that is there."""
        if self.index.texts.number_of(owner) is None:
            self.add_new(owner, text)

    def add_new(self, owner: UUID, text: str) -> None:
        """Take the text of an owner who has none here."""
        self._say_written()
        self.index.add_of(owner, text)

    def forget(self, owner: UUID) -> bool:
        """Take the text of `owner` away; whether there was one."""
        number = self.index.texts.number_of(owner)
        if number is None:
            return False
        self._say_written()
        self.index.texts.forget(number)
        return True

    def commit(self) -> None:
        """Let what was added be found, and stand."""
        self.index.texts.flush()
        self.index.commit()
        texts = self.index.texts
        _write_state(self._home, _State(self.index.folder.name, texts.size, texts.end, is_written=False))
        self._is_written = False
        for other in self._home.iterdir():
            if other.is_dir() and other != self.index.folder:
                shutil.rmtree(other, ignore_errors=True)

    def close(self) -> None:
        """Let others write."""
        self.index.search.close()

    def _say_written(self) -> None:
        """Note that counts are being changed: whoever comes after a stopped writer counts anew."""
        if not self._is_written:
            self._is_written = True
            state = _read_state(self._home)
            if state is not None and state.folder == self.index.folder.name:
                _write_state(self._home, replace(state, is_written=True))


@contextmanager
def writing(home: Path, *, anew: bool = False, patience_seconds: float = 30.0) -> Iterator[MatterWriter]:
    """The writer of the index below `home`, alone; `anew` begins an empty one. Raises Busy while another writes."""
    # It holds what people wrote: nobody else on this machine reads it.
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / _LOCK).open("ab") as lock:
        _take(lock.fileno(), patience_seconds)
        writer = MatterWriter(home, anew=anew)
        try:
            yield writer
        finally:
            writer.close()


class MatterReader:
    """Reads the index below `home` as it stands; nothing is loaded before the first question. Threads may share it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._index: KeptIndex | None = None

    def matters_like(self, text: str, *, limit: int, but: UUID | None = None) -> list[Found]:
        """Whose texts are most probably about the same matter, best first. Raises NoIndex."""
        with self._lock:
            return self._current().matters_like(text, limit=limit, but=but)

    def _current(self) -> KeptIndex:
        try:
            seen = (self._home / _STATE).stat()
        except OSError as missing:
            raise NoIndex from missing
        if self._index is None or self._seen != (seen.st_ino, seen.st_mtime_ns):
            self._index = _opened_to_read(self._home)
            self._seen = (seen.st_ino, seen.st_mtime_ns)
        return self._index


def _opened_to_read(home: Path) -> KeptIndex:
    state = _read_state(home)
    if state is None or not (home / state.folder).is_dir():
        raise NoIndex
    try:
        index = KeptIndex(home / state.folder, size=state.size, writes=False)
        _check_end(index, state)
    except Torn as torn:
        raise NoIndex from torn
    return index


def _opened_to_write(home: Path) -> tuple[KeptIndex, bool]:
    """The index in use, and whether it was mended after a writer that was stopped; an empty one where it is lost or damaged."""
    state = _read_state(home)
    if state is None or not (home / state.folder).is_dir():
        return _begun(home), False
    try:
        index = KeptIndex(home / state.folder, size=state.size)
        found = len(index.search)
        _check_end(index, state)
        is_mended = state.is_written or found > state.size
        if is_mended:
            # Characters are on the disk before the search says that they are there.
            index.texts.adopt(found)
    except Torn:
        return _begun(home), False
    return index, is_mended


def _begun(home: Path) -> KeptIndex:
    """A new and empty index in a folder of its own; the one in use stays in use until the first commit."""
    return KeptIndex(home / uuid4().hex[:12], begins=True)


def _check_end(index: KeptIndex, state: _State) -> None:
    """Raises Torn where the table is not the one that was written; a text that was being forgotten may have moved the end."""
    if not state.is_written and index.texts.end != state.end:
        raise Torn("the table is not the one that was written")


@cache
def made_by() -> str:
    """The digest of what makes the files."""
    package = resources.files(__package__)
    return hashlib.sha256(b"".join((package / name).read_bytes() for name in _MADE_BY)).hexdigest()[:16]


def _read_state(home: Path) -> _State | None:
    """What the folder says of itself; None where it says nothing, or what another version said."""
    try:
        told = json.loads((home / _STATE).read_text(encoding="utf-8"))
        state = _State(str(told["folder"]), int(told["size"]), int(told["end"]), bool(told["is_written"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    is_ours = told.get("made_by") == made_by() and state.size >= 0 and Path(state.folder).name == state.folder
    return state if is_ours and state.folder else None


def _write_state(home: Path, state: _State) -> None:
    """Replace the state in one step."""
    told = {"made_by": made_by(), **asdict(state)}
    fresh = home / f"{_STATE}.new"
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(told, out)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(home / _STATE)


def _take(lock: int, patience_seconds: float) -> None:
    """Take the lock, which the system gives back when this process ends in whatever way."""
    until = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as taken:
            if time.monotonic() >= until:
                raise Busy("Another process writes the index of matters.") from taken
            time.sleep(0.05)
