"""Are the pages for lawyers what the scenario files say today?"""

from pathlib import Path

from xinqiao.law.scenario_pages import page_of, pages

DOCS = Path(__file__).parents[2] / "docs" / "law"


def test_the_pages_are_up_to_date() -> None:
    for name, text in pages().items():
        written = (DOCS / name).read_text(encoding="utf-8")
        assert written == text, f"{name} is out of date; run: python -m xinqiao.law.scenario_pages docs/law"


def test_a_page_shows_story_facts_and_what_follows_in_chinese() -> None:
    page = page_of("cn-2022")
    assert "### 第六十日逢国庆长假，顺延至节后" in page
    assert "| 2025-08-04（周一） 11:00 | 告知受理 | 市住建局 |" in page
    assert "办理期限：2025-10-09届满，进行中" in page


def test_every_name_on_the_pages_has_a_chinese_word() -> None:
    for text in pages().values():
        rows = [line for line in text.splitlines() if line.startswith("| 20")]
        assert rows
        for row in rows:
            assert "_" not in row, row
