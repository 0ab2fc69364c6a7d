"""The index of matters: which earlier petitions are about the same matter as this text?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.same_matter.candidates import CandidateIndex, heaviest_bigrams, heaviest_names
from xinqiao.language.same_matter.characters import Writing, read_writing
from xinqiao.language.same_matter.collection import LONGEST_COMPARED, Collection
from xinqiao.language.same_matter.comparing import FEATURES, Comparer
from xinqiao.language.same_matter.judging import Judgement, judgement

# Candidates out of both searches that are compared closely.
COMPARED = 250

# Of those compared the first ten are judged: how probable it is decides among them.
_JUDGED = 10


@dataclass(frozen=True, slots=True)
class Match:
    """A text found: its number in the index, how probable it is the same matter, and whether the judgement says so."""

    number: int
    score: float
    same_matter: bool


class MatterIndex:
    """Texts by their numbers, in the order in which they were added; what was added is found after `commit`."""

    def __init__(
        self,
        trained: Judgement | None = None,
        *,
        collection: Collection | None = None,
        found_by: CandidateIndex | None = None,
    ) -> None:
        self.collection = collection if collection is not None else Collection()
        self._found_by = found_by if found_by is not None else CandidateIndex()
        self._comparer = Comparer(self.collection)
        self._trained = trained

    def __len__(self) -> int:
        return self.collection.size

    def add(self, text: str) -> int:
        """Take one more text; answers its number."""
        writing = read_writing(text)
        number = self.collection.add(writing)
        self._found_by.add(number, writing)
        return number

    def holds(self, number: int, text: str) -> bool:
        """Is the text of that number this one, as far as it is compared?"""
        units, _lengths = self.collection.gather(np.array([number]))
        return bool(np.array_equal(units, read_writing(text).units[:LONGEST_COMPARED]))

    def commit(self) -> None:
        """Let what was added be found."""
        self._found_by.commit()

    def similar(self, text: str, *, limit: int, but: int | None = None, compared: int = COMPARED) -> list[Match]:
        """The texts most probably about the same matter, best first; `but` leaves out the text's own number."""
        trained = self._trained or judgement()
        numbers, features = self.features(text, limit=compared)
        if but is not None:
            kept = numbers != but
            numbers, features = numbers[kept], features[kept]
        first = trained.order(features)[: max(limit, _JUDGED)]
        numbers, scores = numbers[first], trained.chances(features[first])
        best = np.argsort(-scores, kind="stable")[:limit]
        return [
            Match(int(number), float(score), bool(score >= trained.same_from))
            for number, score in zip(numbers[best], scores[best], strict=True)
        ]

    def candidates(self, text: str | Writing, *, limit: int) -> NDArray[np.int64]:
        """The texts that share most with this one by either search, best first: half by words, half by names.

        Who names the same place in other words is not found by words, who names none not by names.
        """
        writing = read_writing(text) if isinstance(text, str) else text
        weights = self.collection.weights
        named = self._found_by.find_by_names(heaviest_names(writing, weights), limit // 2).tolist()
        worded = self.worded(writing, limit=limit).tolist()
        found = dict.fromkeys(number for pair in zip_longest(worded, named) for number in pair if number is not None)
        return np.array(list(found)[:limit], dtype=np.int64)

    def worded(self, text: str | Writing, *, limit: int) -> NDArray[np.int64]:
        """The texts that share most with this one by the plain search over bigrams (BM25), best first."""
        writing = read_writing(text) if isinstance(text, str) else text
        return self._found_by.find_by_words(heaviest_bigrams(writing, self.collection.weights), limit)

    def features(self, text: str | Writing, *, limit: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Candidates and what the text shares with each (see `comparing.FEATURES`)."""
        writing = read_writing(text) if isinstance(text, str) else text
        numbers = self.candidates(writing, limit=limit)
        if not len(numbers):
            return numbers, np.zeros((0, len(FEATURES)), dtype=np.float32)
        return numbers, self._comparer.compare(writing, numbers)
