"""Every article has a rule or a stated reason why not, every rule an article, every rule a scenario."""

import re
from pathlib import Path

import pytest

from xinqiao.law.coverage import articles_of, faults_of, is_covered, pages
from xinqiao.law.library import statutes

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "law"
TEXTS = ROOT.parent / "shared" / "data" / "statutes"
COVERED = [pack.id for pack in statutes() if is_covered(pack.id)]


@pytest.mark.parametrize("identifier", COVERED)
def test_no_article_is_forgotten_and_no_rule_goes_unplayed(identifier: str) -> None:
    assert faults_of(identifier) == []


def test_both_chinese_regulations_are_covered() -> None:
    assert {"cn-2005", "cn-2022"} <= set(COVERED)


def test_an_article_with_rules_names_them_and_their_scenarios() -> None:
    handling = next(article for article in articles_of("cn-2022") if article.number == 34)
    assert "handling" in handling.rules["clocks"] and "handling" in handling.rules["limits"]
    assert "sixty_days_from_acceptance" in handling.scenarios


def test_the_pages_are_up_to_date() -> None:
    for name, text in pages().items():
        written = (DOCS / name).read_text(encoding="utf-8")
        assert written == text, f"{name} is out of date; run: python -m xinqiao.law.coverage docs/law"


@pytest.mark.parametrize(
    ("identifier", "file"),
    [("cn-2022", "xinfang-gongzuo-tiaoli-2022.md"), ("cn-2005", "xinfang-tiaoli-2005.md")],
)
def test_the_official_text_has_as_many_articles(identifier: str, file: str) -> None:
    if not (TEXTS / file).exists():
        pytest.skip("the official text is not on this machine (shared/data/statutes beside the checkout)")
    text = (TEXTS / file).read_text(encoding="utf-8")
    assert len(re.findall(r"^第[一二三四五六七八九十]+条", text, re.M)) == len(articles_of(identifier))
