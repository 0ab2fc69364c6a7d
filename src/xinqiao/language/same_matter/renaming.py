"""Is one text the other with another place put in? What stands for what, where the rest was taken over."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.same_matter.characters import Writing, mark_names, number_bigrams, read_writing

# difflib takes quadratic time.
_COMPARED = 1200
_LONGEST_NAME = 12
_NUMERALS = frozenset("0123456789一二三四五六七八九十百两零")


class Renamed(NamedTuple):
    """What the first text says, and what the other says in its place."""

    name: str
    other: str


def shared_share(text: str, other: str) -> float:
    """The share of the bigrams of both texts together that both have (0 to 1)."""
    one, two = read_writing(text).units, read_writing(other).units
    if min(len(one), len(two)) < 2:
        return float(np.array_equal(one, two))
    ours, theirs = np.unique(number_bigrams(one)), np.unique(number_bigrams(two))
    return len(np.intersect1d(ours, theirs)) / len(np.union1d(ours, theirs))


def renamed(text: str, other: str) -> list[Renamed]:
    """Names that were exchanged between two texts otherwise alike: in a heading, or more than once.

    A name that stands anywhere in the other text as well was not exchanged, nor was a number of a house.
    """
    one, two = read_writing(text[:_COMPARED]), read_writing(other[:_COMPARED])
    matcher = SequenceMatcher(None, one.units.tolist(), two.units.tolist(), autojunk=False)
    found: dict[Renamed, int] = {}
    for what, begin, end, other_begin, other_end in matcher.get_opcodes():
        if what != "replace":
            continue
        pair = Renamed(_widened(one, begin, end), _widened(two, other_begin, other_end))
        if _is_exchange(pair, one, two) and _is_name(one, begin, end) and _is_name(two, other_begin, other_end):
            in_heading = begin < one.heading or other_begin < two.heading
            found[pair] = found.get(pair, 0) + (2 if in_heading else 1)
    return [pair for pair, weight in found.items() if weight > 1]


def _widened(writing: Writing, begin: int, end: int) -> str:
    """The characters with those that make a name of them: up to the one that ends it, back to the end of the one before."""
    units = writing.units
    while end < len(units) and end - begin < _LONGEST_NAME and _joins(units, end - 1):
        end += 1
    while begin > 0 and end - begin < _LONGEST_NAME and _joins(units, begin - 1):
        begin -= 1
    return writing.folded[begin:end]


def _joins(units: NDArray[np.uint16], place: int) -> bool:
    """Whether the name goes on after this character: it stands in one, and does not end it."""
    marks = mark_names(units[place : place + 4])
    return bool(len(marks) and marks[0]) and not _ends_name(units[place])


def _ends_name(unit: np.uint16) -> bool:
    return bool(mark_names(np.array([0, unit], dtype=np.uint16))[0])


def _is_exchange(pair: Renamed, one: Writing, two: Writing) -> bool:
    is_number = not set(pair.name) - _NUMERALS or not set(pair.other) - _NUMERALS
    return not is_number and pair.name not in two.folded and pair.other not in one.folded


def _is_name(writing: Writing, begin: int, end: int) -> bool:
    return end - begin <= _LONGEST_NAME and bool(mark_names(writing.units)[max(begin - 1, 0) : end].any())
