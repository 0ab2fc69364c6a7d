"""Given letters, written again by others: each about its own place, some by several persons, most copied for elsewhere.

Beside the invented paraphrases (`planted_matters`), where nothing but names is shared, these share much: what people do who
take a neighbour's letter over, leave sentences out, turn them round, and put their own words for some. A letter with the
same words about another place is another matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from xinqiao.benchmarks.planted_matters import Place, Planted, invent_place

# What a person's own words are put for.
_IN_OTHER_WORDS = {
    "我们": "咱们",
    "希望": "恳请",
    "领导": "政府",
    "非常": "十分",
    "严重": "很大",
    "居民": "住户",
    "多次": "好几次",
    "反映": "投诉",
    "解决": "处理",
    "但是": "可是",
    "噪音": "噪声",
    "目前": "现在",
}
_MENTIONS = (
    "我住在{estate}，",
    "{district}{estate}的居民反映：",
    "我们是{road}{estate}业主，",
    "{estate}附近，",
    "{district}{road}旁，",
)
_MASKED = re.compile(r"[A-Z]\d{0,2}[市区县]")
_SENTENCE = re.compile(r"[^。！？!?；;，,\n]+[。！？!?；;，,\n]?")
_KEPT_SENTENCES = 0.75
_SHARES_SOMETHING = 0.12


@dataclass(slots=True)
class _Matter:
    """A letter and the place it is about; how often it has still to be written."""

    number: int
    letter: tuple[str, str]
    place: Place
    left: int = 0


def rewrite(letters: Sequence[tuple[str, str]], rows: int, *, matters: int, seed: int) -> Iterator[Planted]:
    """`rows` letters made of `letters` (heading, text); `matters` of them are written by two to eight persons, mixed in."""
    random = Random(seed)  # noqa: S311 -- test data, not a secret
    fillers = [part for _heading, text in letters for part in _SENTENCE.findall(text) if 6 < len(part) < 40]
    waiting: list[_Matter] = []
    number = 0
    for given in range(rows):
        if number < matters and random.random() < matters / rows * 1.2:
            matter = _Matter(number, random.choice(letters), invent_place(random), random.randint(1, 7))
            waiting.append(matter)
            number += 1
        elif waiting and random.random() < len(waiting) / (rows - given) * 4:
            matter = random.choice(waiting)
            matter.left -= 1
            if not matter.left:
                waiting.remove(matter)
        else:
            matter = _look_alike(1_000_000_000 + given, letters, waiting, random)
        yield Planted(given, matter.number, f"P{given}", "2026-01-01", _write(matter, fillers, random))


def _look_alike(number: int, letters: Sequence[tuple[str, str]], waiting: list[_Matter], random: Random) -> _Matter:
    """Another matter; one in eight has the letter, or the place, of one that several write about."""
    matter = _Matter(number, random.choice(letters), invent_place(random))
    if not waiting or random.random() > _SHARES_SOMETHING:
        return matter
    other = random.choice(waiting)
    return replace(matter, letter=other.letter) if random.random() < 0.6 else replace(matter, place=other.place)


def _write(matter: _Matter, fillers: Sequence[str], random: Random) -> str:
    heading, text = matter.letter
    place = matter.place
    parts = [part for part in _SENTENCE.findall(text) if random.random() < _KEPT_SENTENCES] or [text]
    if random.random() < 0.5:
        turned = random.randrange(len(parts))
        parts = parts[turned:] + parts[:turned]
    for _ in range(random.randint(0, 4)):
        parts.insert(random.randint(0, len(parts)), random.choice(fillers))
    mention = random.choice(_MENTIONS)
    body = mention.format(district=place.district, estate=place.estate, road=place.road) + "".join(parts)
    if random.random() < 0.6:
        at = random.randint(0, len(body))
        body = body[:at] + place.estate + body[at:]
    named = place.estate if random.random() < 0.6 else ""
    written = _MASKED.sub(place.district, f"{named}{heading}\n{body}")
    for theirs, own in _IN_OTHER_WORDS.items():
        if random.random() < 0.4:
            written = written.replace(theirs, own)
    return written
