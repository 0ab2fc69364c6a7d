"""What is an issue called? Its place, and the words about the trouble that most of its petitions share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from xinqiao.language.places import find_places

_LEADING = re.compile(
    r"^(?:关于|反映|投诉|举报|咨询|请问|建议|希望|再次|恳请|请求|强烈要求|强烈|坚决反对|坚决|请|问|对|的|在|附近的?|小区|旁边?的?)+"
)
_SIGNS = re.compile(r"[^\w]+")
_LONGEST_NAME = 24
_A_LENGTH = re.compile(r"[一二两三四五六七八九十百几\d]+(?:里|公里|段|条)路$")


class Phrase(NamedTuple):
    """Words that petitions of an issue share, and how many of them have these words."""

    words: str
    petitions: int


def place_of(texts: Sequence[str]) -> str:
    """The place that most texts name, with the masked or named district before it; "" where none is shared."""
    names: Counter[str] = Counter()
    districts: Counter[str] = Counter()
    for text in texts:
        places = find_places(text[:400])
        names.update({name for place in places if not place.is_masked and (name := _bare_name(place.name))})
        districts.update({place.name for place in places if place.is_masked and len(place.name) > 2})
    least = max(2, (len(texts) + 1) // 2) if len(texts) > 1 else 1
    # a name counts in each text that holds it, found there as a name or not
    held = {name: sum(name in text for text in texts) for name, _count in names.most_common(40)}
    shared = [name for name, count in held.items() if count >= least]
    district = next((name for name, count in districts.most_common(1) if count * 3 >= len(texts)), "")
    # of a name and a longer one that holds it the longer, where as many texts have it
    name = max(shared, key=lambda name: (held[name] * min(len(name), 6), name), default="")
    return district + name


def _bare_name(name: str) -> str:
    """Without what only stands before it (交付的某某小区); "" for a way that is told by its length (四里路)."""
    bare = name.rpartition("的")[2]
    return "" if len(bare) < 2 or _A_LENGTH.search(bare) else bare


def trouble_of(headings: Sequence[str], place: str) -> str:
    """What the headings say beside the place, in the words of the heading most like the others."""
    best = max(headings, key=lambda heading: (_agreement(heading, headings), -len(heading)))
    for part in find_places(place) or ():
        best = best.replace(part.name, "")
    best = _SIGNS.sub("", re.sub(r"[A-Z]\d{0,2}[市区县]", "", best))
    return _LEADING.sub("", best)[:_LONGEST_NAME]


def shared_phrases(texts: Sequence[str], *, limit: int = 5, least: int = 0) -> list[Phrase]:
    """The longest words for words that at least half of the texts share, none inside another; what shows they belong together.

    `least`: instead of half so many texts at least have to share them.
    """
    pieces = [_SIGNS.sub(" ", text[:600]) for text in texts]
    counts: Counter[str] = Counter()
    for piece in pieces:
        counts.update(
            {
                word[at : at + size]
                for word in piece.split()
                for size in (3, 4, 5, 6, 8, 10)
                for at in range(len(word) - size + 1)
            }
        )
    least = least or max(2, (len(texts) + 1) // 2)
    chosen: list[Phrase] = []
    for words, count in sorted(counts.items(), key=lambda pair: (-pair[1] * len(pair[0]) ** 1.5, pair[0])):
        if count < least or len(chosen) == limit:
            if len(chosen) == limit:
                break
            continue
        if not any(
            words in phrase.words or phrase.words in words or words[1:] in phrase.words or words[:-1] in phrase.words
            for phrase in chosen
        ):
            chosen.append(Phrase(words, count))
    return chosen


def _agreement(heading: str, headings: Sequence[str]) -> float:
    own = _bigrams(heading)
    return sum(len(own & _bigrams(other)) / (len(own | _bigrams(other)) or 1) for other in headings)


def _bigrams(heading: str) -> set[str]:
    bare = _SIGNS.sub("", heading)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
