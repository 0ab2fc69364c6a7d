#!/usr/bin/env python
"""Count what letters to an administration usually say: in how many each bigram and name stands (numbers only, no texts).

Reads the letters of the data folder that are in no other measure of the same matter. Run: tools/count_usual_words.py DATA_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as parquet

from xinqiao.language.same_matter.characters import NUMBERS, distinct_numbers, read_writing
from xinqiao.language.same_matter.collection import LONGEST_COMPARED
from xinqiao.language.same_matter.usual import save_usual_counts


def main(folder: Path) -> None:
    """Count in the letters of the subjects and of the replies, each text once, but those that hot issues are measured on."""
    measured = set(_texts(folder / "teddy2020/hot_issues.parquet", "title", "detail"))
    texts = dict.fromkeys(_texts(folder / "teddy2020/replies.parquet", "title", "detail"))
    texts |= dict.fromkeys(_texts(folder / "teddy2020/subjects_train.parquet", "text"))
    counted = [text for text in texts if text.strip() and text not in measured]
    texts_with = np.zeros(NUMBERS, dtype=np.int32)
    for text in counted:
        texts_with[distinct_numbers(read_writing(text).units[:LONGEST_COMPARED])] += 1
    save_usual_counts(texts_with, len(counted))
    print(f"{len(counted)} letters, {np.count_nonzero(texts_with)} bigrams and names")


def _texts(file: Path, *columns: str) -> list[str]:
    rows = parquet.read_table(file, columns=list(columns)).to_pylist()
    return ["\n".join((row[column] or "").strip() for column in columns) for row in rows]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
