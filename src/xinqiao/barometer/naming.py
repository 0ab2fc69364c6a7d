"""What may an issue be called before an analyst? Its place and words that at least five people wrote, never one person's."""

from collections.abc import Mapping, Sequence

from xinqiao.barometer.coarsening import LEAST
from xinqiao.barometer.snapshot import Row
from xinqiao.language.issues.naming import place_of, shared_phrases

_LONGEST = 120
_PHRASES = 8


def phrases_shared(rows: Sequence[Row], texts: Mapping[int, str]) -> list[tuple[str, int]]:
    """Phrases of masked texts with how many people wrote each, those that said most first; none that fewer than five wrote."""
    found = []
    for phrase in shared_phrases([texts[row.key] for row in rows], limit=_PHRASES):
        people = {person for row in rows if phrase.words in texts[row.key] for person in row.people}
        if len(people) >= LEAST and "[" not in phrase.words:
            found.append((phrase.words, len(people)))
    return found


def name_of(rows: Sequence[Row], texts: Mapping[int, str], evidence: Sequence[tuple[str, int]]) -> str:
    """Place and trouble in words; the subject where no words are shared by enough people."""
    place = place_of([texts[row.key] for row in rows])
    people = {person for row in rows if place and place in texts[row.key] for person in row.people}
    if len(people) < LEAST:
        place = ""
    headings = {row.key: texts[row.key].partition("\n")[0] for row in rows}
    told = [words for words, _people in phrases_shared(rows, headings) if words not in place and place not in words]
    told = told or [words for words, _people in evidence if words not in place and place not in words]
    subject = next((row.subject[-1] for row in rows if row.subject), "")
    return " ".join(filter(None, (place, *(told[:1] or [subject]))))[:_LONGEST]
