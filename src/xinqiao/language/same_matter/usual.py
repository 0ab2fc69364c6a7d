"""What do letters to an administration usually say? In how many of so many letters each bigram and name stands."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.same_matter.characters import NUMBERS
from xinqiao.language.shipped import bytes_of

_COUNTS = Path(__file__).parent / "usual.npz"
_DIGEST = _COUNTS.with_suffix(".sha256")

# So many letters are counted as if they were there already: they decide in a young office, and little in a large one.
USUAL_TEXTS = 3000

# What fewer letters say is of one place or person: it is not kept.
_LEAST = 5


class Usual(NamedTuple):
    """So many letters, and in how many of them each bigram and name stands."""

    texts: int
    texts_with: NDArray[np.float32]


@cache
def usual_counts() -> Usual:
    """The shipped counts. Raises `WrongFile` where the file is not the one that was shipped."""
    content = bytes_of(_COUNTS, bytes_of(_DIGEST).decode("ascii", "replace").strip())
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        texts_with = np.zeros(NUMBERS, dtype=np.float32)
        texts_with[np.cumsum(kept["steps"])] = kept["texts_with"] * np.float32(USUAL_TEXTS / int(kept["texts"]))
    return Usual(USUAL_TEXTS, texts_with)


def save_usual_counts(texts_with: NDArray[np.int32], texts: int) -> None:
    """Write what was counted in so many letters beside this file; what only a few of them say is left out."""
    numbers = np.flatnonzero(texts_with >= _LEAST)
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        texts=np.int64(texts),
        steps=np.diff(numbers, prepend=0).astype(np.uint32),
        texts_with=np.minimum(texts_with[numbers], 65535).astype(np.uint16),
    )
    _COUNTS.write_bytes(buffer.getvalue())
    _DIGEST.write_text(hashlib.sha256(buffer.getvalue()).hexdigest() + "\n", encoding="ascii")
