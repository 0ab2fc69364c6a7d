"""Which petitions belong together? Groups merged while they agree on average, so that one chance link joins nothing."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping


def group(members: Iterable[int], links: Mapping[tuple[int, int], float], *, at_least: float) -> list[list[int]]:
    """Groups of the members, by links between a smaller and a greater number with their probability (0 to 1).

    Two groups become one while the mean probability over all pairs of a member of one and a member of the other is
    `at_least` that (a pair without a link counts as 0); the most certain merge first. Every member is in exactly one
    group; groups and members ascend.
    """
    groups = {member: [member] for member in sorted(set(members))}
    sums: dict[int, dict[int, float]] = {member: {} for member in groups}
    for (one, other), chance in links.items():
        if one in groups and other in groups and one != other:
            sums[one][other] = sums[other][one] = max(sums[one].get(other, 0.0), chance)
    waiting = [(-total, 1, one, other) for one, row in sums.items() for other, total in row.items() if one < other]
    waiting = [(mean, pairs, one, other) for mean, pairs, one, other in waiting if -mean >= at_least]
    heapq.heapify(waiting)
    while waiting:
        _mean_then, pairs, one, other = heapq.heappop(waiting)
        if one not in groups or other not in groups or pairs != len(groups[one]) * len(groups[other]):
            continue
        _merge(one, other, groups, sums)
        for third, total in sums[one].items():
            mean = total / (len(groups[one]) * len(groups[third]))
            if mean >= at_least:
                size = len(groups[one]) * len(groups[third])
                heapq.heappush(waiting, (-mean, size, min(one, third), max(one, third)))
    return sorted(sorted(numbers) for numbers in groups.values())


def _merge(one: int, other: int, groups: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    """The other group into the first."""
    groups[one] += groups.pop(other)
    for third, total in sums.pop(other).items():
        del sums[third][other]
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + total
