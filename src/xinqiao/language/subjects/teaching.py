"""How do the labelled texts of a file, some raw and some segmented by others, become a model, and what is it worth?"""

from collections.abc import Iterable
from functools import cache
from time import perf_counter
from typing import Any

import numpy as np

from xinqiao.language.subjects.cold import train_cold
from xinqiao.language.subjects.evaluating import read_all, report, summarise
from xinqiao.language.subjects.model import SubjectModel
from xinqiao.language.subjects.rows import Labelled
from xinqiao.language.subjects.segmenting import SILENT, silent_words, words_of
from xinqiao.language.subjects.training import NotTrainable, folds_of, groups_of, train
from xinqiao.language.subjects.tree import subject_tree


def teach(lesson: Labelled, *, cold: bool = False) -> tuple[SubjectModel, float]:
    """The model that a lesson teaches, and the seconds it took. Raises NotTrainable.

    Cold, the label of no text is used: only which labels there are, the words of the tree, and the unlabelled texts.
    """
    started = perf_counter()
    words, silent = _words(lesson)
    if cold:
        model = train_cold(words, sorted(set(lesson.labels)), silent)
    else:
        model = train(words, lesson.labels, silent, [bool(text) for text in lesson.texts])
    return model, perf_counter() - started


def measured(lesson: Labelled, *, cold: bool = False) -> dict[str, Any]:
    """The figures and the report of a model taught on four fifths and asked the raw texts of the last. Raises NotTrainable."""
    taught, questions = held_back(lesson)
    model, _ = teach(taught, cold=cold)
    return figures_of(model, questions, lesson.labels)


def held_back(lesson: Labelled) -> tuple[Labelled, Labelled]:
    """Four fifths to teach, and the raw texts of the last to ask; copies of one letter stay together. Raises NotTrainable."""
    words, _ = _words(lesson)
    numbers = np.searchsorted(sorted(set(lesson.labels)), lesson.labels)
    taught, asked = folds_of(numbers, groups_of(words))[0]
    questions = part_of(lesson, [row for row in asked if lesson.texts[row]])
    if not questions.labels:
        raise NotTrainable("A model needs raw texts to be measured on; these rows have tokens only.")
    return part_of(lesson, taught), questions


def figures_of(model: SubjectModel, questions: Labelled, taught_labels: Iterable[str]) -> dict[str, Any]:
    """What a model is worth on questions that it was not taught, for its card."""
    read = read_all(model, questions.texts)
    figures = summarise(read, questions.labels, model.calibration.bounds)
    return {
        "n_test": len(questions.labels),
        **figures,
        "report": report(read, questions.texts, questions.labels, taught_labels),
    }


def part_of(lesson: Labelled, rows: Iterable[int]) -> Labelled:
    """The named rows of a lesson, in that order."""
    kept = list(rows)
    return Labelled(
        tuple(lesson.ids[row] for row in kept),
        tuple(lesson.labels[row] for row in kept),
        tuple(lesson.texts[row] for row in kept),
        tuple(lesson.tokens[row] for row in kept),
    )


@cache
def own_model() -> SubjectModel:
    """The project's own model, which no real letter taught: the words and invented sentences of its tree, all branches."""
    return train_cold([], [branch.name for branch in subject_tree()], SILENT)


def _words(lesson: Labelled) -> tuple[list[tuple[str, ...]], frozenset[str]]:
    """Every row as words, raw texts segmented as the published segmentations of this lesson were."""
    pairs = [(text, words) for text, words in zip(lesson.texts, lesson.tokens, strict=True) if text and words]
    silent = silent_words(pairs)
    words = [
        words_of(text, silent).words if text else tokens
        for text, tokens in zip(lesson.texts, lesson.tokens, strict=True)
    ]
    return words, silent
