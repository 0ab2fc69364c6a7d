"""How sure may an answer be called, and from where on is it given at all?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# What an answer should be worth: right so often among those given.
AIMS = (0.95, 0.99)
_BINS = 15
# Fewer answers than this prove no accuracy.
_ENOUGH = 30
_HARD = 30.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """A slope and an offset for the log odds of the best label, and the confidence from which each aim was kept."""

    slope: float
    offset: float
    bounds: tuple[float, float]

    def confidence(self, best: NDArray[np.float64]) -> NDArray[np.float64]:
        """How often an answer whose best label has this probability is right."""
        return 1 / (1 + np.exp(-np.clip(self.slope * _log_odds(best) + self.offset, -_HARD, _HARD)))


def probabilities(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores of the labels as probabilities that sum to one, row by row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return shares


def fit_calibration(scores: NDArray[np.float64], numbers: NDArray[np.int64]) -> Calibration:
    """The calibration that scores of unseen texts teach, with the number of the right label of each."""
    shares = probabilities(scores)
    best, right = shares.max(axis=1), shares.argmax(axis=1) == numbers
    slope, offset = _fit_odds(_log_odds(best), right)
    fitted = Calibration(slope, offset, (1.0, 1.0))
    sure = fitted.confidence(best)
    low, high = (bound_for(sure, right, aim) for aim in AIMS)
    return Calibration(slope, offset, (low, high))


def bound_for(confidence: NDArray[np.float64], right: NDArray[np.bool_], aim: float) -> float:
    """The least confidence at and above which the share of right answers is `aim`; 1.01 (never) if there is none."""
    order = np.argsort(-confidence, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    kept = np.flatnonzero(share >= aim)
    kept = kept[kept >= _ENOUGH - 1]
    return float(confidence[order[kept[-1]]]) if len(kept) else 1.01


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over fifteen bins of equal width."""
    return float(sum(share * abs(said - was) for said, was, share in calibration_curve(confidence, right)))


def calibration_curve(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> list[tuple[float, float, float]]:
    """Per bin that holds answers: confidence said, share that was right, share of all answers."""
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    return [
        (float(confidence[bins == one].mean()), float(right[bins == one].mean()), float((bins == one).mean()))
        for one in np.unique(bins)
    ]


def _log_odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    safe = np.clip(share, 1e-6, 1 - 1e-6)
    return np.log(safe / (1 - safe))


def _fit_odds(odds: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, float]:
    """Logistic regression in one variable by Newton's steps, held near slope one where there is little to learn from."""
    features = np.column_stack([odds, np.ones_like(odds)])
    start = np.array([1.0, 0.0])
    fitted = start.copy()
    for _ in range(50):
        said = 1 / (1 + np.exp(-np.clip(features @ fitted, -_HARD, _HARD)))
        slope = features.T @ (said - right) + (fitted - start)
        bend = (features * (said * (1 - said))[:, None]).T @ features + np.eye(2)
        step = np.linalg.solve(bend, slope)
        # A whole step may leap past the valley: it is halved until it goes down.
        while (
            _cost(features, right, fitted - step, start) > _cost(features, right, fitted, start)
            and np.abs(step).max() > 1e-9
        ):
            step = step / 2
        fitted = fitted - step
        if np.abs(step).max() < 1e-8:
            break
    return float(fitted[0]), float(fitted[1])


def _cost(
    features: NDArray[np.float64], right: NDArray[np.bool_], fitted: NDArray[np.float64], start: NDArray[np.float64]
) -> float:
    odds = np.clip(features @ fitted, -_HARD, _HARD)
    return float(np.logaddexp(0, np.where(right, -odds, odds)).sum() + np.square(fitted - start).sum() / 2)
