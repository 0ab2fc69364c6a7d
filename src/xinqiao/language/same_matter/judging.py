"""Is it the same matter? Two trained models over what two texts share: which come first, and how probable each of them is.

What comes first is learned from what was read and as much from invented letters, where many speak of one place and many
of one trouble. How probable it is, is learned from what people read: there it has to hold.
"""

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
from xinqiao.language.same_matter.trees import Trees, read_trees, write_trees
from xinqiao.language.shipped import WrongFile

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.isotonic import IsotonicRegression

_WEIGHTS = "judgement.npz"
_CARD = "judgement.json"
_VERSION = 2

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


class BrokenJudgement(WrongFile):
    """The file of weights is not the one that was shipped."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What puts candidates in order, what says how probable they are, and a curve from that to the share of right ones."""

    ranking: Trees
    judging: Trees
    curve_scores: NDArray[np.float32]
    curve_chances: NDArray[np.float32]
    same_from: float

    def order(self, features: NDArray[np.float32]) -> NDArray[np.int64]:
        """The rows of features, those most probably about the same matter first."""
        chances = _without_clones(features, self.ranking.chances(features))
        return np.argsort(-chances, kind="stable")

    def chances(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """How probable it is, for each row of features, that both texts are about the same matter (0 to 1)."""
        chances = _without_clones(features, self.judging.chances(features))
        return np.interp(chances, self.curve_scores, self.curve_chances).astype(np.float32)


def _without_clones(features: NDArray[np.float32], chances: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.where(_is_clone(features), np.minimum(chances, _CLONE_CHANCE), chances).astype(np.float32)


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
            ranking=read_trees("ranking", arrays, card),
            judging=read_trees("judging", arrays, card),
            curve_scores=arrays["curve_scores"],
            curve_chances=arrays["curve_chances"],
            same_from=float(card["same_from"]),
        )


def save_judgement(
    ranking: HistGradientBoostingClassifier,
    judging: HistGradientBoostingClassifier,
    calibration: IsotonicRegression,
    same_from: float,
) -> None:
    """Write weights and card of the trained models beside this file."""
    ranking_arrays, ranking_card = write_trees("ranking", ranking)
    judging_arrays, judging_card = write_trees("judging", judging)
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        curve_scores=np.asarray(calibration.X_thresholds_, dtype=np.float32),
        curve_chances=np.asarray(calibration.y_thresholds_, dtype=np.float32),
        **(ranking_arrays | judging_arrays),  # type: ignore[arg-type]
    )
    folder = Path(__file__).parent
    folder.joinpath(_WEIGHTS).write_bytes(buffer.getvalue())
    card = {
        "version": _VERSION,
        "features": list(FEATURES),
        "ranking": ranking_card,
        "judging": judging_card,
        "same_from": same_from,
        "sha256": hashlib.sha256(buffer.getvalue()).hexdigest(),
    }
    folder.joinpath(_CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
