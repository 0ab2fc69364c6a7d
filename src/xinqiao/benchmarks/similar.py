"""Are letters about the same matter found among a million? Planted letters, beside a plain search by BM25.

Invented letters share nothing but names with those about the same matter; given letters are written again by others, who
share much with them, and copied for elsewhere.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from xinqiao.benchmarks.homes import BenchFailed
from xinqiao.benchmarks.planted_matters import Planted, plant
from xinqiao.benchmarks.planted_rewritings import rewrite
from xinqiao.benchmarks.texts import texts_in
from xinqiao.language.same_matter.index import MatterIndex

PROMISED_RECALL = 0.93
PROMISED_P95_MS = 50.0
PROMISED_MB = 1500.0
PROMISED_BUILD_SECONDS = 900.0
_ROWS, _MATTERS, _ASKED = 1_000_000, 3_000, 1_000
_SHORTEST_LETTER = 40
_SMALL_ROWS, _SMALL_MATTERS, _SMALL_ASKED = 3_000, 100, 60


def measure(*, small: bool = False, texts: str = "") -> dict[str, Any]:
    """Recall among ten answers (of at most ten to be found), times of one core, memory; the ratio is ours to BM25's recall.

    `texts` is a Parquet file with the columns title and detail, whose letters are written again; without it letters are
    invented.
    """
    rows, matters, asked = (_SMALL_ROWS, _SMALL_MATTERS, _SMALL_ASKED) if small else (_ROWS, _MATTERS, _ASKED)
    built = _build(_planted(rows, matters, texts), rows, matters)
    index, asked_texts = built.known, built.texts
    queries = _queries(built.members, asked)
    ours, our_ms = _ask(index, queries, asked_texts, plain=False)
    plain, plain_ms = _ask(index, queries, asked_texts, plain=True)
    kept = ours >= PROMISED_RECALL and our_ms[1] <= PROMISED_P95_MS and built.megabytes <= PROMISED_MB
    return {
        "kept": kept and built.seconds <= PROMISED_BUILD_SECONDS,
        "promised_recall_at_10": PROMISED_RECALL,
        "measured": {
            "recall_at_10": round(ours, 4),
            "query_ms_p50": our_ms[0],
            "query_ms_p95": our_ms[1],
            "memory_mb": round(built.megabytes, 1),
            "build_seconds": round(built.seconds, 1),
        },
        "baseline": {
            "what": "the plain search by BM25 over character bigrams, which half of the candidates come from",
            "recall_at_10": round(plain, 4),
            "query_ms_p95": plain_ms[1],
        },
        "ratio": round(ours / max(plain, 1e-9), 3),
        "n": rows,
        "matters": matters,
        "queries": len(queries),
        "mean_characters": round(built.characters / rows),
    }


class _Built(NamedTuple):
    """The index, the petitions of each planted matter with their texts, and what the building took."""

    known: MatterIndex
    members: dict[int, list[int]]
    texts: dict[int, str]
    seconds: float
    megabytes: float
    characters: int


def _planted(rows: int, matters: int, texts: str) -> Iterator[Planted]:
    if not texts:
        return plant(rows, matters=matters)
    given = dict.fromkeys((text.title.strip(), text.body.strip()) for text in texts_in(texts))
    letters = [letter for letter in given if len(letter[1]) >= _SHORTEST_LETTER]
    if not letters:
        raise BenchFailed(f"{texts} holds no letter of {_SHORTEST_LETTER} characters or more in its column detail.")
    return rewrite(letters, rows, matters=matters, seed=2022)


def _build(planted: Iterator[Planted], rows: int, matters: int) -> _Built:
    before = _resident_mb()
    index = MatterIndex()
    members: dict[int, list[int]] = defaultdict(list)
    texts: dict[int, str] = {}
    seconds, characters = 0.0, 0
    for row in planted:
        started = time.perf_counter()
        index.add(row.text)
        seconds += time.perf_counter() - started
        characters += len(row.text)
        if row.matter < matters:
            members[row.matter].append(row.id)
            texts[row.id] = row.text
    started = time.perf_counter()
    index.commit()
    index.similar("路灯不亮", limit=1)
    seconds += time.perf_counter() - started
    return _Built(index, members, texts, seconds, _resident_mb() - before, characters)


def _queries(members: dict[int, list[int]], asked: int) -> list[tuple[int, set[int]]]:
    """Who is asked, and who is to be found."""
    several = [numbers for numbers in members.values() if len(numbers) > 1]
    random = Random(7)  # noqa: S311 -- a sample, not a secret
    random.shuffle(several)
    chosen = [(random.choice(numbers), numbers) for numbers in several[:asked]]
    return [(number, set(numbers) - {number}) for number, numbers in chosen]


def _ask(
    index: MatterIndex, queries: list[tuple[int, set[int]]], texts: dict[int, str], *, plain: bool
) -> tuple[float, tuple[float, float]]:
    shares, milliseconds = [], []
    for number, wanted in queries:
        started = time.perf_counter()
        found = (
            [one for one in index.worded(texts[number], limit=11).tolist() if one != number][:10]
            if plain
            else [match.number for match in index.similar(texts[number], limit=10, but=number)]
        )
        milliseconds.append((time.perf_counter() - started) * 1000)
        shares.append(len(wanted & set(found)) / min(10, len(wanted)))
    ordered = sorted(milliseconds)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return sum(shares) / len(shares), (round(middle, 2), round(late, 2))


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6
