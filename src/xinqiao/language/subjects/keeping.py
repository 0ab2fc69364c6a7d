"""Which features of a model are worth their memory? A third carries the answers; the rest is chance, and misleads a little."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack

from xinqiao.language.subjects.features import BLOCK_WEIGHTS, Vocabulary

# A model of so many features holds some 50 MB; more features answered no better.
MOST_FEATURES = 120_000

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Kept:
    """The numbers of the features that stay, in order, and where the blocks end among them."""

    numbers: NDArray[np.int64]
    bounds: tuple[int, int, int]


def strongest(of_readers: Sequence[Weights], vocabulary: Vocabulary, most: int = MOST_FEATURES) -> Kept:
    """The features by which readers tell the labels apart farthest, each reader's weights in its own measure.

    A pair of words stays only with its two words, which are added.
    """
    told = np.zeros(len(vocabulary.features), np.float64)
    for weights in of_readers:
        apart = np.abs(weights - weights.mean(axis=1, keepdims=True)).max(axis=1) * vocabulary.rarity
        told += apart / (weights.std() or 1.0)
    chosen = np.zeros(len(told), bool)
    chosen[np.argsort(-told, kind="stable")[:most]] = True
    chosen[vocabulary.words_of_pairs(np.flatnonzero(chosen))] = True
    numbers = np.flatnonzero(chosen)
    first, second, third = (int(np.searchsorted(numbers, bound)) for bound in vocabulary.bounds)
    return Kept(numbers, (first, second, third))


def narrow_vocabulary(vocabulary: Vocabulary, kept: Kept) -> Vocabulary:
    """The vocabulary of the features that stay."""
    features = tuple(vocabulary.features[number] for number in kept.numbers)
    return Vocabulary(features, vocabulary.rarity[kept.numbers], kept.bounds)


def narrow_matrix(matrix: csr_matrix, kept: Kept) -> csr_matrix:
    """The texts as the narrow vocabulary weighs them: each block of its length again."""
    narrow = matrix[:, kept.numbers].tocsr()
    blocks, start = [], 0
    for end, weight in zip(kept.bounds, BLOCK_WEIGHTS, strict=True):
        block = narrow[:, start:end]
        lengths = np.sqrt(np.asarray(block.multiply(block).sum(axis=1)).ravel())
        blocks.append(diags(weight / np.maximum(lengths, 1e-9)) @ block)
        start = end
    joined: csr_matrix = hstack(blocks).tocsr()
    return joined
