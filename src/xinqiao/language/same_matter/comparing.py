"""How alike are two texts? What a text shares with each of its candidates, measured in one sweep over all of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinqiao.language.same_matter.characters import (
    NUMBERS,
    Writing,
    mark_names,
    mark_numbers,
    number_bigrams,
)
from xinqiao.language.same_matter.collection import LONGEST_COMPARED, Collection
from xinqiao.language.same_matter.copying import measure_runs
from xinqiao.language.same_matter.names import NAME_FEATURES, compare_names, read_names
from xinqiao.language.same_matter.sides import OF_A_SUBJECT, Candidates, Floats, Question, find_districts

# The columns of `compare`, in their order; what the judgement was trained on.
FEATURES = (
    "cosine",
    "shared_least",
    "shared_most",
    "heading_cosine",
    "heading_in_other",
    "other_heading_here",
    "heading_least",
    "names_least",
    "names_most",
    "heading_names_in_other",
    "other_heading_names_here",
    "heading_words_in_other",
    "other_heading_words_here",
    "words_least",
    "words_most",
    "missing_heading_name",
    "missing_other_heading_name",
    "rarest_shared",
    "rare_shared_sum",
    "rare_names_shared_sum",
    "rare_words_shared_sum",
    "topic_shared_sum",
    "topic_least",
    "topic_most",
    "numbers_least",
    "numbers_most",
    "heading_numbers_clash",
    "districts_agree",
    "longest_run",
    "longest_run_weight",
    "copied_share",
    "copied_topic_other",
    "length_ratio",
    "log_shorter",
    *NAME_FEATURES,
)


# A bigram is rare above this weight: fewer than one text in some hundreds has it.
_RARE = np.float32(0.4)

# Of the eight kinds of a bigram (1 heading, 2 name, 4 number, added up) those that hold the mark, and those that do not.
_ALL = list(range(8))
_HEADING = [1, 3, 5, 7]
_NAMES = [2, 3, 6, 7]
_WORDS = [0, 1, 4, 5]
_NUMBERS = [4, 5, 6, 7]
_HEADING_NAMES = [3, 7]
_HEADING_WORDS = [1, 5]


class _Texts(NamedTuple):
    """The characters of all candidates one after another, the length of each text; for each character whose it is, its place
    in its text, and how many characters that text's heading has."""

    units: NDArray[np.uint16]
    lengths: NDArray[np.int64]
    owners: NDArray[np.int64]
    at: NDArray[np.int64]
    headings: NDArray[np.int32]


class Comparer:
    """Compares a text with candidates out of one collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._asked = np.full(NUMBERS, -1, dtype=np.int32)

    def compare(self, writing: Writing, numbers: NDArray[np.int64]) -> Floats:
        """One row a candidate, one column for each of `FEATURES`; rows in the order of `numbers`."""
        question = self._question(writing)
        texts = self._gathered(numbers)
        self._asked[question.bigrams] = np.arange(len(question.bigrams), dtype=np.int32)
        try:
            candidates = self._candidates(texts)
        finally:
            self._asked[question.bigrams] = -1
        found = _found(question, candidates, candidates.asked >= 0)
        columns = _shares(question, candidates, found) | _rarities(question, candidates, found)
        columns |= _topics(question, candidates, found)
        columns |= measure_runs(question, candidates)
        columns |= self._names(writing, texts)
        columns["districts_agree"] = _districts_agree(question, candidates)
        shape = (len(numbers),)
        return np.stack([np.broadcast_to(columns[name], shape) for name in FEATURES], axis=1).astype(np.float32)

    def _question(self, writing: Writing) -> Question:
        units = writing.units[:LONGEST_COMPARED]
        running = number_bigrams(units)
        bigrams, where = np.unique(running, return_inverse=True)

        def marked(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
            answer = np.zeros(len(bigrams), dtype=np.bool_)
            answer[where[marks]] = True
            return answer

        heading = np.arange(len(running)) < writing.heading - 1
        return Question(
            bigrams=bigrams,
            weights=self._collection.weights[bigrams],
            heading=marked(heading),
            names=marked(mark_names(units)),
            numbers=marked(mark_numbers(units)),
            districts=find_districts(units)[1],
            length=len(units),
        )

    def _names(self, writing: Writing, texts: _Texts) -> dict[str, Floats]:
        units = writing.units[:LONGEST_COMPARED]
        weights = self._collection.weights
        nobody = np.zeros(len(units), dtype=np.int64)
        ours, _places = read_names(units, nobody, np.arange(len(units)) < writing.heading, weights)
        theirs, places = read_names(texts.units, texts.owners, texts.at < texts.headings, weights)
        self._asked[ours.threes] = np.arange(len(ours.threes), dtype=np.int32)
        try:
            return compare_names(ours, theirs, places, len(texts.lengths), self._asked)
        finally:
            self._asked[ours.threes] = -1

    def _gathered(self, numbers: NDArray[np.int64]) -> _Texts:
        units, lengths = self._collection.gather(numbers)
        owners = np.repeat(np.arange(len(numbers)), lengths)
        at = np.arange(len(units)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return _Texts(units, lengths, owners, at, self._collection.headings[numbers][owners])

    def _candidates(self, texts: _Texts) -> Candidates:
        units, owners = texts.units, texts.owners
        running = number_bigrams(units)
        # the last character of one text and the first of the next are no bigram
        inside = owners[:-1] == owners[1:]
        heading = (texts.at < texts.headings - 1)[:-1]
        places, codes = find_districts(units)
        return Candidates(
            count=len(texts.lengths),
            lengths=texts.lengths,
            owner=owners[:-1][inside],
            weights=self._collection.weights[running][inside],
            heading=heading[inside],
            names=mark_names(units)[inside],
            numbers=mark_numbers(units)[inside],
            asked=self._asked[running][inside],
            districts=[(owners[places], codes)],
        )


def _shares(question: Question, candidates: Candidates, found: NDArray[np.bool_]) -> dict[str, Floats]:
    """What share of the question's bigrams, kind by kind, stands in each candidate, and of each candidate's in it."""
    by_kind = np.zeros((len(question.bigrams), 8), dtype=np.float32)
    by_kind[np.arange(len(question.bigrams)), question.kinds] = question.weights
    ours, all_ours = found.astype(np.float32) @ by_kind, by_kind.sum(axis=0)
    weighed = candidates.weigh()
    theirs, all_theirs = weighed[:, 8:], weighed[:, :8] + weighed[:, 8:]

    def here(kinds: list[int]) -> Floats:
        return _share(ours[:, kinds].sum(axis=1), all_ours[kinds].sum())

    def there(kinds: list[int]) -> Floats:
        return _share(theirs[:, kinds].sum(axis=1), all_theirs[:, kinds].sum(axis=1))

    columns = {
        "cosine": _cosine(ours.sum(axis=1), all_ours.sum(), all_theirs.sum(axis=1)),
        "heading_in_other": here(_HEADING),
        "other_heading_here": there(_HEADING),
        "heading_least": np.minimum(here(_HEADING), there(_HEADING)),
        "heading_names_in_other": here(_HEADING_NAMES),
        "other_heading_names_here": there(_HEADING_NAMES),
        "heading_words_in_other": here(_HEADING_WORDS),
        "other_heading_words_here": there(_HEADING_WORDS),
    }
    in_both = _found(question, candidates, (candidates.asked >= 0) & candidates.heading)
    both = in_both @ (question.weights * question.heading)
    columns["heading_cosine"] = _cosine(both, all_ours[_HEADING].sum(), all_theirs[:, _HEADING].sum(axis=1))
    columns["heading_numbers_clash"] = _numbers_clash(question, candidates, in_both)
    for name, kinds in (("shared", _ALL), ("names", _NAMES), ("words", _WORDS), ("numbers", _NUMBERS)):
        columns[f"{name}_least"] = np.minimum(here(kinds), there(kinds))
        columns[f"{name}_most"] = np.maximum(here(kinds), there(kinds))
    return columns


def _rarities(question: Question, candidates: Candidates, found: NDArray[np.bool_]) -> dict[str, Floats]:
    """What few other texts say: how much of it both say, and the weightiest name of one heading that the other lacks."""
    weights, names = question.weights, question.names
    rare = np.maximum(weights - _RARE, 0)
    lacked = candidates.heading & candidates.names & (candidates.asked < 0)
    return {
        "missing_heading_name": (~found * (weights * (question.heading & names))).max(axis=1, initial=0),
        "missing_other_heading_name": _greatest(candidates, lacked),
        "rarest_shared": (found * weights).max(axis=1, initial=0),
        "rare_shared_sum": np.log1p(found @ rare),
        "rare_names_shared_sum": np.log1p(found @ (rare * names)),
        "rare_words_shared_sum": np.log1p(found @ (rare * ~names)),
    }


def _topics(question: Question, candidates: Candidates, found: NDArray[np.bool_]) -> dict[str, Floats]:
    """Do both speak of the same subject? What both say, of the words (no names) that are not in every letter."""
    ours = np.maximum(question.weights - OF_A_SUBJECT, 0) * ~question.names
    theirs = np.maximum(candidates.weights - OF_A_SUBJECT, 0) * ~candidates.names

    def sums(weights: Floats) -> Floats:
        return np.bincount(candidates.owner, weights=weights, minlength=candidates.count).astype(np.float32)

    shared = (found @ ours).astype(np.float32)
    here = _share(shared, ours.sum())
    there = _share(sums(theirs * (candidates.asked >= 0)), sums(theirs))
    return {
        "topic_shared_sum": np.log1p(shared),
        "topic_least": np.minimum(here, there),
        "topic_most": np.maximum(here, there),
    }


def _found(question: Question, candidates: Candidates, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each candidate and each bigram of the question: is it among the chosen ones?"""
    found = np.zeros((candidates.count, len(question.bigrams)), dtype=np.bool_)
    found[candidates.owner[chosen], candidates.asked[chosen]] = True
    return found


def _numbers_clash(question: Question, candidates: Candidates, both: NDArray[np.bool_]) -> Floats:
    """1 where both headings hold numbers and share none (line 3, line 4), -1 where they share one, else 0."""
    ours = question.heading & question.numbers
    if not ours.any():
        return np.zeros(candidates.count, dtype=np.float32)
    theirs = (
        np.bincount(candidates.owner, weights=candidates.heading & candidates.numbers, minlength=candidates.count) > 0
    )
    agree = (both[:, ours]).any(axis=1)
    return np.where(theirs, np.where(agree, -1.0, 1.0), 0.0).astype(np.float32)


def _districts_agree(question: Question, candidates: Candidates) -> Floats:
    """1 where both name a district by its code and share one, -1 where they share none, 0 where one names none."""
    owners, codes = candidates.districts[0]
    names_one = np.zeros(candidates.count, dtype=np.bool_)
    names_one[owners] = True
    agree = np.zeros(candidates.count, dtype=np.bool_)
    agree[owners[np.isin(codes, question.districts)]] = True
    if not len(question.districts):
        return np.zeros(candidates.count, dtype=np.float32)
    return np.where(names_one, np.where(agree, 1.0, -1.0), 0.0).astype(np.float32)


def _greatest(candidates: Candidates, chosen: NDArray[np.bool_]) -> Floats:
    answer = np.zeros(candidates.count, dtype=np.float32)
    np.maximum.at(answer, candidates.owner[chosen], candidates.weights[chosen])
    return answer


def _share(part: Floats, whole: Floats | np.float32) -> Floats:
    """The share, or -1 where there is nothing to share."""
    return np.where(whole > 0, part / _safe(whole), np.float32(-1.0)).astype(np.float32)


def _cosine(both: Floats, ours: Floats, theirs: Floats) -> Floats:
    cosine: Floats = (both / np.sqrt(np.maximum(ours * theirs, np.float32(1e-12)))).astype(np.float32)
    return cosine


def _safe(whole: Floats | np.float32) -> Floats:
    safe: Floats = np.maximum(whole, np.float32(1e-6)).astype(np.float32)
    return safe
