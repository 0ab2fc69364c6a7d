#!/usr/bin/env python
"""What is a model of subjects worth on letters that it has not seen? Each fold of a file in turn, mean and spread.

    tools/measure_subjects.py letters.parquet [--folds 5] [--seed 2022] [--cold] [--json]

Letters that open alike stay in one fold. Each fold's raw texts are asked of a model taught on all rows of the others, as
`xinqiao language subjects` would. The figures are those of the command; `mean` and `spread` (standard deviation) follow.
"""

import argparse
import json
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from xinqiao.language.subjects.evaluating import read_all, summarise
from xinqiao.language.subjects.rows import Labelled, NotReadable, read_rows
from xinqiao.language.subjects.segmenting import words_of
from xinqiao.language.subjects.teaching import part_of, teach
from xinqiao.language.subjects.training import NotTrainable, folds_of, groups_of

SHOWN = ("macro_f1", "accuracy", "ece", "coverage_at_95", "accuracy_at_95", "coverage_at_99", "accuracy_at_99")


def main() -> int:
    """Measure the named file fold by fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--cold", action="store_true", help="use no label of the rows that teach")
    parser.add_argument("--json", action="store_true", dest="as_json")
    asked = parser.parse_args()
    try:
        folds = []
        for figures in measured_folds(read_rows(asked.file), asked.folds, asked.seed, cold=asked.cold):
            folds.append(figures)
            print(f"fold {len(folds)}: {_line(figures)}", file=sys.stderr, flush=True)
    except (NotReadable, NotTrainable) as fault:
        print(fault, file=sys.stderr)
        return 2
    answer = {"folds": folds, "mean": _over(folds, statistics.fmean), "spread": _over(folds, statistics.pstdev)}
    if asked.as_json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(f"mean:   {_line(answer['mean'])}\nspread: {_line(answer['spread'])}")
    return 0


def measured_folds(lesson: Labelled, wanted: int, seed: int, *, cold: bool) -> Iterator[dict[str, Any]]:
    """The figures of each fold; its raw texts are asked, all rows of the others teach."""
    words = [tokens or words_of(text).words for text, tokens in zip(lesson.texts, lesson.tokens, strict=True)]
    numbers = np.searchsorted(sorted(set(lesson.labels)), lesson.labels)
    for taught, asked in folds_of(numbers, groups_of(words), wanted, seed):
        questions = part_of(lesson, [row for row in asked if lesson.texts[row]])
        if not questions.labels:
            raise NotTrainable("A fold holds no raw text to ask.")
        model, seconds = teach(part_of(lesson, taught), cold=cold)
        figures = summarise(read_all(model, questions.texts), questions.labels, model.calibration.bounds)
        yield {"n_train": len(taught), "n_test": len(questions.labels), **figures, "train_seconds": round(seconds, 1)}


def _over(folds: list[dict[str, Any]], summary: Any) -> dict[str, float]:
    return {name: round(summary([fold[name] for fold in folds]), 4) for name in SHOWN}


def _line(figures: dict[str, Any]) -> str:
    return "  ".join(f"{name} {figures[name]:.3f}" for name in SHOWN)


if __name__ == "__main__":
    raise SystemExit(main())
