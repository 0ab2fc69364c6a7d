"""How does a model of subjects come out of labelled texts? Three linear readers, weighed against each other out of fold.

All three are linear over one vocabulary, and so is the reader that weighs them: what is kept is one table of weights,
quick to ask, in which the share of each word in an answer can be read off exactly.
"""

import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from xinqiao.language.subjects.calibration import fit_calibration
from xinqiao.language.subjects.features import Vocabulary, vocabulary_of
from xinqiao.language.subjects.keeping import narrow_matrix, narrow_vocabulary, strongest
from xinqiao.language.subjects.matrices import matrix_of
from xinqiao.language.subjects.model import SubjectModel

_FOLDS = 5
_SEED = 2022
_SAME_OPENING = 40
_ENOUGH_RAW = 500

Weights = NDArray[np.float32]
Labels = NDArray[np.int64]
# Answers the weights (features × labels) and the offset of each label.
Reader = Callable[[csr_matrix, Labels, int], tuple[Weights, Weights]]


class NotTrainable(ValueError):
    """These texts teach no model; the text is one sentence."""


def train(
    texts: Sequence[Sequence[str]],
    labels: Sequence[str],
    silent: frozenset[str],
    raw: Sequence[bool] | None = None,
) -> SubjectModel:
    """The model that texts, as their words, teach with the label of each. Raises NotTrainable.

    Confidence and the bounds of abstaining are fixed here, on texts that the readers had not seen (five folds, texts
    with one opening never on both sides): on those marked `raw`, which are like the texts to come, if they suffice.
    """
    names = tuple(sorted(set(labels)))
    if len(names) < 2:
        raise NotTrainable("A model needs texts of at least two subjects.")
    if min(Counter(labels).values()) < 2:
        raise NotTrainable("A model needs at least two texts of each subject.")
    vocabulary = vocabulary_of(texts)
    matrix = matrix_of(vocabulary, texts)
    numbers = np.searchsorted(names, labels)
    unseen = _out_of_fold(matrix, numbers, groups_of(texts), vocabulary, len(names))
    weigher = LogisticRegression(C=1.0, max_iter=500).fit(unseen, numbers)
    mixing, start = _per_label(weigher.coef_, weigher.intercept_)
    scores = unseen @ mixing.T + start
    read = [reader(matrix, numbers, len(names)) for reader in _readers(vocabulary.bounds)]
    kept = strongest([of_reader for of_reader, _ in read], vocabulary)
    parts = np.split(mixing, len(read), axis=1)
    weights = sum(of_reader[kept.numbers] @ part.T for (of_reader, _), part in zip(read, parts, strict=True))
    offset = start + sum(part @ base for (_, base), part in zip(read, parts, strict=True))
    lengths = np.array([len(words) for words in texts], dtype=np.float64)
    like_those_to_come = np.array(raw if raw is not None and sum(raw) >= _ENOUGH_RAW else [True] * len(numbers))
    return SubjectModel(
        labels=names,
        vocabulary=narrow_vocabulary(vocabulary, kept),
        weights=np.asarray(weights, dtype=np.float32),
        offset=np.asarray(offset, dtype=np.float32),
        calibration=fit_calibration(
            scores[like_those_to_come], numbers[like_those_to_come], lengths[like_those_to_come]
        ),
        silent=silent,
    )


def groups_of(texts: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """One number for the texts that open alike: copies of one letter must not be taught and asked at once."""
    known: dict[str, int] = {}
    return np.array([known.setdefault("".join(words)[:_SAME_OPENING], len(known)) for words in texts])


def folds_of(
    numbers: Labels, groups: NDArray[np.int64], wanted: int = _FOLDS, seed: int = _SEED
) -> list[tuple[Any, Any]]:
    """The rows to teach and the rows to ask, `wanted` times, each text asked once."""
    with warnings.catch_warnings():
        # A subject with fewer texts than folds is simply absent from some of them.
        warnings.simplefilter("ignore", UserWarning)
        splitter = StratifiedGroupKFold(min(wanted, len(set(groups))), shuffle=True, random_state=seed)
        return list(splitter.split(numbers, numbers, groups))


def _out_of_fold(
    matrix: csr_matrix, numbers: Labels, groups: NDArray[np.int64], vocabulary: Vocabulary, labels: int
) -> NDArray[np.float64]:
    readers = _readers(vocabulary.bounds)
    scores = np.zeros((len(numbers), labels * len(readers)))
    for taught, asked in folds_of(numbers, groups):
        read = [reader(matrix[taught], numbers[taught], labels) for reader in readers]
        # Narrowed as the whole model will be: what is unseen must be read as it will be read.
        kept = strongest([weights for weights, _ in read], vocabulary)
        narrow = narrow_matrix(matrix[asked], kept)
        scores[asked] = np.hstack([narrow @ weights[kept.numbers] + base for weights, base in read])
    return scores


def _readers(bounds: tuple[int, int, int]) -> tuple[Reader, ...]:
    pieces, words, _ = bounds

    def margins(matrix: csr_matrix, numbers: Labels, labels: int) -> tuple[Weights, Weights]:
        return _without(matrix, (pieces, words), lambda kept: _margins(kept, numbers, labels))

    def probabilities(matrix: csr_matrix, numbers: Labels, labels: int) -> tuple[Weights, Weights]:
        return _without(matrix, (0, pieces), lambda kept: _probabilities(kept, numbers, labels), until=words)

    return (margins, probabilities, read_by_contrasts)


def _without(
    matrix: csr_matrix,
    span: tuple[int, int],
    read: Callable[[csr_matrix], tuple[Weights, Weights]],
    until: int | None = None,
) -> tuple[Weights, Weights]:
    """Read without the features of `span`, and without those from `until`; their weights are nought."""
    kept = np.ones(matrix.shape[1], bool)
    kept[span[0] : span[1]] = False
    if until is not None:
        kept[until:] = False
    columns = np.flatnonzero(kept)
    of_kept, base = read(matrix[:, columns])
    weights = np.zeros((matrix.shape[1], of_kept.shape[1]), np.float32)
    weights[columns] = of_kept
    return weights, base


def _margins(matrix: csr_matrix, numbers: Labels, labels: int) -> tuple[Weights, Weights]:
    """A support vector machine over each label against the others."""
    return _one_by_one(matrix, numbers, labels, lambda _: None, 0.3)


def read_by_contrasts(matrix: csr_matrix, numbers: Labels, labels: int) -> tuple[Weights, Weights]:
    """The same with each feature stretched by how much likelier it is under the label (Wang and Manning 2012)."""
    present = matrix.sign()

    def stretch(is_label: NDArray[np.bool_]) -> Weights:
        with_label = 1 + np.asarray(present[is_label].sum(0)).ravel()
        without = 1 + np.asarray(present[~is_label].sum(0)).ravel()
        ratio = np.log(with_label / with_label.sum()) - np.log(without / without.sum())
        stretched: Weights = ratio.astype(np.float32)
        return stretched

    return _one_by_one(matrix, numbers, labels, stretch, 0.5)


def _one_by_one(
    matrix: csr_matrix,
    numbers: Labels,
    labels: int,
    stretch: Callable[[NDArray[np.bool_]], Weights | None],
    softness: float,
) -> tuple[Weights, Weights]:
    weights = np.zeros((matrix.shape[1], labels), np.float32)
    base = np.full(labels, -1.0, np.float32)
    for label in range(labels):
        is_label = numbers == label
        if is_label.all() or not is_label.any():
            # A fold of a small lesson may hold one subject alone: nothing is to be told apart.
            base[label] = 1.0 if is_label.all() else -1.0
            continue
        factor = stretch(is_label)
        seen = matrix if factor is None else matrix.multiply(factor[np.newaxis, :]).tocsr()
        machine = LinearSVC(C=softness, random_state=_SEED).fit(seen, is_label)
        weights[:, label] = machine.coef_[0] if factor is None else machine.coef_[0] * factor
        base[label] = machine.intercept_[0]
    return weights, base


def _probabilities(matrix: csr_matrix, numbers: Labels, labels: int) -> tuple[Weights, Weights]:
    """A logistic regression over words."""
    if len(np.unique(numbers)) < 2:
        return np.zeros((matrix.shape[1], labels), np.float32), (np.arange(labels) == numbers[0]).astype(np.float32)
    with warnings.catch_warnings():
        # It is stopped early: more rounds cost time and change no answer.
        warnings.simplefilter("ignore", ConvergenceWarning)
        machine = LogisticRegression(C=30, max_iter=30).fit(matrix, numbers)
    coefficients, intercept = _per_label(machine.coef_, machine.intercept_)
    weights = np.zeros((matrix.shape[1], labels), np.float32)
    base = np.full(labels, float(intercept.min()) - 1, np.float32)
    weights[:, machine.classes_] = coefficients.T
    base[machine.classes_] = intercept
    return weights, base


def _per_label(coefficients: Any, intercept: Any) -> tuple[Any, Any]:
    """One row a label also where two labels share one."""
    if len(intercept) == 1:
        return np.vstack([-coefficients / 2, coefficients / 2]), np.array([-intercept[0] / 2, intercept[0] / 2])
    return coefficients, intercept
