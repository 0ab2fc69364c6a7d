"""On which sentences of the letter does each sentence of a summary rest that a model or a person wrote? What rests on none is shown."""

import re
from dataclasses import dataclass

from xinqiao.language.expressing import Piece, sourced
from xinqiao.language.redaction.script import simplified
from xinqiao.language.summaries.stretches import stretches_of

# A sentence of a summary may put together so many of the letter's own.
_MOST = 3
# It rests on them where they hold this share of its pairs of characters; each further one adds this share at least.
ENOUGH = 0.5
_ADDS = 0.12
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
# What turns a sentence into its opposite: where none of the sources has any, it was not said.
_NOT = re.compile(r"不|没|未|无(?!锡)|拒绝|\b(?:no|not|never|without)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rested:
    """One sentence of a summary, those of the letter it rests on, and numbers, names and negations that they do not say."""

    sentence: Piece
    sources: tuple[Piece, ...]
    invented: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it rests on the letter and adds no number, name or negation. Words alike may still mean something else."""
        return bool(self.sources) and not self.invented


def rests_on(summary: str, letter: str) -> tuple[Rested, ...]:
    """Each sentence of `summary` beside those of `letter` that it rests on; sources stand in the letter's order and script.

    Raises `WrongFile` where the model that finds names is not the one installed.
    """
    read = simplified(letter)
    sources = [(Piece(one.words, one.start, one.end), _pairs(simplified(one.words))) for one in stretches_of(letter)]
    rested = []
    for one in sourced(simplified(summary), read):
        found = _sources(_pairs(one.draft.words), sources)
        invented = one.invented + _negations(one.draft.words, found)
        own = Piece(summary[one.draft.start : one.draft.end], one.draft.start, one.draft.end)
        rested.append(Rested(own, found, invented))
    return tuple(rested)


def _sources(wanted: set[str], sources: list[tuple[Piece, set[str]]]) -> tuple[Piece, ...]:
    """The fewest that hold most of it, at most three; none where they hold less than enough."""
    found: list[Piece] = []
    missing = set(wanted)
    while missing and len(found) < _MOST:
        adds, at = max(((len(missing & pairs), -at) for at, (_piece, pairs) in enumerate(sources)), default=(0, 0))
        if adds < _ADDS * len(wanted) or not adds:
            break
        piece, pairs = sources[-at]
        found.append(piece)
        missing -= pairs
    held = 1 - len(missing) / max(1, len(wanted))
    return tuple(sorted(found, key=lambda piece: piece.start)) if held >= ENOUGH else ()


def _negations(words: str, sources: tuple[Piece, ...]) -> tuple[str, ...]:
    said = _NOT.findall(words)
    return tuple(said[:1]) if sources and not any(_NOT.search(simplified(one.words)) for one in sources) else ()


def _pairs(words: str) -> set[str]:
    bare = "".join(_WORDS.findall(words)).lower()
    return {bare[at : at + 2] for at in range(len(bare) - 1)} or {bare}
