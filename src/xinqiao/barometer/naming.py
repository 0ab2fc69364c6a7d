"""What may an issue be called before an analyst? Its place and words that at least five people wrote, never one person's."""

import re
from collections.abc import Mapping, Sequence

from xinqiao.barometer.coarsening import LEAST
from xinqiao.barometer.snapshot import Row
from xinqiao.language.issues.naming import place_of, shared_phrases

_LONGEST = 120
_PHRASES = 12
# What a person's data was masked with.
_SIGNS = re.compile(r"\[[^\]\s]{1,8}\]")
_BARE = "的了在是和也就都我们"
_WRITTEN = re.compile(r"\w+")
_LONGEST_PHRASE = 16
# Words are told as long as so many of their people wrote them.
_MOST_GO_ON = 0.8


def phrases_shared(rows: Sequence[Row], texts: Mapping[int, str]) -> list[tuple[str, int]]:
    """Phrases of masked texts with how many people wrote each, those that said most first; none that fewer than five wrote."""
    bare = {row.key: _SIGNS.sub(" ", texts[row.key]) for row in rows}
    found: dict[str, int] = {}
    for phrase in shared_phrases(list(bare.values()), limit=_PHRASES, least=LEAST):
        words = _whole(phrase.words, rows, bare).strip(_BARE)
        people = {person for row in rows if words in bare[row.key] for person in row.people}
        is_told = any(words in other or other in words for other in found)
        if len(people) >= LEAST and len(words) > 1 and not is_told:
            found[words] = len(people)
    return list(found.items())


def _whole(words: str, rows: Sequence[Row], bare: Mapping[int, str]) -> str:
    """The words as far as most of those who wrote them go on alike: phrases are found in a few lengths only."""
    while len(words) < _LONGEST_PHRASE:
        holding = [row for row in rows if words in bare[row.key]]
        longer: dict[str, set[str | None]] = {}
        for row in holding:
            text = bare[row.key]
            at = text.find(words)
            for wider in (text[at : at + len(words) + 1], text[max(at - 1, 0) : at + len(words)]):
                if len(wider) > len(words) and _WRITTEN.fullmatch(wider):
                    longer.setdefault(wider, set()).update(row.people)
        least = max(LEAST, _MOST_GO_ON * len({person for row in holding for person in row.people}))
        going_on = {wider: len(people) for wider, people in longer.items() if len(people) >= least}
        if not going_on:
            break
        words = max(going_on, key=lambda wider: (going_on[wider], wider))
    return words


def name_of(rows: Sequence[Row], texts: Mapping[int, str], evidence: Sequence[tuple[str, int]]) -> str:
    """Place and trouble in words; the subject where no words are shared by enough people."""
    bare = {row.key: _SIGNS.sub(" ", texts[row.key]) for row in rows}
    place = place_of(list(bare.values()))
    people = {person for row in rows if place and place in bare[row.key] for person in row.people}
    if len(people) < LEAST:
        place = ""
    headings = {key: text.partition("\n")[0] for key, text in bare.items()}
    told = [words for words, _people in phrases_shared(rows, headings) if not _is_about(words, place)]
    told = told or [words for words, _people in evidence if not _is_about(words, place)]
    # what happened says more than what is asked
    told = sorted(told, key=lambda words: words.startswith("请"))
    subject = next((row.subject[-1] for row in rows if row.subject), "")
    words = (told[:1] or [subject])[0]
    # the place is not said twice
    return " ".join(filter(None, (place, words.replace(place, "", 1).strip(_BARE))))[:_LONGEST]


def _is_about(words: str, place: str) -> bool:
    """Whether the words say the place and little else."""
    inside = max((size for size in range(len(words) + 1) if _has_stretch(words, place, size)), default=0)
    return inside >= max(2, len(words) - 2)


def _has_stretch(words: str, place: str, size: int) -> bool:
    return any(words[at : at + size] in place for at in range(len(words) - size + 1))
