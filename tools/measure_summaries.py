#!/usr/bin/env python
"""What is a summary by a letter's own sentences worth? Beside the same number of characters from its beginning.

tools/measure_summaries.py FOLDER [--fit] [--json]: FOLDER holds hot_issues.parquet and replies.parquet (title, detail).
The reference is the title that the writer gave: the share of its pairs of characters that the summary holds (the recall of
ROUGE-2), of letters of 200 characters or more whose beginning differs. Besides: the share of the requests found in the
letter that the summary keeps, how many letters have each thing told that they tell, and the time a letter takes. The
weights were fitted on the first 700 of the letters (in a drawn order) of hot_issues.parquet, which are not measured;
the parts of the method were chosen by a part of the others, so that `replies` is the row to go by: what begins alike there
is left out. --fit prints the weights anew. Exit 1 where the beginning is not beaten.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow.parquet as parquet

from xinqiao.language.requests import find_requests
from xinqiao.language.summaries import length_of, summarise
from xinqiao.language.summaries.extracting import SHORT, read_stretches
from xinqiao.language.summaries.telling import TOLD
from xinqiao.language.summaries.weighing import features, pairs_in, uses_of

_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_FITTED = 700
Letter = tuple[str, str]


def letters_in(path: Path, known: set[str]) -> list[Letter]:
    """Title and text of the letters that are long enough and begin unlike any `known`, in a drawn order."""
    found = []
    for row in parquet.read_table(path, columns=["title", "detail"]).to_pylist():
        text = row["detail"].strip()
        begins = "".join(_WORDS.findall(text))[:60]
        if length_of(text) >= SHORT and begins not in known:
            known.add(begins)
            found.append((row["title"], text))
    order = np.random.default_rng(1).permutation(len(found))
    return [found[at] for at in order]


def share_of_title(title: str, text: str) -> float:
    """Which share of the title's pairs of characters the text holds, each as often as it stands there."""
    wanted, held = Counter(_pairs(title)), Counter(_pairs(text))
    return (wanted & held).total() / max(1, wanted.total())


def beginning(text: str, characters: int) -> str:
    """As many characters and digits from the beginning."""
    places = [found.end() for found in _WORDS.finditer(text)]
    return text[: places[min(characters, len(places)) - 1]] if places and characters else ""


def measured(letters: Iterable[Letter]) -> dict[str, float]:
    """Means over the letters; `..._beginning` is that of the same number of characters from the beginning."""
    rows: dict[str, list[float]] = {}
    for title, text in letters:
        began = time.perf_counter()
        summary = summarise(text)
        rows.setdefault("milliseconds", []).append(1000 * (time.perf_counter() - began))
        said = "".join(one.words for one in summary.sentences)
        lead = beginning(text, len(_WORDS.findall(said)))
        rows.setdefault("title", []).append(share_of_title(title, said))
        rows.setdefault("title_beginning", []).append(share_of_title(title, lead))
        rows.setdefault("title_whole", []).append(share_of_title(title, text))
        rows.setdefault("characters", []).append(len(_WORDS.findall(said)))
        asked = [(one.start, one.end) for one in find_requests(text) if one.kind != "whole"]
        if asked:
            spans = [(one.start, one.end) for one in summary.sentences]
            rows.setdefault("requests", []).append(_kept(asked, spans))
            rows.setdefault("requests_beginning", []).append(_kept(asked, [(0, len(lead))]))
        _count_told(text, [(one.start, one.end) for one in summary.sentences], rows)
    gain = np.array(rows["title"]) - np.array(rows["title_beginning"])
    means = {name: round(float(np.mean(values)), 4) for name, values in sorted(rows.items())}
    return means | {
        "letters": len(gain),
        "gain": round(float(gain.mean()), 4),
        "gain_error": round(float(gain.std() / len(gain) ** 0.5), 4),
        "slowest_milliseconds": round(max(rows["milliseconds"]), 1),
    }


def fitted(letters: Iterable[Letter]) -> tuple[list[float], float]:
    """The weights of `features` and the intercept."""
    from sklearn.linear_model import LogisticRegression

    known, stands = [], []
    for title, text in letters:
        stretches, told, _left_out = read_stretches(text)
        in_title = set(pairs_in(title))
        for pair, use in uses_of(stretches, told).items():
            known.append(features(use, len(stretches) - 2))
            stands.append(pair in in_title)
    model = LogisticRegression(max_iter=500).fit(np.array(known), np.array(stands))
    return [round(float(weight), 3) for weight in model.coef_[0]], round(float(model.intercept_[0]), 3)


def _count_told(text: str, chosen: list[tuple[int, int]], rows: dict[str, list[float]]) -> None:
    stretches, told, _left_out = read_stretches(text)
    for name in TOLD:
        saying = {(one.start, one.end) for one, tells in zip(stretches, told, strict=True) if name in tells}
        if saying:
            rows.setdefault(f"tells_{name}", []).append(float(bool(saying & set(chosen))))


def _kept(asked: list[tuple[int, int]], spans: list[tuple[int, int]]) -> float:
    """The share of requests of which half or more stands in the spans."""
    kept = [any(min(end, e) - max(start, s) >= (end - start) / 2 for s, e in spans) for start, end in asked]
    return sum(kept) / len(kept)


def _pairs(text: str) -> list[str]:
    bare = "".join(_WORDS.findall(text))
    return [bare[at : at + 2] for at in range(len(bare) - 1)]


def main() -> int:
    """Print the rows; exit 1 where the beginning of the letters is not beaten, 2 where there are no letters."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    files = [asked.folder / "hot_issues.parquet", asked.folder / "replies.parquet"]
    if not all(file.is_file() for file in files):
        print(f"There are no letters in {asked.folder}.", file=sys.stderr)
        return 2
    known: set[str] = set()
    issues, replies = (letters_in(file, known) for file in files)
    if asked.fit:
        print(*fitted(issues[:_FITTED]))
        return 0
    answers = {"hot_issues": measured(issues[_FITTED:]), "replies": measured(replies)}
    for name, row in answers.items():
        print(json.dumps({name: row}) if asked.json else "\n".join([name, *(f"  {k:22} {v}" for k, v in row.items())]))
    return 0 if all(row["gain"] > 0 for row in answers.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
