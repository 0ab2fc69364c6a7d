"""What do linked letters share beside the place? Short ones about one place look alike, whatever their trouble is.

The judgement of one matter leans on names: of letters of two sentences these are half. So a link counts fully in an issue
only where both letters also say the same of the trouble: words that are seldom among all letters, or most of their words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xinqiao.language.places import find_places

# Of a text so much is read: what it is about stands there.
READ_CHARACTERS = 600
# Shared words that say so much are enough (squares of nats, summed over bigrams): some eight that one letter in a hundred has …
_ENOUGH_SAID = 72.0
# … or so large a share of the shorter one's bigrams.
_ENOUGH_SHARED = 0.6
# Among a handful of letters every word seems common: it is weighed as among this many at least.
_WEIGHED_AMONG = 200
_SIGNS = re.compile(r"[^\w]+")
_MASKED = re.compile(r"[A-Z]\d{0,2}[市区县]")


@dataclass(frozen=True, slots=True)
class Said:
    """The bigrams of a letter beside its places, and those of its places' names."""

    beside: frozenset[str]
    of_places: frozenset[str]


@dataclass(slots=True)
class Support:
    """In how many of all letters each bigram stands, and so how much two of them share beside the place."""

    letters: int = 0
    _letters_with: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """One more letter that says which words are usual."""
        self.letters += 1
        self._letters_with.update(_bigrams(text[:READ_CHARACTERS]))

    def of(self, one: Said, other: Said) -> float:
        """From 0, where they share nothing beside the place, to 1."""
        common = (one.beside & other.beside) - one.of_places - other.of_places
        share = len(common) / max(1, min(len(one.beside), len(other.beside)))
        # a sum that does not depend on the order in which a set gives them
        said = math.fsum(map(self._says, common))
        return min(1.0, max(said / _ENOUGH_SAID, share / _ENOUGH_SHARED))

    def _says(self, bigram: str) -> float:
        letters = max(self.letters, _WEIGHED_AMONG) + 1
        return math.log(letters / (self._letters_with[bigram] + 0.5)) ** 2


def read_said(text: str) -> Said:
    """What a letter says, for `Support.of`."""
    read = text[:READ_CHARACTERS]
    names = sorted({place.name for place in find_places(read[:400])}, key=lambda name: (-len(name), name))
    bare = _MASKED.sub(" ", read)
    for name in names:
        bare = bare.replace(name, " ")
    of_places = {name[at : at + 2] for name in names for at in range(len(name) - 1)}
    return Said(frozenset(_bigrams(bare)), frozenset(of_places))


def supported(
    links: Mapping[tuple[int, int], float], texts: Mapping[int, str], usual: Iterable[str]
) -> dict[tuple[int, int], float]:
    """The links with their probability times how far both texts support it; `usual` texts say which words are common.

    A link of which a text is not there stays as it is.
    """
    support = Support()
    for text in usual:
        support.add(text)
    said = {number: read_said(text) for number, text in texts.items()}
    return {
        (one, other): chance * support.of(said[one], said[other]) if one in said and other in said else chance
        for (one, other), chance in links.items()
    }


def _bigrams(text: str) -> set[str]:
    return {piece[at : at + 2] for piece in _SIGNS.split(text) for at in range(len(piece) - 1)}
