"""Which petitions are of one matter, today and on each day before? Groups over the links of a snapshot."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from xinqiao.barometer.snapshot import Snapshot
from xinqiao.language.issues.growing import GrowingGroups
from xinqiao.language.issues.issues import SAME_ISSUE
from xinqiao.linking.models import LinkState
from xinqiao.linking.pairs import links_among

Links = dict[tuple[int, int], float]


@dataclass(slots=True)
class Grouped:
    """The links of a snapshot's rows as they are known today, and the groups that they make of the rows up to a day."""

    snapshot: Snapshot
    links: Links
    _grown: GrowingGroups = field(default_factory=lambda: GrowingGroups(SAME_ISSUE))
    _taken: int = 0
    _by_later: dict[int, Links] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Grouped":
        """A link that an officer confirmed is certain, whatever the texts share; others count as far as they support it."""
        keys = snapshot.keys()
        judged: Links = {}
        decided: Links = {}
        for pair in links_among(keys):
            one, other = keys[pair.one], keys[pair.other]
            known = judged if pair.decision == LinkState.OPEN else decided
            known[min(one, other), max(one, other)] = pair.probability
        found = cls(snapshot, snapshot.supported(judged, at_least=SAME_ISSUE) | decided)
        for link, chance in found.links.items():
            found._by_later[link[1]][link] = chance
        return found

    def groups(self) -> list[list[int]]:
        """All groups of today, single rows among them, by their numbers."""
        return self._up_to(len(self.snapshot.rows)).groups()

    def over(self, days: list[date]) -> Iterator[tuple[date, GrowingGroups]]:
        """The groups as they stood on each of those ascending days, which knew no later petition."""
        rows = self.snapshot.rows
        self._grown, self._taken = GrowingGroups(SAME_ISSUE), 0
        for day in days:
            number = self._taken
            while number < len(rows) and rows[number].on <= day:
                number += 1
            yield day, self._up_to(number)

    def _up_to(self, number: int) -> GrowingGroups:
        """Rows are in the order of their days: each is linked to earlier ones when it comes."""
        new = range(self._taken, max(number, self._taken))
        self._grown.add(new, {link: chance for row in new for link, chance in self._by_later.get(row, {}).items()})
        self._taken = max(number, self._taken)
        return self._grown
