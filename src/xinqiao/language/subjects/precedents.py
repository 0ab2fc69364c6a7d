"""Which earlier letters are nearest to this one, as its model sees them? For an officer to compare, never to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from xinqiao.language.subjects.matrices import matrix_of
from xinqiao.language.subjects.model import SubjectModel
from xinqiao.language.subjects.segmenting import words_of


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier letter, by its id, with its subject and its nearness from nought to one."""

    id: str
    label: str
    nearness: float


class Precedents:
    """A collection of read letters, a few ten thousand at most: all are compared."""

    def __init__(self, model: SubjectModel, letters: Sequence[tuple[str, str, str]]) -> None:
        """Take letters as id, subject and text."""
        self._model = model
        self._known = [(identifier, label) for identifier, label, _ in letters]
        rows = matrix_of(model.vocabulary, [words_of(text, model.silent).words for _, _, text in letters])
        self._lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        self._columns: csr_matrix = rows.T.tocsr()

    def nearest(self, text: str, wanted: int = 3) -> tuple[Precedent, ...]:
        """The `wanted` letters nearest to `text`, nearest first; those with nothing in common are left out."""
        weighed = self._model.vocabulary.weigh(words_of(text, self._model.silent).words)
        if not len(weighed.numbers) or not self._known:
            return ()
        common = np.asarray(weighed.weights @ self._columns[weighed.numbers]).ravel()
        own = float(np.sqrt(np.square(weighed.weights).sum()))
        near = common / np.maximum(self._lengths * own, 1e-9)
        order = np.argsort(-near, kind="stable")[:wanted]
        return tuple(
            Precedent(identifier, label, float(min(near[place], 1.0)))
            for place in order
            if near[place] > 0
            for identifier, label in [self._known[place]]
        )
