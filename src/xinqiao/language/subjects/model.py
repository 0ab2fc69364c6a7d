"""Which subject does a text have, how sure is that, and on which of its words does it rest?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.subjects.answer import Evidence, Subject
from xinqiao.language.subjects.calibration import Calibration, probabilities
from xinqiao.language.subjects.features import Vocabulary, Weighed
from xinqiao.language.subjects.segmenting import words_of

_MOST_EVIDENCE = 5

__all__ = ["Evidence", "Subject", "SubjectModel"]


@dataclass(slots=True)
class SubjectModel:
    """A linear model over the words of a text, with its calibration; ask it by `read`."""

    labels: tuple[str, ...]
    vocabulary: Vocabulary
    weights: NDArray[np.float32]
    offset: NDArray[np.float32]
    calibration: Calibration
    silent: frozenset[str]

    def read(self, text: str, bound: float | None = None) -> Subject:
        """The subject of a raw text. `bound` is the confidence below which it abstains; without it, that of 95 %."""
        found = words_of(text, self.silent)
        weighed = self.vocabulary.weigh(found.words)
        shares = probabilities(self._scores(weighed)[np.newaxis])[0]
        order = np.argsort(-shares, kind="stable")
        best = int(order[0])
        lengths = np.array([len(found.words)], dtype=np.float64)
        known = len(weighed.numbers) > 0
        sure = float(self.calibration.confidence(shares[np.newaxis], lengths)[0]) if known else 0.0
        return Subject(
            label=self.labels[best],
            confidence=sure,
            abstains=sure < (self.calibration.bounds[0] if bound is None else bound),
            others=tuple((self.labels[place], float(shares[place])) for place in order[1:3]),
            evidence=self._evidence(weighed, best, found.words, found.spans),
        )

    def scores(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """The scores of texts given as their words, one row a text, one column a label."""
        return np.array([self._scores(self.vocabulary.weigh(words)) for words in texts]).reshape(-1, len(self.labels))

    def _scores(self, weighed: Weighed) -> NDArray[np.float64]:
        return np.asarray(weighed.weights @ self.weights[weighed.numbers] + self.offset, dtype=np.float64)

    def _evidence(
        self, weighed: Weighed, best: int, words: Sequence[str], spans: Sequence[tuple[int, int]]
    ) -> tuple[Evidence, ...]:
        if not len(weighed.numbers):
            return ()
        rows = self.weights[weighed.numbers]
        # What speaks for this label more than for the labels on the whole.
        shares = weighed.weights * (rows[:, best] - rows.mean(axis=1)) / np.bincount(weighed.occurrences)
        of_words = np.bincount(weighed.owners, shares[weighed.occurrences], minlength=len(words))
        told: dict[str, Evidence] = {}
        for place in np.argsort(-of_words, kind="stable")[: 4 * _MOST_EVIDENCE]:
            if of_words[place] <= 0 or len(told) == _MOST_EVIDENCE:
                break
            start, end = spans[place]
            told.setdefault(words[place], Evidence(start, end, words[place], float(of_words[place])))
        return tuple(told.values())
