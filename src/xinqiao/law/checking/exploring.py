"""Which situations can a pack bring a matter into? Walks them all, by facts and by the passing of days."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from xinqiao.law.checking.asking import asked_by
from xinqiao.law.checking.keys import Key, key_of
from xinqiao.law.checking.novelty import Novelty
from xinqiao.law.checking.trying import Tries, facts_for, later_days
from xinqiao.law.checking.worlds import matters_of
from xinqiao.procedure.facts import Fact, FactsError
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.position import Position
from xinqiao.procedure.replaying import settle, take
from xinqiao.procedure.state import State
from xinqiao.procedure.statute import Statute


@dataclass(slots=True)
class Place:
    """One situation, with the shortest way to it that was found."""

    key: Key
    state: State
    day: int
    parent: "Place | None"
    fact: Fact | None
    depth: int

    def facts(self) -> tuple[Fact, ...]:
        """The facts that lead here, in order."""
        found: list[Fact] = []
        place: Place | None = self
        while place is not None:
            if place.fact is not None:
                found.append(place.fact)
            place = place.parent
        return tuple(reversed(found))

    def position(self, statute: Statute) -> Position:
        """The situation as the engine shows it."""
        return Position(statute, self.state, self.on)

    @property
    def on(self) -> date:
        """The day on which the matter stands here."""
        return date.fromordinal(self.day)

    @property
    def matter(self) -> Matter:
        """The matter as it stood at first."""
        return self.state.matter


@dataclass(slots=True)
class Move:
    """One way on from a place: by a fact or by time. A fact that is refused, or is without effect, leads nowhere."""

    fact: Fact | None
    state: State
    day: int
    effective: bool
    key: Key | None


@dataclass(slots=True)
class Map:
    """All places by key and, for each, the keys that lead to it."""

    statute: Statute
    tries: Tries
    novelty: Novelty
    places: dict[Key, Place] = field(default_factory=dict)
    before: dict[Key, set[Key]] = field(default_factory=dict)
    waiting: deque[Place] = field(default_factory=deque)
    walked: set[Key] = field(default_factory=set)

    def key(self, state: State, day: int) -> Key:
        """The key of a state on a day."""
        return key_of(state, day, self.tries.asked)

    def add(self, place: Place, source: Key | None) -> None:
        """Remember a place and the way to it; a place seen before is not walked again."""
        ways = self.before.setdefault(place.key, set())
        if source is not None:
            ways.add(source)
        if place.key not in self.places:
            self.places[place.key] = place
            self.waiting.append(place)


def first_places(statute: Statute, map_: Map) -> None:
    """Put every way in which a matter can begin on the map."""
    day = date(statute.in_force.year + 1, 3, 3).toordinal()
    for matter in matters_of(statute, map_.tries.asked):
        for move in moves_from(map_, State(matter), day, 0):
            if move.key is not None:
                map_.add(Place(move.key, move.state, day, None, move.fact, 1), None)


def moves_from(map_: Map, state: State, day: int, nth: int, here: Key | None = None) -> Iterator[Move]:
    """Every fact that is worth trying here, and every later day on which something may be otherwise."""
    statute = map_.statute
    for fact in facts_for(map_.tries, state, day, nth):
        after, key = state.copy(), None
        try:
            effective = take(statute, after, day, fact)
        except FactsError:
            effective = False
        if effective:
            settle(statute, after, day)
            key = map_.key(after, day)
        map_.tries.took = map_.tries.took or key not in (None, here)
        yield Move(fact, after, day, effective, key)
    for later in later_days(state, day):
        after = state.copy()
        settle(statute, after, later)
        yield Move(None, after, later, True, map_.key(after, later))


def places_of(map_: Map) -> Iterator[tuple[Place, list[Move]]]:
    """Walk the whole map, nearest places first, giving each place with the ways on from it, none where it is not new."""
    first_places(map_.statute, map_)
    while map_.waiting:
        place = map_.waiting.popleft()
        if not map_.novelty.is_new(place.key):
            yield place, []
            continue
        map_.walked.add(place.key)
        moves = list(moves_from(map_, place.state, place.day, place.depth, place.key))
        for move in moves:
            if move.key is not None:
                map_.add(Place(move.key, move.state, move.day, place, move.fact, place.depth + 1), place.key)
        yield place, moves


def new_map(statute: Statute, together: int) -> Map:
    """An empty map of a statute, to be walked on wherever so many circumstances meet for the first time."""
    return Map(statute, Tries(statute, asked_by(statute)), Novelty(together))
