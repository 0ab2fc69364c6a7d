"""Subjects of real petitions, where the folder of data is present: the promises on texts that the model has not seen."""

from pathlib import Path

import numpy as np
import pytest

from xinqiao.language.subjects.evaluating import read_all, summarise
from xinqiao.language.subjects.rows import read_rows
from xinqiao.language.subjects.segmenting import words_of
from xinqiao.language.subjects.teaching import own_model, part_of, teach
from xinqiao.language.subjects.training import folds_of, groups_of

DATA = Path(__file__).parents[3] / "shared/data/teddy2020/subjects_train.parquet"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not DATA.exists(),
        reason="the real petitions are not on this machine (shared/data/teddy2020 beside the checkout)",
    ),
]


# Of every branch so many rows: enough to see that teaching works, few enough for every run of the tests.
A_FEW = 800


@pytest.fixture(scope="module")
def lesson_and_questions():
    """Four fifths to teach and the raw texts of the last to ask; letters that open alike stay on one side."""
    lesson = read_rows(DATA)
    words = [tokens or words_of(text).words for text, tokens in zip(lesson.texts, lesson.tokens, strict=True)]
    numbers = np.searchsorted(sorted(set(lesson.labels)), lesson.labels)
    taught, asked = folds_of(numbers, groups_of(words))[1]
    return part_of(lesson, taught), part_of(lesson, [row for row in asked if lesson.texts[row]])


def test_a_model_taught_on_a_few_letters_reads_most_of_the_others(lesson_and_questions):
    lesson, questions = lesson_and_questions
    few = part_of(lesson, range(0, len(lesson.labels), max(1, len(lesson.labels) // A_FEW)))
    model, _ = teach(few)
    figures = summarise(read_all(model, questions.texts), questions.labels, model.calibration.bounds)
    assert figures["macro_f1"] >= 0.8 and figures["ece"] <= 0.08
    assert figures["predictions_per_cpu_second"] >= 500


@pytest.mark.long
def test_a_taught_model_keeps_its_promises(lesson_and_questions):
    lesson, questions = lesson_and_questions
    model, _ = teach(lesson)
    figures = summarise(read_all(model, questions.texts), questions.labels, model.calibration.bounds)
    # One fifth has some six hundred raw texts: the figures of one fold stray by two hundredths either way.
    assert figures["macro_f1"] >= 0.90
    assert figures["ece"] <= 0.04
    assert figures["accuracy_at_95"] >= 0.93 and figures["coverage_at_95"] >= 0.85
    assert figures["accuracy_at_99"] >= 0.97 and figures["coverage_at_99"] >= 0.6


@pytest.mark.long
def test_without_any_label_most_are_read(lesson_and_questions):
    lesson, questions = lesson_and_questions
    model, _ = teach(lesson, cold=True)
    assert summarise(read_all(model, questions.texts), questions.labels, (0.5, 0.9))["macro_f1"] >= 0.8


def test_the_tree_alone_reads_three_of_four(lesson_and_questions):
    _, questions = lesson_and_questions
    answers = read_all(own_model(), questions.texts).answers
    right = [answer.label == label for answer, label in zip(answers, questions.labels, strict=True)]
    given = [was for was, answer in zip(right, answers, strict=True) if not answer.abstains]
    assert sum(right) / len(right) >= 0.75
    assert sum(given) / len(given) >= 0.9 and len(given) >= 0.5 * len(right)
