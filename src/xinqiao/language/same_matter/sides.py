"""The two sides of a comparison: the text asked about, and the candidates one after another; and their districts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# What weighs no more, as one text in seven says it, is of no subject.
OF_A_SUBJECT = np.float32(0.22)

# What a name counts grows with this power of its weight: many common names together must not outweigh the seldom one.
SELDOM_COUNTS = 3

Floats = NDArray[np.float32]


@dataclass(slots=True)
class Question:
    """The text asked about: its distinct bigrams, their weights, and which belong to heading, names and numbers."""

    bigrams: NDArray[np.int32]
    weights: Floats
    heading: NDArray[np.bool_]
    names: NDArray[np.bool_]
    numbers: NDArray[np.bool_]
    districts: NDArray[np.int32]
    length: int

    @property
    def kinds(self) -> NDArray[np.int64]:
        """The kind of each bigram: 1 heading, 2 name, 4 number, added up."""
        return self.heading + 2 * self.names.astype(np.int64) + 4 * self.numbers


@dataclass(slots=True)
class Candidates:
    """The candidates' bigrams one after another; for each bigram its candidate, weight, marks and place in the question."""

    count: int
    lengths: NDArray[np.int64]
    owner: NDArray[np.int64]
    weights: Floats
    heading: NDArray[np.bool_]
    names: NDArray[np.bool_]
    numbers: NDArray[np.bool_]
    asked: NDArray[np.int32]
    districts: list[tuple[NDArray[np.int64], NDArray[np.int32]]]

    def weigh(self) -> Floats:
        """The weight of each candidate's bigrams by kind, 8 more where the question has it; repeated ones as often as they stand."""
        kind = self.heading + 2 * self.names.astype(np.int64) + 4 * self.numbers + 8 * (self.asked >= 0)
        flat = np.bincount(self.owner * 16 + kind, weights=self.weights, minlength=self.count * 16)
        return flat.reshape(self.count, 16).astype(np.float32)


def find_districts(units: NDArray[np.uint16]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Where districts stand that a publisher masked (A3区, K12县), and a number for each."""
    if len(units) < 3:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    letter, digit, end = units[:-2], units[1:-1], units[2:]
    is_letter = (letter >= ord("a")) & (letter <= ord("z"))
    is_digit = (digit >= ord("0")) & (digit <= ord("9"))
    is_end = (end == ord("区")) | (end == ord("县")) | (end == ord("市"))
    places = np.flatnonzero(is_letter & is_digit & is_end)
    return places, (letter[places].astype(np.int32) * 10 + digit[places]).astype(np.int32)
