"""Which petitions belong together, as they come? Groups that grow day by day to exactly what all at once would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xinqiao.language.issues.grouping import group


@dataclass(slots=True)
class GrowingGroups:
    """Groups of numbered members; only those that something new reaches are formed anew.

    Two groups merge only over a link of at least `at_least`: so what is not reached over such links stays as it is.
    """

    at_least: float
    _links: dict[int, dict[int, float]] = field(default_factory=dict)
    _groups: dict[int, list[int]] = field(default_factory=dict)
    _group_of: dict[int, int] = field(default_factory=dict)

    def add(self, members: Iterable[int], links: Mapping[tuple[int, int], float]) -> None:
        """Members that are new, and links of two known ones; of two probabilities of one pair the greater counts."""
        touched = set(members)
        for number in touched:
            self._links.setdefault(number, {})
        for (one, other), chance in links.items():
            if chance > self._links[one].get(other, 0.0):
                self._links[one][other] = self._links[other][one] = chance
                touched |= {one, other}
        self._regroup(touched)

    def groups(self) -> list[list[int]]:
        """All groups, single members among them; groups and members ascend."""
        return [self._groups[first] for first in sorted(self._groups)]

    def first_of(self) -> Mapping[int, int]:
        """For each member the first of its group, by which the group is known on that day."""
        return self._group_of

    def _regroup(self, touched: Iterable[int]) -> None:
        reached = self._reach(touched)
        for number in reached:
            if (old := self._group_of.pop(number, None)) is not None:
                self._groups.pop(old, None)
        links = {
            (one, other): chance
            for one in sorted(reached)
            for other, chance in self._links[one].items()
            if one < other and other in reached
        }
        for numbers in group(reached, links, at_least=self.at_least):
            self._groups[numbers[0]] = numbers
            self._group_of.update(dict.fromkeys(numbers, numbers[0]))

    def _reach(self, touched: Iterable[int]) -> set[int]:
        waiting, reached = list(touched), set()
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                waiting += [other for other, chance in self._links[number].items() if chance >= self.at_least]
        return reached
