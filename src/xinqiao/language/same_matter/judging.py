"""Is it the same matter? The trained judgement over what two texts share: a ranking score and a calibrated probability."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.same_matter.comparing import FEATURES

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.isotonic import IsotonicRegression

_WEIGHTS = "judgement.npz"
_CARD = "judgement.json"
_VERSION = 1

# More of these never makes two texts less alike; the training holds the judgement to it.
FALLING = frozenset(
    {
        "missing_heading_name",
        "missing_other_heading_name",
        "missing_main_name",
        "missing_other_main_name",
        "heading_numbers_clash",
    }
)
_EITHER = frozenset({"numbers_least", "numbers_most", "length_ratio", "log_shorter"})
RISING = frozenset(FEATURES) - FALLING - _EITHER


# What is left of the probability of a clone: it may be shown, below all others.
_CLONE_CHANCE = np.float32(0.01)


class BrokenJudgement(Exception):
    """The file of weights is not the one that was shipped."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Trees of yes-or-no questions about the features, whose sum is the score, and a curve from score to probability."""

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    depth: int
    baseline: float
    curve_scores: NDArray[np.float32]
    curve_chances: NDArray[np.float32]
    same_from: float

    def chances(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """How probable it is, for each row of features, that both texts are about the same matter (0 to 1)."""
        if not len(features):
            return np.zeros(0, dtype=np.float32)
        rows = np.arange(len(features))[:, None]
        node = np.broadcast_to(self.roots, (len(features), len(self.roots)))
        for _ in range(self.depth):
            asked = self.feature[node]
            goes_left = features[rows, asked] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        raw = self.value[node].sum(axis=1) + self.baseline
        chances: NDArray[np.float32] = (1 / (1 + np.exp(-raw))).astype(np.float32)
        return np.where(_is_clone(features), np.minimum(chances, _CLONE_CHANCE), chances).astype(np.float32)

    def calibrated(self, chances: NDArray[np.float32]) -> NDArray[np.float32]:
        """The share of pairs with such a score that were the same matter when people read them."""
        return np.interp(chances, self.curve_scores, self.curve_chances).astype(np.float32)


def _is_clone(features: NDArray[np.float32]) -> NDArray[np.bool_]:
    """A letter copied about another place: much of it word for word, other districts, and each heading's name missing.

    No pair that people read as the same matter is like that; the training has too few of them to learn it.
    """
    column = {name: features[:, at] for at, name in enumerate(FEATURES)}
    names_missing = (column["missing_heading_name"] > 0.5) & (column["missing_other_heading_name"] > 0.5)
    is_clone: NDArray[np.bool_] = names_missing & (column["copied_share"] > 0.4) & (column["districts_agree"] < 0)
    return is_clone


@cache
def judgement() -> Judgement:
    """The shipped judgement. Raises `BrokenJudgement` when its weights are not those of its card."""
    folder = resources.files(__package__)
    card = json.loads((folder / _CARD).read_text(encoding="utf-8"))
    return read_judgement((folder / _WEIGHTS).read_bytes(), card)


def read_judgement(weights: bytes, card: dict[str, Any]) -> Judgement:
    """A judgement from its file and its card (version, features, sha256)."""
    if hashlib.sha256(weights).hexdigest() != card.get("sha256"):
        raise BrokenJudgement(
            "The weights of the judgement of same matter are damaged: their digest is not that of their card."
        )
    if card.get("version") != _VERSION or tuple(card.get("features", ())) != FEATURES:
        raise BrokenJudgement("The weights of the judgement of same matter are of another version of this program.")
    with np.load(io.BytesIO(weights), allow_pickle=False) as arrays:
        return Judgement(
            **{name: arrays[name] for name in ("feature", "threshold", "left", "right", "value", "roots")},
            depth=int(card["depth"]),
            baseline=float(card["baseline"]),
            curve_scores=arrays["curve_scores"],
            curve_chances=arrays["curve_chances"],
            same_from=float(card["same_from"]),
        )


def save_judgement(
    model: HistGradientBoostingClassifier, calibration: IsotonicRegression, same_from: float = 0.5
) -> None:
    """Write weights and card of a trained model beside this file."""
    parts: dict[str, list[Any]] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
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
    whole = {"feature": np.int32, "left": np.int32, "right": np.int32, "threshold": np.float32, "value": np.float32}
    arrays = {name: np.concatenate(parts[name]).astype(kind) for name, kind in whole.items()}
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        roots=np.array(roots, dtype=np.int32),
        curve_scores=np.asarray(calibration.X_thresholds_, dtype=np.float32),
        curve_chances=np.asarray(calibration.y_thresholds_, dtype=np.float32),
        **arrays,  # type: ignore[arg-type]
    )
    folder = Path(__file__).parent
    folder.joinpath(_WEIGHTS).write_bytes(buffer.getvalue())
    card = {
        "version": _VERSION,
        "features": list(FEATURES),
        "depth": deepest,
        "baseline": float(model._baseline_prediction[0, 0]),
        "same_from": same_from,
        "sha256": hashlib.sha256(buffer.getvalue()).hexdigest(),
    }
    folder.joinpath(_CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
