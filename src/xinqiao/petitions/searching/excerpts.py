"""Where in a text do the words stand that were searched for? A short piece of it, with the words marked."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xinqiao.petitions.searching.folding import fold_with_places
from xinqiao.petitions.searching.words import Word

BEFORE, LENGTH = 24, 96


class Part(NamedTuple):
    """A part of a piece of text, marked or not."""

    text: str
    is_marked: bool


def marked(text: str, words: Iterable[Word]) -> list[Part]:
    """The whole text in parts, each place where a word stands marked."""
    folded, places = fold_with_places(text)
    spans = _spans(folded, words)
    parts: list[Part] = []
    at = 0
    for start, end in spans:
        first, last = places[start], places[end - 1] + 1
        parts += [Part(text[at:first], is_marked=False), Part(text[first:last], is_marked=True)]
        at = last
    parts.append(Part(text[at:], is_marked=False))
    return [part for part in parts if part.text]


def excerpt(texts: Sequence[str], words: Sequence[Word]) -> list[Part]:
    """A short piece of the text that says most of the words, from a little before the first of them; [] without texts."""
    if not texts:
        return []
    best = max(texts, key=lambda text: said_in(text, words))
    folded, places = fold_with_places(best)
    spans = _spans(folded, words)
    start = max(0, places[spans[0][0]] - BEFORE) if spans else 0
    piece = " ".join(best[start : start + LENGTH].split())
    parts = marked(piece, words)
    if start:
        parts.insert(0, Part("…", is_marked=False))
    if start + LENGTH < len(best):
        parts.append(Part("…", is_marked=False))
    return parts


def said_in(text: str, words: Iterable[Word]) -> int:
    """How many of the words a text says."""
    folded, _places = fold_with_places(text)
    return sum(word.folded in folded for word in words)


def _spans(folded: str, words: Iterable[Word]) -> list[tuple[int, int]]:
    """Where words stand, from the left; places that overlap are one."""
    found: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word.folded)
        while at >= 0:
            found.append((at, at + len(word.folded)))
            at = folded.find(word.folded, at + len(word.folded))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
