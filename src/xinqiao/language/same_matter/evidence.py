"""What shows that two letters are about the same matter? The passages they share, where they stand in each."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from xinqiao.language.same_matter.characters import read_writing

# Shorter agreement is chance in Chinese prose.
_SHORTEST = 3

# Longer texts are compared as far as this: difflib takes quadratic time.
_COMPARED = 1200


class Passage(NamedTuple):
    """The same words in both texts: characters `start` to `end` of one, `other_start` to `other_end` of the other."""

    start: int
    end: int
    other_start: int
    other_end: int


def shared_passages(text: str, other: str, *, limit: int = 12) -> list[Passage]:
    """The longest passages that both texts have, in the order of the first; signs, spaces and width do not matter."""
    one, two = read_writing(text[:_COMPARED]), read_writing(other[:_COMPARED])
    ours, theirs = one.units.tolist(), two.units.tolist()
    taken = [False] * len(theirs)
    passages: list[tuple[int, Passage]] = []
    # what stands earlier in one text may stand later in the other: each search begins anew on what is left
    waiting = [(0, len(ours))]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    while waiting and len(passages) < 4 * limit:
        begin, end = waiting.pop()
        match = matcher.find_longest_match(begin, end, 0, len(theirs))
        if match.size < _SHORTEST:
            continue
        waiting += [(begin, match.a), (match.a + match.size, end)]
        if any(taken[match.b : match.b + match.size]):
            continue
        taken[match.b : match.b + match.size] = [True] * match.size
        last, other_last = match.a + match.size - 1, match.b + match.size - 1
        spans = (
            int(one.places[match.a]),
            int(one.places[last]) + 1,
            int(two.places[match.b]),
            int(two.places[other_last]) + 1,
        )
        passages.append((match.size, Passage(*spans)))
    longest = sorted(passages, key=lambda pair: -pair[0])[:limit]
    return sorted(passage for _size, passage in longest)
