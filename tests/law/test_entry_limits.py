"""Is the last day of each other way counted as its own law counts it?"""

from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from xinqiao.law import entry_limits as module
from xinqiao.law.entry_limits import entry_limits
from xinqiao.law.library import statute
from xinqiao.procedure.conditions import PackError

CALENDAR = statute("cn-2022").calendar


@pytest.mark.parametrize(
    ("name", "known_on", "last_day"),
    [
        # sixty days from 3 March 2025, the starting day not counted: 2 May is in the May holidays, so 6 May
        ("reconsideration", date(2025, 3, 3), date(2025, 5, 6)),
        ("litigation", date(2025, 3, 3), date(2025, 9, 3)),
        # 10 August 2025 is a Sunday
        ("litigation", date(2025, 2, 10), date(2025, 8, 11)),
        ("litigation_after_reconsideration", date(2025, 3, 3), date(2025, 3, 18)),
        ("labour_arbitration", date(2024, 3, 4), date(2025, 3, 4)),
        ("civil_suit", date(2022, 3, 3), date(2025, 3, 3)),
        ("judicial_confirmation", date(2025, 3, 3), date(2025, 4, 2)),
    ],
)
def test_the_last_day_is_counted_as_the_way_s_own_law_counts(name: str, known_on: date, last_day: date) -> None:
    limit = next(limit for limit in entry_limits() if limit.name == name)
    assert limit.last_day(known_on, CALENDAR) == last_day


def test_every_way_has_its_law_its_mark_and_words_in_three_languages() -> None:
    limits = entry_limits()
    assert len({limit.name for limit in limits}) == len(limits) >= 6
    for limit in limits:
        assert limit.mark in ("V", "X", "Mh", "Mm", "Ml")
        for words in (limit.way, limit.starts, limit.law):
            assert set(words) == {"zh-hans", "zh-hant", "en"} and all(words.values())


def test_a_way_without_words_in_a_language_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "nowhere"
    place.mkdir()
    (place / "entry-limits.yaml").write_text(
        "court: {value: 3, unit: month, mark: V, way: {en: court}, starts: {en: day}, law: {en: act}}\n",
        encoding="utf-8",
    )
    with patch.object(module, "HOME", tmp_path), pytest.raises(PackError, match="'way' needs zh-hans"):
        entry_limits("nowhere")
