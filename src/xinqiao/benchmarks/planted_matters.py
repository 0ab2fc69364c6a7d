"""Invented petitions of which it is known who writes about the same matter: planted paraphrases among a crowd of look-alikes.

A matter is one trouble at one place with facts of its own. Its petitions are written in different words, in different
order, among sentences that have nothing to do with it; others write of the same trouble elsewhere, or of another trouble
at the same place, in the very same phrases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from xinqiao.benchmarks.planted_phrases import Trouble, phrases

# Letters that somebody copied from a known matter and sent about another place.
_CLONES = 0.03

_DISTRICTS = tuple(
    f"{letter}{number}{end}" for letter in "ABCD" for number, end in enumerate("区区区区区区县县县市", 1)
)


@dataclass(frozen=True, slots=True)
class Place:
    """An invented district, estate and road."""

    district: str
    estate: str
    road: str
    house: int


@dataclass(frozen=True, slots=True)
class Matter:
    """One trouble at one place, with the facts that are its own."""

    number: int
    trouble: Trouble
    place: Place
    since: str
    figure: int


@dataclass(frozen=True, slots=True)
class Planted:
    """One petition and the matter it is about; the matter of a look-alike that was written once is its own."""

    id: int
    matter: int
    person: str
    at: str
    text: str


def plant(
    rows: int, *, matters: int, seed: int = 2022, length: int = 370, fillers: Sequence[str] = ()
) -> Iterator[Planted]:
    """`rows` petitions of about `length` characters; `matters` of them are written by two to eight persons, mixed in."""
    random = Random(seed)  # noqa: S311 -- invented texts, not a secret
    fillers = fillers or phrases().fillers
    number = 0
    given = 0
    # how often each known matter has still to be written
    waiting: list[tuple[Matter, int]] = []
    written: dict[int, str] = {}
    while given < rows:
        if number < matters and random.random() < matters / rows * 1.2:
            matter = invent_matter(number, random)
            waiting.append((matter, random.randint(1, 7)))
            number += 1
        elif waiting and random.random() < len(waiting) / max(rows - given, 1) * 4:
            place = random.randrange(len(waiting))
            matter, left = waiting[place]
            waiting[place] = (matter, left - 1) if left > 1 else waiting[-1]
            if left == 1:
                waiting.pop()
        else:
            matter = _look_alike(1_000_000_000 + given, waiting, random)
        day = f"2026-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
        text = write_petition(matter, random, length=length, fillers=fillers)
        if matter.number < matters:
            written[matter.number] = text
        elif waiting and random.random() < _CLONES:
            original = random.choice(waiting)[0]
            text = _moved(written[original.number], original.place, matter.place)
        yield Planted(given, matter.number, f"P{random.randrange(rows * 2)}", day, text)
        given += 1


def invent_matter(number: int, random: Random) -> Matter:
    """A trouble at a place, and when and how much."""
    place = invent_place(random)
    since = f"{random.randint(2017, 2026)}年{random.randint(1, 12)}月"
    return Matter(number, random.choice(phrases().troubles), place, since, random.randint(2, 60))


def invent_place(random: Random) -> Place:
    """A district, an estate, a road and a house that are nowhere."""
    return Place(
        random.choice(_DISTRICTS),
        _estate(random),
        _name(random) + random.choice(phrases().road_ends),
        random.randint(1, 40),
    )


def _look_alike(number: int, waiting: list[tuple[Matter, int]], random: Random) -> Matter:
    """A matter written once; one in eight shares the place or the trouble and the road of one that several write of."""
    matter = invent_matter(number, random)
    if not waiting or random.random() > 0.125:
        return matter
    other, _left = random.choice(waiting)
    if random.random() < 0.5:
        trouble = random.choice([one for one in phrases().troubles if one is not other.trouble])
        return replace(matter, place=replace(other.place, house=matter.place.house), trouble=trouble)
    place = replace(matter.place, district=other.place.district, road=other.place.road)
    return replace(matter, place=place, trouble=other.trouble)


def write_petition(matter: Matter, random: Random, *, length: int, fillers: Sequence[str]) -> str:
    """The matter in one person's words: heading, and what happened among sentences that say nothing of it."""
    place, trouble = matter.place, matter.trouble
    said = {
        "district": place.district if random.random() < 0.75 else "",
        "estate": place.estate,
        "road": place.road,
        "house": f"{place.house}栋",
        "since": matter.since,
        "figure": str(matter.figure),
        "thing": random.choice(trouble.things),
    }
    heading = random.choice(trouble.headings).format(**said)
    facts = random.sample(trouble.facts, k=min(len(trouble.facts), random.randint(2, 4)))
    sentences = [fact.format(**said) for fact in facts]
    sentences += random.sample(trouble.wishes, k=random.randint(0, 1))
    aim = length * random.uniform(0.35, 1.9)
    written = sum(map(len, sentences)) + len(heading)
    while written < aim:
        filler = random.choice(fillers)
        sentences.insert(random.randint(0, len(sentences)), filler)
        written += len(filler)
    opening = random.choice(phrases().openings).format(**said)
    sentences.insert(0, opening)
    return f"{heading}\n{random.choice(phrases().greetings)}{''.join(sentences)}"


def _moved(text: str, place: Place, other: Place) -> str:
    """A letter word for word, but about another place: another matter."""
    for ours, theirs in ((place.estate, other.estate), (place.road, other.road), (place.district, other.district)):
        text = text.replace(ours, theirs)
    return text


def _estate(random: Random) -> str:
    return _name(random) + random.choice(phrases().estate_ends)


def _name(random: Random) -> str:
    name = random.choice(phrases().name_firsts) + random.choice(phrases().name_seconds)
    return name + random.choice(phrases().name_seconds) if random.random() < 0.85 else name
