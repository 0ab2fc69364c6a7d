"""Which issue of before is which of today? An issue keeps its address while most of its petitions stay together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TypeVar

Member = TypeVar("Member", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Identities:
    """For each group the issue that it goes on from (None: a new one), and for each issue that ended its successor, if any."""

    of_groups: list[int | None]
    became: dict[int, int | None] = field(default_factory=dict)


def keep_identities(was: Mapping[int, Set[Member]], groups: Sequence[Set[Member]]) -> Identities:
    """Issues of before by their numbers (the older ones smaller), and the groups of today, which share no member.

    An issue follows most of its petitions (of as many the earlier group). Where several come together the one that
    brings most keeps its number, of as many the oldest; the others say which one they became. What is left behind is
    a new issue, and one of which no petition is left became nothing.
    """
    group_of = {member: at for at, members in enumerate(groups) for member in members}
    followed: dict[int, tuple[int, int]] = {}
    for issue, members in was.items():
        stayed = Counter(group_of[member] for member in members if member in group_of)
        if stayed:
            at = min(stayed, key=lambda group: (-stayed[group], group))
            followed[issue] = (at, stayed[at])
    kept: list[int | None] = [None] * len(groups)
    for issue, (at, _brought) in sorted(followed.items(), key=lambda pair: (-pair[1][1], pair[0])):
        if kept[at] is None:
            kept[at] = issue
    became = {
        issue: kept[followed[issue][0]] if issue in followed else None
        for issue in was
        if issue not in followed or kept[followed[issue][0]] != issue
    }
    return Identities(kept, became)
