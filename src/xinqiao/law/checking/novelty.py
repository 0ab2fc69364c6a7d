"""From which situations is it worth walking on? From those in which some circumstances meet for the first time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from xinqiao.law.checking.keys import Key

EVERYTHING = 0


@dataclass(slots=True)
class Novelty:
    """Which circumstances have met at a stage; `together` of them at a time, or EVERYTHING to walk on from each."""

    together: int
    met: set[tuple[Any, ...]] = field(default_factory=set)

    def is_new(self, key: Key) -> bool:
        """Answer whether some circumstances of the situation meet for the first time, and note them all."""
        if self.together == EVERYTHING:
            return True
        where = key[:2]
        traits = sorted(_traits(key), key=repr)
        size = min(self.together, len(traits))
        meetings = {(where, meeting) for meeting in combinations(traits, size)}
        found = not meetings <= self.met
        self.met |= meetings
        return found


def _traits(key: Key) -> Iterator[tuple[Any, ...]]:
    """What can be said of a situation, one thing at a time: who holds it, each flag, organisation and clock."""
    for place, part in enumerate(key[2:]):
        if isinstance(part, frozenset):
            yield from ((place, item) for item in part)
            yield place, len(part)
        else:
            yield place, part
