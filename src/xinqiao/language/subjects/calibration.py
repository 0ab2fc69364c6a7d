"""How sure may an answer be called, and from where on is it given at all?"""

from dataclasses import dataclass, replace

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
    """What makes a confidence of an answer, and the confidence from which each aim was kept.

    `slope` and `offset` are for the log odds of the best label; `lead` for the log ratio of the best to the next, `length`
    for the logarithm of the number of words.
    """

    slope: float
    offset: float
    bounds: tuple[float, float]
    lead: float = 0.0
    length: float = 0.0

    def confidence(self, shares: NDArray[np.float64], words: NDArray[np.float64]) -> NDArray[np.float64]:
        """How often the best label is right, of texts with these probabilities (a row each) and numbers of words."""
        odds = _features(shares, words) @ np.array([self.slope, self.lead, self.length]) + self.offset
        sure: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(odds, -_HARD, _HARD)))
        return sure


def probabilities(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores of the labels as probabilities that sum to one, row by row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return shares


def fit_calibration(scores: NDArray[np.float64], numbers: NDArray[np.int64], words: NDArray[np.float64]) -> Calibration:
    """The calibration that scores of unseen texts teach, with the number of the right label and of the words of each."""
    shares = probabilities(scores)
    right = shares.argmax(axis=1) == numbers
    weights = _fit_odds(_features(shares, words), right)
    slope, lead, length, offset = weights.tolist()
    fitted = Calibration(slope, offset, (1.0, 1.0), lead, length)
    sure = fitted.confidence(shares, words)
    low, high = (bound_for(sure, right, aim) for aim in AIMS)
    return replace(fitted, bounds=(low, high))


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


def _features(shares: NDArray[np.float64], words: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the confidence rests on: log odds of the best label, its log ratio to the next, log of the words."""
    ranked = np.sort(shares, axis=1)
    best = ranked[:, -1]
    lead = np.log(best / np.maximum(ranked[:, -2], 1e-9))
    return np.column_stack([_log_odds(best), lead, np.log1p(words)])


def _fit_odds(features: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Logistic regression by Newton's steps, held near the log odds as they are where there is little to learn from."""
    features = np.column_stack([features, np.ones(len(features))])
    start = np.zeros(features.shape[1])
    start[0] = 1.0
    fitted = start.copy()
    for _ in range(50):
        said = 1 / (1 + np.exp(-np.clip(features @ fitted, -_HARD, _HARD)))
        slope = features.T @ (said - right) + (fitted - start)
        bend = (features * (said * (1 - said))[:, None]).T @ features + np.eye(len(start))
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
    return fitted


def _cost(
    features: NDArray[np.float64], right: NDArray[np.bool_], fitted: NDArray[np.float64], start: NDArray[np.float64]
) -> float:
    odds = np.clip(features @ fitted, -_HARD, _HARD)
    return float(np.logaddexp(0, np.where(right, -odds, odds)).sum() + np.square(fitted - start).sum() / 2)
