"""The texts that are compared: their characters one after another, and what each bigram and name weighs among them."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.same_matter.characters import BIGRAM_NUMBERS, NUMBERS, Writing, distinct_numbers
from xinqiao.language.same_matter.usual import usual_counts

# Of a very long text the beginning is compared: what it is about stands there.
LONGEST_COMPARED = 1500

# A word of which one text in e to the power of this has one weighs 1.
_SELDOM = np.float32(9.0)

# Characters to a block (32 MB): growing copies nothing.
BLOCK = 1 << 24


@dataclass(slots=True)
class Collection:
    """Characters of all texts in blocks, where each text begins, and in how many texts each bigram and name stands."""

    blocks: list[NDArray[np.uint16]] = field(default_factory=list)
    starts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1024, dtype=np.int64))
    lengths: NDArray[np.int32] = field(default_factory=lambda: np.zeros(1024, dtype=np.int32))
    headings: NDArray[np.int32] = field(default_factory=lambda: np.zeros(1024, dtype=np.int32))
    texts_with: NDArray[np.int32] = field(default_factory=lambda: np.zeros(NUMBERS, dtype=np.int32))
    size: int = 0
    # By so much of itself it may grow before the weights are computed anew.
    grows_unweighed: float = 0.0
    _used: int = 0
    _weights: NDArray[np.float32] | None = None
    _weighed: int = 0

    def add(self, writing: Writing) -> int:
        """Take one more text; answers its number."""
        units = writing.units[:LONGEST_COMPARED]
        self._make_room(len(units))
        block = self.blocks[-1]
        block[self._used : self._used + len(units)] = units
        self.starts[self.size] = (len(self.blocks) - 1) * BLOCK + self._used
        self.lengths[self.size] = len(units)
        self.headings[self.size] = min(writing.heading, len(units))
        self._used += len(units)
        self.texts_with[distinct_numbers(units)] += 1
        self.size += 1
        return self.size - 1

    @property
    def weights(self) -> NDArray[np.float32]:
        """What each bigram and name weighs: 1 where it stands in next to no text, 0 where it stands in all.

        Words weigh by the share of texts that have them; names by how many texts name them, whatever the number of texts.
        """
        if self._weights is None or abs(self.size - self._weighed) > self.grows_unweighed * self._weighed:
            self._weighed = self.size
            self._weights = weigh(self.texts_with, self.size)
        return self._weights

    def gather(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
        """The characters of those texts one after another, and the length of each."""
        parts = []
        for number in numbers:
            block, begin = divmod(int(self.starts[number]), BLOCK)
            parts.append(self.blocks[block][begin : begin + int(self.lengths[number])])
        units = np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint16)
        return units, self.lengths[numbers].astype(np.int64)

    def _make_room(self, units: int) -> None:
        if not self.blocks or self._used + units > BLOCK:
            # zeros: the system gives the pages only when they are written
            self.blocks.append(np.zeros(BLOCK, dtype=np.uint16))
            self._used = 0
        if self.size == len(self.starts):
            for name in ("starts", "lengths", "headings"):
                column = getattr(self, name)
                setattr(self, name, np.concatenate([column, np.zeros(len(column), dtype=column.dtype)]))


def weigh(texts_with: NDArray[np.int32], texts: int) -> NDArray[np.float32]:
    """What each bigram and name weighs among so many texts, of which `texts_with` have it.

    An office begins with no petition at all: what letters usually say is counted as if so many were there already.
    """
    usual = usual_counts()
    among = texts + usual.texts + 1.0
    weights: NDArray[np.float32] = np.log(among / (texts_with + usual.texts_with + 0.5), dtype=np.float32)
    weights[:BIGRAM_NUMBERS] /= _SELDOM
    weights[BIGRAM_NUMBERS:] /= np.float32(np.log(among / 0.5))
    return weights.clip(0.0, 1.0)
