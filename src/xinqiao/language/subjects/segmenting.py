"""Which words does a text have, where does each stand, and which of them say nothing about its subject?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import rjieba

# A letter longer than this is read to here: its subject is known long before.
LONGEST = 100_000

# A word is silent when published segmentations kept it in fewer than a tenth of the texts that have it.
_KEPT = 0.1
_SEEN_ENOUGH = 3

# Words without a subject, where no published segmentation teaches which: signs, particles, pronouns, courtesy.
SILENT = frozenset(Path(__file__).with_name("silent.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order, and where each begins and ends in it, in characters."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def words_of(text: str, silent: frozenset[str] = SILENT) -> Words:
    """The words of `text` without signs, spaces and the silent ones; an empty text has none."""
    # Half a character (a lone surrogate) cannot be given to the segmenter; a square keeps the places right.
    readable = text[:LONGEST].encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text[:LONGEST]
    found = [
        (word, (start, end))
        for word, start, end in rjieba.tokenize(readable)
        if word not in silent and (word.isalnum() or any(map(str.isalnum, word)))
    ]
    return Words(tuple(word for word, _ in found), tuple(span for _, span in found))


def silent_words(pairs: Iterable[tuple[str, Sequence[str]]]) -> frozenset[str]:
    """The silent words that published segmentations teach: pairs of a text and the words that were kept of it.

    With them a raw text and a published segmentation meet in one form; without any pair, `SILENT`.
    """
    seen: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for text, words in pairs:
        of_text = set(rjieba.cut(text[:LONGEST]))
        seen.update(of_text)
        kept.update(of_text.intersection(words))
    taught = {word for word, times in seen.items() if times >= _SEEN_ENOUGH and kept[word] < _KEPT * times}
    return frozenset(taught) if seen else SILENT
