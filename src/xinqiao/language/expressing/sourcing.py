"""Does a draft made by a model say only what the person said? Each sentence is traced to hers; what has no source is shown."""

import re
from dataclasses import dataclass

from xinqiao.language.expressing.elements import Piece, sentences_of
from xinqiao.language.redaction import find_personal_data

_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万两]+(?=[元万个月年日天次户人栋])")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
# Below this share of its pairs of characters found in one of her sentences, a sentence has no source.
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Sourced:
    """One sentence of a draft: the sentence of hers it rests on, or None; numbers and names she never said."""

    draft: Piece
    source: Piece | None
    invented: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it rests on her words and adds no number and no name."""
        return self.source is not None and not self.invented


def sourced(draft: str, original: str) -> tuple[Sourced, ...]:
    """Each sentence of `draft` beside the sentence of `original` it rests on."""
    sources = sentences_of(original)
    names = {span.text for span in find_personal_data(draft) if span.kind != "address"}
    return tuple(_traced(sentence, sources, original, names) for sentence in sentences_of(draft))


def without_source(draft: str, original: str) -> tuple[Sourced, ...]:
    """The sentences of `draft` that say something she did not: a draft with any is not to be used as it is."""
    return tuple(sentence for sentence in sourced(draft, original) if not sentence.is_sound)


def _traced(sentence: Piece, sources: tuple[Piece, ...], original: str, names: set[str]) -> Sourced:
    runs = _pairs(sentence.words)
    shares = [(len(runs & _pairs(source.words)) / max(1, len(runs)), source) for source in sources]
    share, best = max(shares, key=lambda found: found[0], default=(0.0, None))
    said = [number for number in _NUMBER.findall(sentence.words) if number not in original]
    said += [name for name in names if name in sentence.words and name not in original]
    return Sourced(sentence, best if share >= ENOUGH else None, tuple(dict.fromkeys(said)))


def _pairs(words: str) -> set[str]:
    bare = "".join(_HAN.findall(words))
    return {bare[at : at + 2] for at in range(len(bare) - 1)} or {bare}
