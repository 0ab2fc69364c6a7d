"""How well does a model read texts whose subject is known? Overall, by subject, by length, by place, and how surely."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.subjects.answer import Subject
from xinqiao.language.subjects.calibration import calibration_curve, calibration_error
from xinqiao.language.subjects.model import SubjectModel

# Lengths in characters at which letters differ in kind: a line, a paragraph, a page.
_LENGTHS = (100, 300, 800)
# A masked or written place at the head of a letter: A3区, 西地省, 演示市.
_PLACE = re.compile(r"[A-Z]\d{0,2}[市区县]|[\u4e00-\u9fff]{2}[省市区县]")
_FEW = 20


@dataclass(frozen=True, slots=True)
class Read:
    """The answers of a model to texts, in order, and how many it gave in a second, of the clock and of the processor."""

    answers: tuple[Subject, ...]
    per_second: float
    per_cpu_second: float


def read_all(model: SubjectModel, texts: Sequence[str]) -> Read:
    """Read texts one by one, as the desk would, with their evidence."""
    started, worked = perf_counter(), process_time()
    answers = tuple(model.read(text) for text in texts)
    took, work = perf_counter() - started, process_time() - worked
    return Read(answers, len(texts) / max(took, 1e-9), len(texts) / max(work, 1e-9))


def summarise(read: Read, labels: Sequence[str], bounds: tuple[float, float]) -> dict[str, Any]:
    """The figures of the contract; coverage is the share answered at the two bounds fixed when the model was taught."""
    right, sure = _right_and_sure(read.answers, labels)
    figures = {
        "macro_f1": float(np.mean([row["f1"] for row in by_subject(read.answers, labels)])),
        "accuracy": float(right.mean()),
        "ece": calibration_error(sure, right),
    }
    for aim, bound in zip((95, 99), bounds, strict=True):
        given = sure >= bound
        figures[f"coverage_at_{aim}"] = float(given.mean())
        figures[f"accuracy_at_{aim}"] = float(right[given].mean()) if given.any() else 1.0
    return {name: round(figure, 4) for name, figure in figures.items()} | {
        "predictions_per_second": round(read.per_second, 1),
        "predictions_per_cpu_second": round(read.per_cpu_second, 1),
    }


def report(read: Read, texts: Sequence[str], labels: Sequence[str], taught: Iterable[str]) -> dict[str, Any]:
    """What a model card shows beside the figures: subjects, confusions, calibration, drift, errors by length and place."""
    right, sure = _right_and_sure(read.answers, labels)
    confusions = Counter(
        (label, answer.label) for label, answer in zip(labels, read.answers, strict=True) if label != answer.label
    )
    return {
        "subjects": by_subject(read.answers, labels),
        "confusions": [
            {"label": one, "read_as": other, "texts": times} for (one, other), times in confusions.most_common(20)
        ],
        "calibration": [
            {"said": round(said, 4), "right": round(was, 4), "share": round(share, 4)}
            for said, was, share in calibration_curve(sure, right)
        ],
        "drift": round(drift(taught, labels), 4),
        "by_length": _shares((_length_of(text) for text in texts), right),
        "by_place": _shares((_place_of(text) for text in texts), right),
    }


def by_subject(answers: Sequence[Subject], labels: Sequence[str]) -> list[dict[str, Any]]:
    """Precision, recall and F1 of each subject that occurs among the labels or the answers."""
    rows = []
    for name in sorted({*labels, *(answer.label for answer in answers)}):
        hits = sum(answer.label == label == name for answer, label in zip(answers, labels, strict=True))
        said, were = sum(answer.label == name for answer in answers), sum(label == name for label in labels)
        rows.append(
            {
                "label": name,
                "texts": were,
                "precision": round(hits / said, 4) if said else 0.0,
                "recall": round(hits / were, 4) if were else 0.0,
                "f1": round(2 * hits / (said + were), 4),
            }
        )
    return rows


def macro_f1(said: Sequence[str], were: Sequence[str]) -> float:
    """The mean over the subjects that occur among `were` of the F1 of each, of labels alone; 0 to 1."""
    f1 = []
    for name in sorted(set(were)):
        hits = sum(one == other == name for one, other in zip(said, were, strict=True))
        f1.append(2 * hits / (said.count(name) + were.count(name)))
    return float(np.mean(f1)) if f1 else 0.0


def drift(taught: Iterable[str], asked: Iterable[str]) -> float:
    """How far two mixtures of labels are apart: the population stability index; above 0.2 a model wants new texts."""
    before, now = Counter(taught), Counter(asked)
    names = sorted({*before, *now})
    one = np.array([before[name] + 0.5 for name in names]) / (sum(before.values()) + 0.5 * len(names))
    other = np.array([now[name] + 0.5 for name in names]) / (sum(now.values()) + 0.5 * len(names))
    return float(((other - one) * np.log(other / one)).sum())


def _right_and_sure(answers: Sequence[Subject], labels: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    right = np.array([answer.label == label for answer, label in zip(answers, labels, strict=True)], dtype=bool)
    return right, np.array([answer.confidence for answer in answers])


def _shares(groups: Iterable[str], right: NDArray[np.bool_]) -> list[dict[str, Any]]:
    counted: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for group, is_right in zip(groups, right, strict=True):
        counted[group] += 1
        wrong[group] += not is_right
    return [
        {"group": group, "texts": times, "errors": round(wrong[group] / times, 4)}
        for group, times in counted.most_common()
        if times >= _FEW
    ]


def _length_of(text: str) -> str:
    above = [bound for bound in _LENGTHS if len(text) > bound]
    return f"over {above[-1]}" if above else f"to {_LENGTHS[0]}"


def _place_of(text: str) -> str:
    found = _PLACE.search(text[:200])
    return found.group() if found else "none"
