"""The issues of a stream of petitions: grown day by day, reported for any day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from xinqiao.language.issues.growing import GrowingGroups
from xinqiao.language.issues.heat import HALF_LIFE_DAYS, Heat, Voice, measure
from xinqiao.language.issues.naming import Phrase, place_of, shared_phrases, trouble_of
from xinqiao.language.issues.supporting import Said, Support, read_said
from xinqiao.language.places import find_places
from xinqiao.language.same_matter.index import MatterIndex

# Links below this are chance; kept ones take part in the mean.
_LEAST_LINK = 0.05

# Groups whose pairs are on average this probably the same matter are one issue.
SAME_ISSUE = 0.65

# So many of the most probable links of a petition are kept: more than any group it could join at once.
_LINKS = 120


@dataclass(frozen=True, slots=True)
class Message:
    """One petition as the issues see it; its place, estate or street where that is known apart from the text."""

    id: str | int
    person: str | None
    on: date
    text: str
    likes: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue on a day: what and where, its measures, its petitions, and the words they share."""

    name: str
    place: str
    measures: Heat
    ids: list[str | int]
    evidence: list[Phrase]


@dataclass(slots=True)
class Issues:
    """Issues that grow with each day's petitions; only the groups that a new petition touches are formed anew."""

    _index: MatterIndex = field(default_factory=MatterIndex)
    _messages: list[Message] = field(default_factory=list)
    _said: list[Said] = field(default_factory=list)
    _support: Support = field(default_factory=Support)
    _grown: GrowingGroups = field(default_factory=lambda: GrowingGroups(SAME_ISSUE))

    def add(self, messages: Iterable[Message]) -> None:
        """Take the petitions of a day (or of many)."""
        first = len(self._messages)
        for message in messages:
            self._index.add(message.text)
            self._messages.append(message)
            self._said.append(read_said(message.text))
            self._support.add(message.text)
        if first == len(self._messages):
            return
        self._index.commit()
        new = range(first, len(self._messages))
        links: dict[tuple[int, int], float] = {}
        for number in new:
            self._link(number, links)
        self._grown.add(new, links)

    def on(self, day: date, *, half_life_days: int = HALF_LIFE_DAYS, least_people: int = 1) -> list[Issue]:
        """The issues of more than one petition as they stood on that day, hottest first."""
        found = []
        for numbers in self._grown.groups():
            heard = [self._messages[number] for number in numbers if self._messages[number].on <= day]
            if len(heard) < 2 or len({message.person for message in heard}) < least_people:
                continue
            found.append(_describe(heard, day, half_life_days))
        return sorted(found, key=lambda issue: (-issue.measures.heat, -issue.measures.people, str(issue.ids[0])))

    def groups(self) -> list[list[str | int]]:
        """All groups, single petitions among them, by the petitions' own ids."""
        return [[self._messages[number].id for number in numbers] for numbers in self._grown.groups()]

    def group_names(self) -> dict[str | int, str | int]:
        """For each petition the first petition of its group, by which the group is known."""
        return {self._messages[number].id: self._messages[first].id for number, first in self._grown.first_of().items()}

    def _link(self, number: int, links: dict[tuple[int, int], float]) -> None:
        for match in self._index.similar(self._messages[number].text, limit=_LINKS, but=number):
            if match.score < _LEAST_LINK:
                break
            pair = (min(number, match.number), max(number, match.number))
            supported = match.score * self._support.of(self._said[number], self._said[match.number])
            links[pair] = max(links.get(pair, 0.0), supported)


def _voice_of(message: Message) -> Voice:
    """The message as a voice, from the place it is filed under, else from the first that its heading names."""
    named = (place.name for place in find_places(message.text.partition("\n")[0][:60]) if not place.is_masked)
    return Voice(message.person, message.on, message.likes, message.place or next(named, ""))


def _describe(heard: Sequence[Message], day: date, half_life_days: int) -> Issue:
    texts = [message.text for message in heard]
    place = place_of(texts)
    trouble = trouble_of([text.partition("\n")[0][:60] for text in texts], place)
    return Issue(
        name=f"{place} {trouble}".strip(),
        place=place,
        measures=measure([_voice_of(one) for one in heard], day, half_life_days=half_life_days),
        ids=[message.id for message in heard],
        evidence=shared_phrases(texts),
    )
