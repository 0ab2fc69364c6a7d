"""Do both texts name the same places and bodies? Three characters of a name together, by how few other texts name them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.same_matter.characters import NUMBERS, number_bigrams, number_names
from xinqiao.language.same_matter.sides import SELDOM_COUNTS, Floats

# The columns of `compare_names`.
NAME_FEATURES = (
    "longest_name",
    "rarest_name",
    "name_sum",
    "name_share_least",
    "name_share_most",
    "seldom_name_least",
    "seldom_name_most",
    "main_name_least",
    "main_name_most",
    "rarest_main_name",
    "missing_main_name",
    "missing_other_main_name",
)

# Named by fewer than one text in some hundreds.
_RARE = np.float32(0.4)


class Naming(NamedTuple):
    """The threes that one text or several name, each once a text: whose, its number, its weight, and whether it is a main name.

    A main name stands in the heading or more than once: what the letter is about, not where somebody once was.
    """

    owners: NDArray[np.int64]
    threes: NDArray[np.int32]
    weights: Floats
    is_main: NDArray[np.bool_]


class Places(NamedTuple):
    """Every place of a three in those texts one after another: where, its number, and whose."""

    places: NDArray[np.int64]
    threes: NDArray[np.int32]
    owners: NDArray[np.int64]


def read_names(
    units: NDArray[np.uint16], owners: NDArray[np.int64], in_heading: NDArray[np.bool_], weights: Floats
) -> tuple[Naming, Places]:
    """The names in the characters `units`, for each of which it is known whose and whether of a heading."""
    nothing = np.zeros(0, dtype=np.int64)
    places, threes = number_names(units, number_bigrams(units)) if len(units) > 2 else (nothing, nothing)
    # the end of one text and the beginning of the next make no name
    inside = owners[places] == owners[places + 2] if len(places) else np.zeros(0, dtype=np.bool_)
    places, threes = places[inside], threes[inside]
    distinct, where, times = np.unique(owners[places] * NUMBERS + threes, return_inverse=True, return_counts=True)
    in_a_heading = np.bincount(where, weights=in_heading[places], minlength=len(distinct)) > 0
    owner, three = np.divmod(distinct, NUMBERS)
    naming = Naming(owner, three.astype(np.int32), weights[three], in_a_heading | (times > 1))
    return naming, Places(places, threes.astype(np.int32), owners[places])


def compare_names(
    ours: Naming, theirs: Naming, places: Places, count: int, table: NDArray[np.int32]
) -> dict[str, Floats]:
    """What one text's names share with those of `count` others; `table` has the place of each of ours, -1 elsewhere."""
    at = table[theirs.threes]
    shared = at >= 0
    owners, weights = theirs.owners, theirs.weights
    both_main = shared & theirs.is_main
    both_main[shared] &= ours.is_main[at[shared]]
    found = np.zeros((count, len(ours.threes)), dtype=np.bool_)
    found[owners[shared], at[shared]] = True
    sums = np.bincount(owners, weights=weights * shared, minlength=count)
    here = _share(sums, np.full(count, ours.weights.sum()))
    there = _share(sums, np.bincount(owners, weights=weights, minlength=count))
    seldom = _seldom_shares("seldom_name", found, ours, theirs, shared, main_only=False)
    columns: dict[str, NDArray[Any]] = seldom | _seldom_shares("main_name", found, ours, theirs, shared, main_only=True)
    columns |= {
        "longest_name": _longest(places, table, count),
        "rarest_name": _greatest(owners, weights, shared, count),
        "name_sum": np.log1p(np.bincount(owners, weights=np.maximum(weights - _RARE, 0) * shared, minlength=count)),
        "name_share_least": np.minimum(here, there),
        "name_share_most": np.maximum(here, there),
        "rarest_main_name": _greatest(owners, weights, both_main, count),
        "missing_main_name": (~found * (ours.weights * ours.is_main)).max(axis=1, initial=0),
        "missing_other_main_name": _greatest(owners, weights, ~shared & theirs.is_main, count),
    }
    return {name: column.astype(np.float32) for name, column in columns.items()}


def _seldom_shares(
    name: str, found: NDArray[np.bool_], ours: Naming, theirs: Naming, shared: NDArray[np.bool_], *, main_only: bool
) -> dict[str, NDArray[Any]]:
    """What share of the names each text has in common with the other, the lesser and the greater of both; what few name decides."""
    count = len(found)
    own = ours.weights**SELDOM_COUNTS * (ours.is_main | (not main_only))
    other = theirs.weights**SELDOM_COUNTS * (theirs.is_main | (not main_only))
    here = _share(found @ own, np.full(count, own.sum()))
    both = np.bincount(theirs.owners, weights=other * shared, minlength=count)
    there = _share(both, np.bincount(theirs.owners, weights=other, minlength=count))
    return {f"{name}_least": np.minimum(here, there), f"{name}_most": np.maximum(here, there)}


def _longest(places: Places, table: NDArray[np.int32], count: int) -> Floats:
    """How many shared threes follow one another at most in each text (its logarithm): a long name in common is no chance."""
    kept = table[places.threes] >= 0
    where, owners = places.places[kept], places.owners[kept]
    longest = np.zeros(count, dtype=np.float32)
    if len(where):
        begins = np.flatnonzero(np.r_[True, (np.diff(where) != 1) | (np.diff(owners) != 0)])
        np.maximum.at(longest, owners[begins], np.diff(np.append(begins, len(where))).astype(np.float32))
    return np.log1p(longest)


def _greatest(owners: NDArray[np.int64], weights: Floats, chosen: NDArray[np.bool_], count: int) -> Floats:
    answer = np.zeros(count, dtype=np.float32)
    np.maximum.at(answer, owners[chosen], weights[chosen])
    return answer


def _share(part: NDArray[Any], whole: NDArray[Any]) -> NDArray[np.float64]:
    """The share, or -1 where there is nothing to share."""
    return np.where(whole > 0, part / np.maximum(whole, 1e-6), -1.0)
