#!/usr/bin/env python
"""Train the judgement of same matter: pairs read by people, and pairs planted among look-alikes, clones and rewritings.

Reads the texts of the data folder (never copied), the labels of tests/language/data (ids only) and invented petitions;
writes the weights beside the code that uses them. Run: tools/train_same_matter.py DATA_FOLDER
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import numpy as np
import pyarrow.parquet as parquet
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold

from xinqiao.benchmarks.planted_matters import Planted, plant
from xinqiao.benchmarks.planted_rewritings import rewrite
from xinqiao.language.same_matter.comparing import FEATURES
from xinqiao.language.same_matter.index import MatterIndex
from xinqiao.language.same_matter.judging import FALLING, RISING, save_judgement

LABELS = Path(__file__).parent.parent / "tests/language/data/same_matter.csv"
CANDIDATES = 80
# Promised of what is called the same matter (of ten answers, out of fold, by the readers' labels).
PRECISION = 0.93
# What each set weighs beside what was read: much in what comes first, little in how probable it is.
SETS = ("read", "invented", "rewritten", "alike", "phrased")
RANKING_SHARES = (1.0, 1.0, 0.2, 0.6, 1.0)
JUDGING_SHARES = (1.0, 0.005, 0.003, 0.0, 0.0)
FOLDS = 3
Pairs = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]
Fit = Callable[[np.ndarray, np.ndarray, np.ndarray], HistGradientBoostingClassifier]
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]?")


def main(folder: Path) -> None:
    """Train on all, tell what was measured on folds, and write the weights."""
    sets = [
        _read_pairs(folder),
        _invented_pairs(11, folder),
        _rewritten_pairs(5, folder),
        _alike_pairs(5, folder),
        _phrased_pairs(31),
    ]
    joined = _Joined(sets)
    ranks, chances = joined.out_of_fold(_fit_ranking, RANKING_SHARES), joined.out_of_fold(_fit_judging, JUDGING_SHARES)
    for at, name in enumerate(SETS):
        part = joined.part(at)
        _tell(name, ranks[part], chances[part], joined.same[part], sets[at][4], sets[at][5])
    reading = joined.part(0)
    calibration = IsotonicRegression(y_min=0.001, y_max=0.999, out_of_bounds="clip")
    calibration.fit(chances[reading], joined.same[reading])
    score = _least_score(ranks[reading], chances[reading], joined.same[reading], sets[0][4])
    same_from = float(calibration.predict([score])[0])
    ranking = _fit_ranking(joined.features, joined.same, joined.weights(RANKING_SHARES))
    judging = _fit_judging(joined.features, joined.same, joined.weights(JUDGING_SHARES))
    save_judgement(ranking, judging, calibration, same_from)


class _Joined:
    """Pairs of all sets one after another; no matter is in two of them."""

    def __init__(self, sets: list[Pairs]) -> None:
        self._sets = sets
        self.features = np.concatenate([part[0] for part in sets])
        self.same = np.concatenate([part[1] for part in sets])
        self.folds = np.concatenate([_folds(part[2]) for part in sets])
        self._ends = np.cumsum([0, *[len(part[1]) for part in sets]])

    def part(self, at: int) -> slice:
        """Where the pairs of that set are."""
        return slice(self._ends[at], self._ends[at + 1])

    def weights(self, shares: tuple[float, ...]) -> np.ndarray:
        """The weight of each pair, where all of a set have that share of the weight of the first set."""
        first = self._sets[0][3].sum()
        return np.concatenate(
            [part[3] * first / part[3].sum() * share for part, share in zip(self._sets, shares, strict=True)]
        )

    def out_of_fold(self, fit: Fit, shares: tuple[float, ...]) -> np.ndarray:
        """What a model that has seen no pair of the same matter says of each pair."""
        weights, said = self.weights(shares), np.zeros(len(self.same))
        for fold in range(FOLDS):
            inside, outside = self.folds != fold, self.folds == fold
            model = fit(self.features[inside], self.same[inside], weights[inside])
            said[outside] = model.predict_proba(self.features[outside])[:, 1]
        return said


def _folds(groups: np.ndarray) -> np.ndarray:
    """The fold of each pair; all pairs of a matter are in one."""
    folds = np.zeros(len(groups), dtype=int)
    for fold, (_inside, outside) in enumerate(GroupKFold(FOLDS).split(groups, groups=groups)):
        folds[outside] = fold
    return folds


def _fit_ranking(features: np.ndarray, same: np.ndarray, weights: np.ndarray) -> HistGradientBoostingClassifier:
    return _fit(_model(max_iter=300, learning_rate=0.07, max_leaf_nodes=24), features, same, weights)


def _fit_judging(features: np.ndarray, same: np.ndarray, weights: np.ndarray) -> HistGradientBoostingClassifier:
    return _fit(_model(max_iter=300, learning_rate=0.06, max_leaf_nodes=24), features, same, weights)


def _fit(
    model: HistGradientBoostingClassifier, features: np.ndarray, same: np.ndarray, weights: np.ndarray
) -> HistGradientBoostingClassifier:
    # what has no weight would still count among the least of a leaf
    counts = weights > 0
    return model.fit(features[counts], same[counts], sample_weight=weights[counts])


def _model(*, max_iter: int, learning_rate: float, max_leaf_nodes: int) -> HistGradientBoostingClassifier:
    slopes = [1 if name in RISING else -1 if name in FALLING else 0 for name in FEATURES]
    return HistGradientBoostingClassifier(
        max_iter=max_iter, learning_rate=learning_rate, max_leaf_nodes=max_leaf_nodes, min_samples_leaf=40,
        l2_regularization=5.0, monotonic_cst=slopes, random_state=0, early_stopping=False,
    )  # fmt: skip


def _pairs(texts: list[str], matters: list[int], unsure: dict[int, set[int]], asked: Iterable[int]) -> Pairs:
    """Features, same or not, group, weight, who is asked, and how many there are to find."""
    index = MatterIndex()
    for text in texts:
        index.add(text)
    index.commit()
    matter = np.array(matters)
    sizes = np.unique(matter, return_inverse=True)
    count = np.bincount(sizes[1])[sizes[1]]
    rows, same, groups, weights, askers = [], [], [], [], []
    for number in asked:
        found, table = index.features(texts[number], limit=CANDIDATES + 1)
        # of what the search thinks least of, one in three shows enough
        keep = (found != number) & ((np.arange(len(found)) < 15) | (found % 3 == 0) | (matter[found] == matter[number]))
        keep &= np.array([other not in unsure.get(number, ()) for other in found], dtype=bool)
        found, table = found[keep], table[keep]
        rows.append(table)
        same.append(matter[found] == matter[number])
        groups.append(np.full(len(found), matter[number]))
        weights.append(np.full(len(found), 1 / np.sqrt(max(count[number] - 1, 1))))
        askers.append(np.full(len(found), number))
    return (
        np.concatenate(rows), np.concatenate(same).astype(int), np.concatenate(groups),
        np.concatenate(weights), np.concatenate(askers), count - 1,
    )  # fmt: skip


def _read_pairs(folder: Path) -> Pairs:
    rows = parquet.read_table(folder / "teddy2020/hot_issues.parquet").to_pylist()
    place = {row["msg_id"]: at for at, row in enumerate(rows)}
    matters = list(range(len(rows)))
    unsure: dict[int, set[int]] = {}
    groups: dict[str, list[int]] = {}
    with LABELS.open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            at = place[int(line["msg_id"])]
            if line["matter"]:
                groups.setdefault(f"m{line['matter']}", []).append(at)
            for name in filter(None, line["unsure"].split(" ")):
                groups.setdefault(f"u{name}", []).append(at)
    for name, members in groups.items():
        if name.startswith("m"):
            for member in members:
                matters[member] = members[0]
    for name, members in groups.items():
        if name.startswith("u"):
            for member in members:
                unsure.setdefault(member, set()).update(x for x in members if matters[x] != matters[member])
    texts = [f"{row['title']}\n{row['detail']}" for row in rows]
    return _pairs(texts, matters, unsure, range(len(texts)))


def _invented_pairs(seed: int, folder: Path) -> Pairs:
    """Half of the letters are filled up with what people wrote elsewhere, half with the same few phrases again and again."""
    fillers = [
        sentence for text in _sources(folder) for sentence in _SENTENCE.findall(text)[1:] if 8 < len(sentence) < 70
    ]
    filled = _planted_pairs(list(plant(40_000, matters=300, seed=seed, fillers=fillers)), seed)
    phrased = _phrased_pairs(seed + 1)
    shifted = 1_000_000_000, 40_000
    return (
        np.concatenate([filled[0], phrased[0]]), np.concatenate([filled[1], phrased[1]]),
        np.concatenate([filled[2], phrased[2] + shifted[0]]), np.concatenate([filled[3], phrased[3]]),
        np.concatenate([filled[4], phrased[4] + shifted[1]]), np.concatenate([filled[5], phrased[5]]),
    )  # fmt: skip


def _phrased_pairs(seed: int) -> Pairs:
    return _planted_pairs(list(plant(60_000, matters=300, seed=seed)), seed)


def _rewritten_pairs(seed: int, folder: Path) -> Pairs:
    return _planted_pairs(list(rewrite(_letters(folder), 40_000, matters=400, seed=seed)), seed)


def _alike_pairs(seed: int, folder: Path) -> Pairs:
    """A few hundred letters, each written again about a hundred places: as many look alike among a million."""
    chosen = Random(seed).sample(_letters(folder), 400)  # noqa: S311 -- training data, not a secret
    return _planted_pairs(list(rewrite(chosen, 60_000, matters=400, seed=seed)), seed)


def _letters(folder: Path) -> list[tuple[str, str]]:
    rows = parquet.read_table(folder / "teddy2020/replies.parquet", columns=["title", "detail"]).to_pylist()
    letters = [(row["title"].strip(), row["detail"].strip()) for row in rows if len(row["detail"].strip()) >= 40]
    return list(dict.fromkeys(letters))


def _planted_pairs(planted: list[Planted], seed: int) -> Pairs:
    random = Random(seed)  # noqa: S311 -- training data, not a secret
    counts = Counter(row.matter for row in planted)
    several = [row.id for row in planted if counts[row.matter] > 1]
    once = [row.id for row in planted if counts[row.matter] == 1]
    asked = random.sample(several, min(len(several), 1200)) + random.sample(once, 300)
    return _pairs([row.text for row in planted], [row.matter for row in planted], {}, asked)


def _sources(folder: Path) -> list[str]:
    replies = parquet.read_table(folder / "teddy2020/replies.parquet", columns=["title", "detail"]).to_pylist()
    subjects = parquet.read_table(folder / "teddy2020/subjects_train.parquet", columns=["text"]).to_pylist()
    texts = [f"{row['title']}\n{row['detail'].strip()}" for row in replies]
    return list(dict.fromkeys(texts + [row["text"] for row in subjects if row["text"]]))


def _least_score(ranks: np.ndarray, chances: np.ndarray, same: np.ndarray, asked: np.ndarray) -> float:
    """The score from which on the answers that say "same matter" keep the promised precision."""
    ten = _first_ten(ranks, asked)
    best = ten[np.argsort(-chances[ten])]
    precision = np.cumsum(same[best]) / np.arange(1, len(best) + 1)
    return float(chances[best[np.flatnonzero(precision >= PRECISION)[-1]]])


def _first_ten(ranks: np.ndarray, asked: np.ndarray) -> np.ndarray:
    order = np.lexsort((-ranks, asked))
    begins = np.r_[0, np.flatnonzero(np.diff(asked[order])) + 1]
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.r_[begins, len(order)]))
    return order[rank < 10]


def _tell(
    name: str, ranks: np.ndarray, chances: np.ndarray, same: np.ndarray, asked: np.ndarray, to_find: np.ndarray
) -> None:
    ten = _first_ten(ranks, asked)
    askers = np.unique(asked)
    wanted = np.minimum(to_find[askers], 10)
    found = np.bincount(asked[ten], weights=same[ten], minlength=len(to_find))[askers]
    some = wanted > 0
    best = ten[np.argsort(-chances[ten])]
    right = np.cumsum(same[best])
    print(f"{name}: {len(same)} pairs, recall@10 {(found[some] / wanted[some]).mean():.4f}", end="; ")
    for recall in (0.75, 0.8, 0.85, 0.9):
        at = np.searchsorted(right / wanted.sum(), recall)
        if at < len(best):
            print(f"precision at {recall}: {right[at] / (at + 1):.3f} ({chances[best[at]]:.2f})", end="; ")
    print(flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
