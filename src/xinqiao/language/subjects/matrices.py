"""How do many texts stand in one table for a learner? Apart from the features, so that reading one text needs no learner's parts."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from xinqiao.language.subjects.features import Vocabulary


def matrix_of(vocabulary: Vocabulary, texts: Sequence[Sequence[str]]) -> csr_matrix:
    """One row a text, one column a feature of the vocabulary."""
    rows = [vocabulary.weigh(words) for words in texts]
    ends = np.cumsum([0, *(len(row.numbers) for row in rows)])
    values = np.concatenate([row.weights for row in rows]) if rows else np.zeros(0, np.float32)
    columns = np.concatenate([row.numbers for row in rows]) if rows else np.zeros(0, np.int32)
    return csr_matrix((values, columns, ends), shape=(len(rows), len(vocabulary.features)))
