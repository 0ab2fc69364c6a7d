"""Issues over real petitions, where the folder of data is present: groups as people read them, and a day's update."""

import csv
import time
from collections import defaultdict
from collections.abc import Hashable, Mapping
from datetime import date
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from xinqiao.language.issues.issues import Issues, Message

DATA = Path(__file__).parents[3] / "shared/data/teddy2020/hot_issues.parquet"
LABELS = Path(__file__).parent / "data/same_matter.csv"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not DATA.exists(),
        reason="the real petitions are not on this machine (shared/data/teddy2020 beside the checkout)",
    ),
]


def b_cubed(found: Mapping[int, Hashable], read: Mapping[int, Hashable]) -> float:
    """The mean over petitions of precision and recall of the group each is in, as one figure (F)."""
    found_members, read_members = defaultdict(set), defaultdict(set)
    for petition in read:
        found_members[found[petition]].add(petition)
        read_members[read[petition]].add(petition)
    precision = recall = 0.0
    for petition in read:
        both = found_members[found[petition]] & read_members[read[petition]]
        precision += len(both) / len(found_members[found[petition]])
        recall += len(both) / len(read_members[read[petition]])
    precision, recall = precision / len(read), recall / len(read)
    return 2 * precision * recall / (precision + recall)


def messages() -> list[Message]:
    """The real petitions in the order of their days."""
    rows = sorted(parquet.read_table(DATA).to_pylist(), key=lambda row: (row["created_at"], row["msg_id"]))
    return [
        Message(
            row["msg_id"], row["user_id"], row["created_at"].date(), f"{row['title']}\n{row['detail']}", row["likes"]
        )
        for row in rows
    ]


def test_groups_are_those_that_people_read_and_a_day_is_added_within_five_seconds() -> None:
    everything = messages()
    issues = Issues()
    issues.add(everything[:-30])
    started = time.process_time()
    issues.add(everything[-30:])
    assert time.process_time() - started <= 5

    with LABELS.open(encoding="utf-8") as lines:
        read = {int(line["msg_id"]): line["matter"] for line in csv.DictReader(lines) if line["matter"]}
    matters = {message.id: read.get(int(message.id), f"alone {message.id}") for message in everything}
    found = {petition: place for place, petitions in enumerate(issues.groups()) for petition in petitions}
    assert b_cubed(found, matters) >= 0.93  # type: ignore[arg-type]

    hottest = issues.on(date(2020, 1, 8), half_life_days=365)[:12]
    names = " ".join(issue.name for issue in hottest)
    for known in ("伊景园", "丽发新城", "魅力之城"):
        assert known in names
