"""What of a text does a linear model weigh? Pieces of words, words and their neighbours, and its opening once more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Weights = NDArray[np.float32]

# How much each of the three blocks counts: pieces, words, opening.
BLOCK_WEIGHTS = (1.0, 0.7, 0.5)
_OPENING = 12
_LONGEST_PIECE = 4
_LONGEST_OPENING_PIECE = 3
_LONGEST_WORD = 24
_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """The features of one text: their numbers in order, their weights, and for evidence which word each occurrence is of."""

    numbers: Numbers
    weights: Weights
    occurrences: Numbers
    owners: Numbers


@dataclass(slots=True)
class Vocabulary:
    """The features that at least two texts of a collection share, how rare each is, and where the blocks end."""

    features: tuple[str, ...]
    rarity: Weights
    bounds: tuple[int, int, int]
    _number: dict[str, int] = field(init=False, repr=False)
    _of_word: dict[str, Numbers] = field(init=False, repr=False)
    _of_opening: dict[str, Numbers] = field(init=False, repr=False)
    # Neighbours by the numbers of their two words, in order, and the number of each: asked for all at once.
    _pairs: NDArray[np.int64] = field(init=False, repr=False)
    _pair_numbers: Numbers = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._number = {feature: number for number, feature in enumerate(self.features)}
        self._of_word, self._of_opening = {}, {}
        pieces_end, words_end, _ = self.bounds
        written = [(at, self.features[at][1:].split(" ")) for at in range(pieces_end, words_end)]
        pairs = [(at, self._number[f"w{one[0]}"], self._number[f"w{one[1]}"]) for at, one in written if len(one) == 2]
        known = np.array(pairs, dtype=np.int64).reshape(-1, 3)
        keys = known[:, 1] * len(self.features) + known[:, 2]
        order = np.argsort(keys)
        self._pairs, self._pair_numbers = keys[order], known[order, 0].astype(np.int32)

    def weigh(self, words: Sequence[str]) -> Weighed:
        """The features of a text's words, each block of length one times its weight; none of it known: empty."""
        numbers, owners = self._occurrences(words)
        found, occurrences, times = np.unique(numbers, return_inverse=True, return_counts=True)
        weights = ((1 + np.log(times)) * self.rarity[found]).astype(np.float32)
        start = 0
        for bound, weight in zip(self.bounds, BLOCK_WEIGHTS, strict=True):
            end = int(np.searchsorted(found, bound))
            length = float(np.sqrt(np.square(weights[start:end]).sum()))
            if length:
                weights[start:end] *= weight / length
            start = end
        return Weighed(found, weights, occurrences.astype(np.int32), owners)

    def words_of_pairs(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the words that make up those of `numbers` which are pairs of words."""
        keys = self._pairs[np.isin(self._pair_numbers, numbers)]
        return np.unique(np.concatenate([keys // len(self.features), keys % len(self.features)]))

    def _occurrences(self, words: Sequence[str]) -> tuple[Numbers, Numbers]:
        parts: list[Numbers] = []
        sizes = []
        for word in words:
            known = self._of_word.get(word)
            if known is None:
                known = self._remember(self._of_word, word, (*pieces(word), f"w{word}"))
            parts.append(known)
            sizes.append(len(known))
        owners = [np.repeat(np.arange(len(words), dtype=np.int32), sizes)]
        numbers, at_word = self._neighbours(parts)
        parts.append(numbers)
        owners.append(at_word)
        opening = words[:_OPENING]
        sizes = []
        for word in opening:
            known = self._of_opening.get(word)
            if known is None:
                known = self._remember(self._of_opening, word, opening_pieces(word))
            parts.append(known)
            sizes.append(len(known))
        owners.append(np.repeat(np.arange(len(opening), dtype=np.int32), sizes))
        return np.concatenate(parts), np.concatenate(owners)

    def _neighbours(self, of_words: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
        """The known pairs of neighbouring words, and the place of the first of each."""
        # The word itself is the last of its features, and stands above all pieces; where it is unknown, no pair is.
        own = np.array([known[-1] if len(known) else -1 for known in of_words], dtype=np.int64)
        if len(own) < 2 or not len(self._pairs):
            return np.zeros(0, np.int32), np.zeros(0, np.int32)
        keys = own[:-1] * len(self.features) + own[1:]
        places = np.minimum(np.searchsorted(self._pairs, keys), len(self._pairs) - 1)
        found = np.flatnonzero(self._pairs[places] == keys)
        return self._pair_numbers[places[found]], found.astype(np.int32)

    def _remember(self, memory: dict[str, Numbers], word: str, features: Sequence[str]) -> Numbers:
        if len(memory) >= _REMEMBERED:
            memory.clear()
        numbers = [number for number in map(self._number.get, features) if number is not None]
        known = np.array(numbers, dtype=np.int32)
        memory[word] = known
        return known


def pieces(word: str, longest: int = _LONGEST_PIECE, mark: str = "c") -> list[str]:
    """The runs of one to four characters of a word, its borders written as spaces: 拆迁 holds ` 拆`, `拆迁 ` and more."""
    short = word[:_LONGEST_WORD]
    bordered = f" {short} "
    found = [mark + character for character in short]
    for length in range(2, longest + 1):
        found += [mark + bordered[at : at + length] for at in range(len(bordered) - length + 1)]
    return found


def opening_pieces(word: str) -> list[str]:
    """The pieces of a word of the opening, where most letters name their matter."""
    return pieces(word, _LONGEST_OPENING_PIECE, "h")


def vocabulary_of(texts: Sequence[Sequence[str]]) -> Vocabulary:
    """The vocabulary of a collection: what two texts or more have; in a collection of a few texts, everything."""
    blocks: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
    memory: dict[str, list[str]] = {}
    for words in texts:
        for block, features in zip(blocks, _features_of(words, memory), strict=True):
            block.update(features)
    shared = 2 if len(texts) >= 1000 else 1
    kept = [sorted(feature for feature, texts_ in block.items() if texts_ >= shared) for block in blocks]
    times = np.array(
        [block[feature] for block, names in zip(blocks, kept, strict=True) for feature in names], dtype=np.float64
    )
    rarity = (np.log((1 + len(texts)) / (1 + times)) + 1).astype(np.float32)
    ends = np.cumsum([len(names) for names in kept])
    return Vocabulary(
        tuple(feature for names in kept for feature in names), rarity, (int(ends[0]), int(ends[1]), int(ends[2]))
    )


def _features_of(words: Sequence[str], memory: dict[str, list[str]]) -> Iterator[set[str]]:
    of_pieces: set[str] = set()
    for word in set(words):
        known = memory.get(word)
        if known is None:
            known = memory[word] = pieces(word)
        of_pieces.update(known)
    yield of_pieces
    yield {f"w{word}" for word in words} | {f"w{one} {two}" for one, two in pairwise(words)}
    yield {piece for word in words[:_OPENING] for piece in opening_pieces(word)}
