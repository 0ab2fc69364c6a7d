"""Trained trees of yes-or-no questions about the features of a pair: how they answer, and how they are kept in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier

_COLUMNS = {"feature": np.int32, "left": np.int32, "right": np.int32, "threshold": np.float32, "value": np.float32}


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes one after another; each tree begins at its root, a leaf leads to itself, and what the leaves say is added up.

    Node n leads to `children[2 * n]` where its feature is at most its threshold, else to `children[2 * n + 1]`.
    """

    feature: NDArray[np.int64]
    threshold: NDArray[np.float32]
    children: NDArray[np.int64]
    value: NDArray[np.float32]
    roots: NDArray[np.int64]
    depth: int
    baseline: float

    def chances(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the trees say of each row of features, from 0 to 1."""
        if not len(features):
            return np.zeros(0, dtype=np.float32)
        flat = np.ascontiguousarray(features).ravel()
        begins = np.arange(len(features))[:, None] * features.shape[1]
        node = np.repeat(self.roots[None, :], len(features), axis=0)
        for _ in range(self.depth):
            said = flat.take(begins + self.feature.take(node))
            node = self.children.take(2 * node + (said > self.threshold.take(node)))
        raw = self.value.take(node).sum(axis=1) + self.baseline
        chances: NDArray[np.float32] = (1 / (1 + np.exp(-raw))).astype(np.float32)
        return chances


def read_trees(name: str, arrays: Mapping[str, NDArray[Any]], card: Mapping[str, Any]) -> Trees:
    """The trees of that name out of a file and its card."""
    feature, threshold, left, right, value, roots = (
        arrays[f"{name}_{column}"] for column in ("feature", "threshold", "left", "right", "value", "roots")
    )
    return Trees(
        feature=feature.astype(np.int64),
        threshold=threshold,
        children=np.stack([left, right], axis=1).astype(np.int64).ravel(),
        value=value,
        roots=roots.astype(np.int64),
        depth=int(card[name]["depth"]),
        baseline=float(card[name]["baseline"]),
    )


def write_trees(name: str, model: HistGradientBoostingClassifier) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """A trained model as arrays for a file, and what its card has to say."""
    parts: dict[str, list[Any]] = {column: [] for column in _COLUMNS}
    roots, deepest, offset = [], 0, 0
    for (tree,) in model._predictors:
        nodes = tree.nodes
        leaf = nodes["is_leaf"].astype(bool)
        own = np.arange(len(nodes)) + offset
        roots.append(offset)
        parts["feature"].append(np.where(leaf, 0, nodes["feature_idx"]))
        parts["threshold"].append(np.where(leaf, 0, nodes["num_threshold"]))
        # a leaf leads to itself
        parts["left"].append(np.where(leaf, own, nodes["left"] + offset))
        parts["right"].append(np.where(leaf, own, nodes["right"] + offset))
        parts["value"].append(np.where(leaf, nodes["value"], 0))
        deepest = max(deepest, int(nodes["depth"].max()))
        offset += len(nodes)
    arrays = {f"{name}_{column}": np.concatenate(parts[column]).astype(kind) for column, kind in _COLUMNS.items()}
    arrays[f"{name}_roots"] = np.array(roots, dtype=np.int32)
    return arrays, {"depth": deepest, "baseline": float(model._baseline_prediction[0, 0])}
