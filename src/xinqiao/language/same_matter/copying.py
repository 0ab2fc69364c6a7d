"""What was taken over word for word from one text into the other?"""

from __future__ import annotations

import numpy as np

from xinqiao.language.same_matter.sides import OF_A_SUBJECT, Candidates, Floats, Question

_COLUMNS = ("longest_run", "longest_run_weight", "copied_share", "copied_topic_other", "length_ratio", "log_shorter")


def measure_runs(question: Question, candidates: Candidates) -> dict[str, Floats]:
    """What was taken over word for word: the longest stretch of shared bigrams, and what stretches of five or more make."""
    shared = candidates.asked >= 0
    count = candidates.count
    changes = np.empty(len(shared), dtype=np.bool_)
    changes[:1] = True
    changes[1:] = (shared[1:] != shared[:-1]) | (candidates.owner[1:] != candidates.owner[:-1])
    begins = np.flatnonzero(changes)
    if not len(begins):
        return dict.fromkeys(_COLUMNS, np.zeros(count, dtype=np.float32))
    lengths = np.diff(np.append(begins, len(shared)))
    # sentences that stand in every letter were copied from nobody
    told = np.maximum(candidates.weights - OF_A_SUBJECT, 0)
    heavy = np.add.reduceat(told, begins)
    owners = candidates.owner[begins]
    is_run = shared[begins]
    longest = np.zeros(count, dtype=np.float32)
    heaviest = np.zeros(count, dtype=np.float32)
    np.maximum.at(longest, owners[is_run], lengths[is_run].astype(np.float32))
    np.maximum.at(heaviest, owners[is_run], heavy[is_run].astype(np.float32))
    is_copied = is_run & (lengths >= 5)
    copied = np.bincount(owners, weights=lengths * is_copied, minlength=count)
    copied_told = np.bincount(owners, weights=heavy * is_copied, minlength=count)
    all_told = np.maximum(np.bincount(owners, weights=heavy, minlength=count), 1e-6)
    theirs = np.maximum(candidates.lengths, 1)
    ours = max(question.length, 1)
    return {
        "longest_run": np.log1p(longest),
        "longest_run_weight": np.log1p(heaviest),
        "copied_share": (copied / np.minimum(theirs, ours)).astype(np.float32),
        "copied_topic_other": (copied_told / all_told).astype(np.float32),
        "length_ratio": (np.minimum(theirs, ours) / np.maximum(theirs, ours)).astype(np.float32),
        "log_shorter": np.log1p(np.minimum(theirs, ours)).astype(np.float32),
    }
