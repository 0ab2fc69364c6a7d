"""Three separate questions: the same letter? the same matter by the same person? the same matter by others?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from xinqiao.language.same_matter.characters import number_bigrams, read_writing

# Of the bigrams of both texts so many in common make it the same letter, sent again or signed by another.
_SAME_LETTER = 0.9


class Relation(StrEnum):
    """How a letter stands to an earlier one."""

    SAME_LETTER = "same_letter"
    REPEAT = "repeat"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Letter:
    """A text and whose it is, where that is known."""

    text: str
    person: str | None = None


def relation_of(letter: Letter, earlier: Letter, *, same_matter: bool) -> Relation | None:
    """The relation of a letter to an earlier one that the judgement calls the same matter or not; None: another.

    A letter is the same when its words are, whoever sent it. A person who is not known is nobody's repeat.
    """
    if is_same_letter(letter.text, earlier.text):
        return Relation.SAME_LETTER
    if not same_matter:
        return None
    same_person = letter.person is not None and letter.person == earlier.person
    return Relation.REPEAT if same_person else Relation.GROUP


def is_same_letter(text: str, other: str) -> bool:
    """Are both texts the same but for signs, greetings and a few words?"""
    one, two = read_writing(text).units, read_writing(other).units
    if min(len(one), len(two)) < 2:
        return bool(np.array_equal(one, two))
    ours, theirs = np.unique(number_bigrams(one)), np.unique(number_bigrams(two))
    return bool(len(np.intersect1d(ours, theirs)) >= _SAME_LETTER * len(np.union1d(ours, theirs)))
