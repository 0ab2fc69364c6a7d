"""Into which grams is a text taken apart, so that a word of two characters is found without a dictionary?

Each Chinese character begins one gram: itself with the next one, or itself alone at the end of a run. A word of Latin
letters or digits is one gram. A word that is asked for is then a row of neighbouring grams, and a single character is
the beginning of a gram.
"""

import re
from collections.abc import Iterator

from xinqiao.petitions.searching.folding import fold

# Longer "words" are codes or rubbish, and no database indexes them.
LONGEST_WORD = 40
# A very long text is laid by in pieces: PostgreSQL keeps no places beyond the first sixteen thousand.
PIECE = 4_000
# A word that lies across two pieces stands whole in one of them.
OVERLAP = 100
_RUN = re.compile(r"[0-9a-z]+|[^\W_0-9a-z]+")


def grams_of(text: str) -> list[str]:
    """The grams of a text in their order."""
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if run.isascii():
            found.append(run[:LONGEST_WORD])
        else:
            found += [run[at : at + 2] for at in range(len(run))]
    return found


def pieces_of(text: str) -> Iterator[list[str]]:
    """The grams of a text in pieces that a database can hold; a text without a letter has none."""
    grams = grams_of(text)
    for start in range(0, max(1, len(grams) - OVERLAP), PIECE - OVERLAP):
        if piece := grams[start : start + PIECE]:
            yield piece
