"""Does a letter hold several matters, and which? Its parts are read one by one; neighbours of one subject are one matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xinqiao.language.ports import SubjectReader
from xinqiao.language.subjects.answer import Subject

# A new paragraph, or an item with a number, may begin another matter.
_PART = re.compile(
    r"\n+|(?<=[。；;！!？?])(?=(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.．]|第[一二三四五六七八九][,，、:：点]|另外|此外)"
)
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the letter, from `start` to `end` in characters, with its subject; its evidence counts from `start`."""

    start: int
    end: int
    subject: Subject


def read_several(reader: SubjectReader, text: str) -> tuple[Part, ...]:
    """The matters of a letter in order; one that covers the whole where its parts do not surely differ."""
    parts = [
        (start, end, subject) for start, end in _parts(text) if not (subject := reader.read(text[start:end])).abstains
    ]
    merged: list[tuple[int, int, str]] = []
    for start, end, subject in parts:
        if merged and merged[-1][2] == subject.label:
            merged[-1] = (merged[-1][0], end, subject.label)
        else:
            merged.append((start, end, subject.label))
    if len({label for _, _, label in merged}) < 2:
        return (Part(0, len(text), reader.read(text)),)
    return tuple(Part(start, end, reader.read(text[start:end])) for start, end, _ in merged)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _PART.finditer(text):
        if found.start() - start >= _SHORTEST:
            yield start, found.start()
            start = found.end()
    if len(text) - start >= _SHORTEST:
        yield start, len(text)
