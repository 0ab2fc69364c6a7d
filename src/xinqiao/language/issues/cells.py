"""Where, about what and since when do more people write than usual? Cells of place and subject, at every level of both trees.

A space-time permutation scan: what is usual in a cell is its share of all people, spread over the days as all people are;
so neither a busy week nor a busy office is a rise, and nobody has to know how many live there. How surprising the most
surprising cell of a day is under mere chance is found by shuffling the days among the voices many times and scanning
again. That answers for all cells, levels and windows together, which overlap, better than a bound that takes each
for a trial of its own. A rise of everything everywhere at once is not a cell: it is seen in the plain counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from xinqiao.language.issues.warning import FALSE_ALARMS_A_YEAR, HISTORY_DAYS, LEAST_PEOPLE, WINDOWS, is_long_enough

_SHUFFLES = 199
# Where few shuffles hold any cell of enough people, their ranks alone are too coarse.
_MORE_SHUFFLES = 999
_LEAST_SHUFFLED = 30
# Of two cells the one that says less is left out where it has so much of its people in common with the other.
_SAME_PEOPLE = 0.5

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody (None: not known) wrote on a day; paths from the top down, of the place and of the subject, may be empty."""

    person: str | None
    on: date
    place: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rise:
    """A cell where more people wrote in the last `window_days` than chance explains; an empty path is the whole tree.

    `expected` people were usual; `chance` is how probable it is that anything as surprising is seen anywhere on a day on which
    nothing has changed.
    """

    place: tuple[str, ...]
    subject: tuple[str, ...]
    window_days: int
    people: int
    expected: float
    chance: float


def scan(
    reports: Iterable[Report],
    on: date,
    *,
    false_alarms_a_year: float = FALSE_ALARMS_A_YEAR,
    least_people: int = LEAST_PEOPLE,
) -> list[Rise]:
    """The cells that rise on that day, the most surprising first; of cells that share most people the most telling one.

    A person counts once in each cell, on the first day of the last half year: fifty letters of one person are one voice.
    """
    begin = on - timedelta(days=HISTORY_DAYS + max(WINDOWS))
    voices = sorted((one for one in set(reports) if begin < one.on <= on), key=_order)
    if not voices or not is_long_enough((on - voices[0].on).days, min(WINDOWS)):
        return []
    windows = [window for window in WINDOWS if is_long_enough((on - voices[0].on).days, window)]
    names, held = _cells(voices, least_people)
    if not names:
        return []
    ages = np.array([(on - one.on).days for one in voices])
    people, expected, surprise = _surprises(held, ages[None, :], windows, least_people)
    best = surprise[0].max(axis=1)
    if not best.max() > 0:
        return []
    seen = _by_chance(held, ages, windows, least_people, on)
    found: list[tuple[Rise, set[int]]] = []
    for cell in np.argsort(-best, kind="stable"):
        if best[cell] <= 0 or (chance := _chance_of(float(best[cell]), seen)) >= false_alarms_a_year / 365:
            break
        at = int(surprise[0, cell].argmax())
        usual = round(float(expected[0, cell, at]), 3)
        rise = Rise(names[cell][0], names[cell][1], windows[at], int(people[0, cell, at]), usual, chance)
        who = set(held[cell].indices[ages[held[cell].indices] < windows[at]].tolist())
        if not any(len(who & other) > _SAME_PEOPLE * min(len(who), len(other)) for _rise, other in found):
            found.append((rise, who))
    return [rise for rise, _who in found]


def _order(one: Report) -> tuple[Any, ...]:
    return (one.on, one.person or "", one.place, one.subject)


def _cells(voices: Sequence[Report], least_people: int) -> tuple[list[tuple[Any, Any]], sparse.csr_matrix]:
    """The cells that enough people wrote about, and which voices each holds: of a person only the first in each."""
    members: dict[tuple[Any, Any], dict[str | None, int]] = {}
    for number, one in enumerate(voices):
        places = [one.place[:depth] for depth in range(len(one.place) + 1)]
        subjects = [one.subject[:depth] for depth in range(len(one.subject) + 1)]
        for cell in product(places, subjects):
            members.setdefault(cell, {}).setdefault(one.person, number)
    # all of it is what the others are measured by
    kept = {cell: held for cell, held in members.items() if len(held) >= least_people and cell != ((), ())}
    # of cells that are as surprising the narrowest is told
    names = sorted(kept, key=lambda cell: (-len(cell[0]) - len(cell[1]), cell))
    rows = [row for row, cell in enumerate(names) for _number in kept[cell]]
    columns = [number for cell in names for number in kept[cell].values()]
    ones = np.ones(len(rows), dtype=np.float32)
    return names, sparse.csr_matrix((ones, (rows, columns)), shape=(len(names), len(voices)))


def _surprises(
    held: sparse.csr_matrix, ages: Numbers, windows: Sequence[int], least_people: int
) -> tuple[Numbers, Numbers, Numbers]:
    """For each shuffle, cell and window: people, people expected, and the log likelihood ratio of a rise (0: none)."""
    shuffles, voices = ages.shape
    inside = np.stack([ages < window for window in windows], axis=2).astype(np.float32)
    counted = held @ inside.transpose(1, 0, 2).reshape(voices, -1)
    people = counted.reshape(held.shape[0], shuffles, len(windows)).transpose(1, 0, 2)
    of_cell = np.asarray(held.sum(axis=1)).reshape(1, -1, 1)
    expected = of_cell * inside.sum(axis=1)[:, None, :] / voices
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = voices - people
        ratio = people * np.log(people / expected) + np.where(rest > 0, rest * np.log(rest / (voices - expected)), 0.0)
    rises = (people >= least_people) & (people > expected) & (expected > 0)
    return people, expected, np.where(rises, ratio, 0.0)


def _by_chance(held: sparse.csr_matrix, ages: Numbers, windows: Sequence[int], least_people: int, on: date) -> Numbers:
    """The greatest surprise of each shuffle of the days, 0 where none; the same on every run of a day."""
    random = np.random.default_rng(on.toordinal())

    def greatest(times: int) -> Numbers:
        parts = []
        for _part in range(0, times, 50):
            shuffled = random.permuted(np.tile(ages, (min(50, times - _part), 1)), axis=1)
            parts.append(_surprises(held, shuffled, windows, least_people)[2].max(axis=(1, 2)))
        return np.concatenate(parts)

    seen = greatest(_SHUFFLES)
    if (seen > 0).sum() < _LEAST_SHUFFLED:
        seen = np.concatenate([seen, greatest(_MORE_SHUFFLES - _SHUFFLES)])
    return seen


def _chance_of(surprise: float, seen: Numbers) -> float:
    """How often a shuffle is as surprising: by rank, and beyond what was shuffled by the tail of Gumbel's law."""
    some = seen[seen > 0]
    by_rank = float((1 + (seen >= surprise).sum()) / (1 + len(seen)))
    if len(some) < _LEAST_SHUFFLED or by_rank > 0.1:
        return by_rank
    scale = float(some.std()) * math.sqrt(6) / math.pi
    if scale <= 0:
        return by_rank
    mode = float(some.mean()) - float(np.euler_gamma) * scale
    tail = -math.expm1(-math.exp(-(surprise - mode) / scale))
    return max(tail * len(some) / len(seen), 1e-12)
