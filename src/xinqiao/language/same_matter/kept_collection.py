"""The collection in files: mapped into memory, so that all who read them share one copy and load what they look at."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.same_matter.characters import NUMBERS, Writing, distinct_numbers
from xinqiao.language.same_matter.collection import BLOCK, Collection

# One text in the table: whose it is (the id in two halves), where its characters begin, and how many they are.
_TEXT = np.dtype([("high", "<u8"), ("low", "<u8"), ("start", "<i8"), ("length", "<i4"), ("heading", "<i4")])
_TABLE, _COUNTS = "table.bin", "texts_with.bin"
_SMALLEST_TABLE = 4096
_LOW = (1 << 64) - 1
_LOOKED_UP = 5000


class Torn(Exception):
    """The files are not what they were when they were written last: they are made anew from the database."""


class KeptCollection(Collection):
    """A collection whose characters, table and counts are files of one folder; a text is known by an id as well."""

    def __init__(self, folder: Path, *, size: int, writes: bool, begins: bool) -> None:
        super().__init__(starts=np.zeros(0, np.int64), texts_with=np.zeros(0, np.int32), size=size)
        self.grows_unweighed = 0.01
        self._folder = folder
        self._mode: Any = "r+" if writes else "r"
        if begins:
            _stretch(folder / _TABLE, _SMALLEST_TABLE * _TEXT.itemsize)
            _stretch(folder / _COUNTS, NUMBERS * 4)
        self._open()

    @property
    def end(self) -> int:
        """Where the last text ends; kept beside the number of texts, it shows whether the table is theirs."""
        last = self.size - 1
        return int(self.starts[last]) + int(self.lengths[last]) if self.size else 0

    def ids_of(self, numbers: NDArray[np.int64]) -> list[UUID]:
        """Whose texts these are."""
        rows = self._table[numbers]
        return [UUID(int=int(high) << 64 | int(low)) for high, low in zip(rows["high"], rows["low"], strict=True)]

    def number_of(self, owner: UUID) -> int | None:
        """The number of the text of `owner`; None where it is not here."""
        high, low = owner.int >> 64, owner.int & _LOW
        here = self._table[: self.size]
        found = np.flatnonzero((here["low"] == low) & (here["high"] == high))
        return int(found[-1]) if len(found) else None

    def differing(self, owners: Iterable[UUID]) -> tuple[list[UUID], list[UUID]]:
        """Which of `owners` have no text here, and whose texts are here that are not among them."""
        here = self._table[: self.size]
        highs, lows = np.array(here["high"]), np.array(here["low"])
        order = np.argsort(lows, kind="stable")
        is_surplus = (highs | lows) != 0
        missing, rest = [], iter(owners)
        while part := list(islice(rest, _LOOKED_UP)):
            low = np.array([owner.int & _LOW for owner in part], dtype=np.uint64)
            high = np.array([owner.int >> 64 for owner in part], dtype=np.uint64)
            if not len(order):
                missing += part
                continue
            at = order[np.minimum(np.searchsorted(lows, low, sorter=order), len(order) - 1)]
            is_here = (lows[at] == low) & (highs[at] == high)
            is_surplus[at[is_here]] = False
            missing += [owner for owner, here_too in zip(part, is_here, strict=True) if not here_too]
        return missing, self.ids_of(np.flatnonzero(is_surplus))

    def owners(self) -> set[UUID]:
        """Whose texts are here, all of them."""
        here = self._table[: self.size]
        return set(self.ids_of(np.flatnonzero(here["low"] | here["high"])))

    def add_of(self, owner: UUID, writing: Writing) -> int:
        """Take the text of `owner`; answers its number."""
        number = self.add(writing)
        self._table["high"][number], self._table["low"][number] = owner.int >> 64, owner.int & _LOW
        return number

    def forget(self, number: int) -> None:
        """Take a text's characters and owner away; its number stays empty."""
        block, begin = divmod(int(self.starts[number]), BLOCK)
        self.blocks[block][begin : begin + int(self.lengths[number])] = 0
        for name in ("high", "low", "length", "heading"):
            self._table[name][number] = 0

    def flush(self) -> None:
        """Write to the disk what stands in memory."""
        for mapped in (self._table, self.texts_with, *self.blocks):
            if isinstance(mapped, np.memmap):
                mapped.flush()

    def adopt(self, size: int) -> None:
        """Go on from the first `size` texts, and count anew in how many each bigram and name stands: a writer was stopped."""
        self.size = size
        self._go_on()
        self.texts_with[:] = 0
        for number in range(size):
            units, _lengths = self.gather(np.array([number]))
            self.texts_with[distinct_numbers(units)] += 1

    def _open(self) -> None:
        """Map the files. Raises Torn where one is missing, short, or says what cannot be."""
        try:
            self._map_table()
            self.texts_with = self._mapped(_COUNTS, np.dtype(np.int32), NUMBERS)
            if self.size > len(self._table):
                raise Torn(f"{_TABLE} is shorter than {self.size} texts")
            self._check_table()
            while (self._folder / _block_name(len(self.blocks))).exists():
                self._map_block()
        except (OSError, ValueError) as fault:
            raise Torn(str(fault)) from fault
        self._go_on()

    def _check_table(self) -> None:
        here = self._table[: self.size]
        begins, ends = here["start"], here["start"] + here["length"]
        if (here["length"] < 0).any() or (begins[1:] < ends[:-1]).any() or (begins[:1] != 0).any():
            raise Torn(f"{_TABLE} is not in order")

    def _map_table(self) -> None:
        self._table = np.memmap(self._folder / _TABLE, _TEXT, self._mode)
        self.starts, self.lengths, self.headings = (self._table[name] for name in ("start", "length", "heading"))

    def _map_block(self) -> None:
        self.blocks.append(self._mapped(_block_name(len(self.blocks)), np.dtype(np.uint16), BLOCK))

    def _mapped(self, name: str, kind: np.dtype[Any], count: int) -> NDArray[Any]:
        """A file of `count` numbers, mapped. Raises Torn where it is shorter: mapping it would fill it up with nothing."""
        if (self._folder / name).stat().st_size != count * kind.itemsize:
            raise Torn(f"{name} has not the length it had")
        return np.memmap(self._folder / name, kind, self._mode, shape=(count,))

    def _go_on(self) -> None:
        """The next text begins where the last one ends."""
        end = self.end
        if end > len(self.blocks) * BLOCK:
            raise Torn("characters are missing")
        # The block in use is the last one; one that was begun and not reached is reached later.
        self._used = end - (len(self.blocks) - 1) * BLOCK if self.blocks else 0
        while self._used < 0:
            self.blocks.pop()
            self._used += BLOCK

    def _make_room(self, units: int) -> None:
        if not self.blocks or self._used + units > BLOCK:
            _stretch(self._folder / _block_name(len(self.blocks)), BLOCK * 2)
            self._map_block()
            self._used = 0
        if self.size == len(self._table):
            self._table.flush()
            _stretch(self._folder / _TABLE, 2 * len(self._table) * _TEXT.itemsize)
            self._map_table()


def _block_name(number: int) -> str:
    return f"characters-{number:04d}.bin"


def _stretch(file: Path, size: int) -> None:
    """Make the file so long; what was not written takes no room on the disk."""
    with file.open("ab") as stretched:
        stretched.truncate(size)
