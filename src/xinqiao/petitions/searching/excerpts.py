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


class Reading:
    """A text read once for some words: which of them it says, and where."""

    def __init__(self, text: str, words: Iterable[Word]) -> None:
        self.text = text
        folded, places = fold_with_places(text)
        found = {word.folded: _places_of(word.folded, folded) for word in words}
        self.said = {word for word, spans in found.items() if spans}
        spans = sorted(span for spans in found.values() for span in spans)
        self._spans = [(places[start], places[end - 1] + 1) for start, end in _joined(spans)]

    def marked(self) -> list[Part]:
        """The whole text in parts, each place where a word stands marked."""
        return self._parts(0, len(self.text))

    def excerpt(self) -> list[Part]:
        """A short piece of the text, from a little before the first of the words."""
        start = max(0, self._spans[0][0] - BEFORE) if self._spans else 0
        end = min(len(self.text), start + LENGTH)
        parts = self._parts(start, end)
        if start:
            parts.insert(0, Part("…", is_marked=False))
        if end < len(self.text):
            parts.append(Part("…", is_marked=False))
        return parts

    def _parts(self, start: int, end: int) -> list[Part]:
        parts: list[Part] = []
        at = start
        for first, last in self._spans:
            if first >= end:
                break
            parts += [
                Part(self.text[at:first], is_marked=False),
                Part(self.text[first : min(last, end)], is_marked=True),
            ]
            at = min(last, end)
        parts.append(Part(self.text[at:end], is_marked=False))
        return [part for part in parts if part.text]


def best_of(readings: Sequence[Reading]) -> Reading:
    """The reading that says most of the words, the first of those that say as many."""
    return max(readings, key=lambda reading: len(reading.said))


def _places_of(word: str, folded: str) -> list[tuple[int, int]]:
    found = []
    at = folded.find(word)
    while at >= 0:
        found.append((at, at + len(word)))
        at = folded.find(word, at + len(word))
    return found


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
