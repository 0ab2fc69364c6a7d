"""How are subjects read before anybody has labelled a text? From the words of the tree, then from unlabelled texts.

First each text is scored by the words that the tree (or the label's own name) gives a subject. The texts in which those
words are plainest teach a model, which reads all texts anew, and so on: words that stand beside the tree's join them.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from xinqiao.language.subjects.calibration import AIMS, Calibration, probabilities
from xinqiao.language.subjects.features import vocabulary_of
from xinqiao.language.subjects.matrices import matrix_of
from xinqiao.language.subjects.model import SubjectModel
from xinqiao.language.subjects.segmenting import words_of
from xinqiao.language.subjects.training import NotTrainable, read_by_contrasts, train
from xinqiao.language.subjects.tree import branch_called

# The share of each subject's texts, plainest first, that teaches the next round.
_ROUNDS = (0.4, 0.6, 0.8)
_OPENING = 12
_OPENING_WEIGHT = 2.0
# What is kept of the tree's own word scores beside the model's in each round.
_TREE_STAYS = 0.35
_ENOUGH_TEXTS = 200
# Where the tree alone taught: its scores are stretched, and the odds they mean were measured on letters of seven subjects.
_STRETCH = 2.0
SEEDS_ALONE = Calibration(1.24, 2.0, (0.7, 0.93))
_SAMPLE = 1000
# Texts that agree with the words they were found by look surer than they are: measured on the same letters, twice.
_FLATTER = 0.3


def train_cold(texts: Sequence[Sequence[str]], labels: Sequence[str], silent: frozenset[str]) -> SubjectModel:
    """The model of these labels that no labelled text taught; `texts`, as words, are unlabelled. Raises NotTrainable.

    Its confidence is set so that on the whole it claims to be right no oftener than it agrees with the tree's words.
    """
    if len(labels) < 2:
        raise NotTrainable("A model needs at least two subjects.")
    names = sorted(labels)
    lesson, of_lesson = seeds(names, silent)
    if len(texts) < _ENOUGH_TEXTS:
        return _model_of_seeds(lesson, np.searchsorted(names, of_lesson), tuple(names), silent)
    told = standard(tree_scores(texts, names))
    vocabulary = vocabulary_of([*texts, *lesson])
    matrix, seed_rows = matrix_of(vocabulary, texts), matrix_of(vocabulary, lesson)
    seed_numbers = np.searchsorted(names, of_lesson)
    scores = told
    for share in _ROUNDS:
        read = _round(matrix, (seed_rows, seed_numbers), scores, share)
        scores = standard(read) + _TREE_STAYS * told
    plain = plainest(scores, 0.9)
    taught = [*(texts[row] for row in plain), *lesson]
    numbers = scores.argmax(axis=1)
    model = train(taught, [*(names[numbers[row]] for row in plain), *of_lesson], silent)
    return _cautious(model, texts, float((numbers == told.argmax(axis=1)).mean()))


def seeds(labels: Sequence[str], silent: frozenset[str]) -> tuple[list[tuple[str, ...]], list[str]]:
    """The tree's words and invented sentences as texts, with the label of each; a label outside it is its own text."""
    texts: list[tuple[str, ...]] = []
    names: list[str] = []
    for label in labels:
        branch = branch_called(label)
        written = [label, label]
        for matter in branch.matters() if branch else ():
            written += [" ".join(matter.words), *matter.examples]
        texts += [words_of(one, silent).words for one in written]
        names += [label] * len(written)
    return texts, names


def lexicon(labels: Sequence[str]) -> dict[str, list[str]]:
    """The words that speak for each label: those of its matters in the tree, else the label and its pairs of characters."""
    said = {}
    for label in labels:
        branch = branch_called(label)
        if branch:
            said[label] = sorted({word for matter in branch.matters() for word in matter.words})
        else:
            said[label] = sorted({label, *(label[at : at + 2] for at in range(len(label) - 1))})
    return said


def tree_scores(texts: Sequence[Sequence[str]], labels: Sequence[str]) -> NDArray[np.float64]:
    """How plainly the words of each label stand in each text, the opening twice; a word of many texts counts little."""
    said = lexicon(labels)
    words = sorted({word for of_label in said.values() for word in of_label})
    owners = np.array([[word in said[label] for label in labels] for word in words], dtype=float)
    owners /= owners.sum(axis=1, keepdims=True)
    counts = np.zeros((len(texts), len(words)))
    for row, text in enumerate(texts):
        whole, opening = "".join(text), "".join(text[:_OPENING])
        for column, word in enumerate(words):
            times = whole.count(word)
            if times:
                counts[row, column] = 1 + np.log(times) + (_OPENING_WEIGHT if word in opening else 0.0)
    rarity = np.log((1 + len(texts)) / (1 + (counts > 0).sum(axis=0)))
    scores: NDArray[np.float64] = (counts * rarity) @ owners
    return scores


def standard(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores about nought in each text, and of one spread on the whole."""
    centred = scores - scores.mean(axis=1, keepdims=True)
    spread: NDArray[np.float64] = centred / (centred.std() or 1.0)
    return spread


def plainest(scores: NDArray[np.float64], share: float) -> list[int]:
    """The rows whose best label leads farthest, that share of the rows of each label."""
    best = scores.argmax(axis=1)
    ranked = np.sort(scores, axis=1)
    lead = ranked[:, -1] - ranked[:, -2]
    kept: list[int] = []
    for label in np.unique(best):
        rows = np.flatnonzero((best == label) & (lead > 0))
        kept += rows[np.argsort(-lead[rows], kind="stable")][: max(1, int(share * len(rows)))].tolist()
    return sorted(kept)


def _round(
    matrix: csr_matrix, seed: tuple[csr_matrix, NDArray[np.int64]], scores: NDArray[np.float64], share: float
) -> NDArray[np.float64]:
    rows = plainest(scores, share)
    taught = vstack([matrix[rows], seed[0]]).tocsr()
    numbers = np.concatenate([scores.argmax(axis=1)[rows], seed[1]])
    weights, base = read_by_contrasts(taught, numbers, scores.shape[1])
    return np.asarray(matrix @ weights + base, dtype=np.float64)


def _model_of_seeds(
    lesson: Sequence[Sequence[str]], numbers: NDArray[np.int64], names: tuple[str, ...], silent: frozenset[str]
) -> SubjectModel:
    vocabulary = vocabulary_of(lesson)
    weights, base = read_by_contrasts(matrix_of(vocabulary, lesson), numbers, len(names))
    return SubjectModel(names, vocabulary, weights * _STRETCH, base * _STRETCH, SEEDS_ALONE, silent)


def _cautious(model: SubjectModel, texts: Sequence[Sequence[str]], right: float) -> SubjectModel:
    """The same model claiming, on the whole, to be right as often as `right`; no label proves its bounds."""
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    shares, lengths = probabilities(model.scores(sample)), np.array([len(words) for words in sample], dtype=np.float64)
    low, high = -20.0, 20.0
    while high - low > 1e-3:
        offset = (low + high) / 2
        claimed = Calibration(_FLATTER, offset, AIMS).confidence(shares, lengths).mean()
        low, high = (offset, high) if claimed < right else (low, offset)
    return replace(model, calibration=Calibration(_FLATTER, low, AIMS))
