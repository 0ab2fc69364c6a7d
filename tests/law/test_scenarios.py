"""Does the engine say of every worked scenario what the scenario's author read in the law?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from xinqiao.law.files import HOME
from xinqiao.law.scenarios import (
    Scenario,
    ScenarioError,
    all_scenarios,
    is_same_article,
    load_scenario,
    run_scenario,
)

STATUTES_TEXT = Path(__file__).parents[3] / "shared" / "data" / "statutes"
EVERY = all_scenarios()
NAMED_BY_THE_ISSUE = (
    "last_day_in_national_day_block",
    "last_day_on_make_up_working_sunday",
    "last_day_on_leap_day",
    "received_at_2359",
    "extension_asked_after_the_last_day",
    "two_extensions_within_thirty_days",
    "two_extensions_beyond_thirty_days",
    "reexamination_posted_on_the_thirtieth_day",
    "reexamination_revokes_and_the_matter_is_redone",
    "day_of_service_corrected",
)


@pytest.mark.parametrize("scenario", EVERY, ids=lambda scenario: f"{scenario.statute}-{scenario.id}")
def test_the_engine_agrees_with_the_scenario(scenario: Scenario) -> None:
    assert [str(disagreement) for disagreement in run_scenario(scenario)] == []


def test_there_are_enough_scenarios_and_those_that_were_asked_for() -> None:
    assert len(EVERY) >= 60
    assert set(NAMED_BY_THE_ISSUE) <= {scenario.id for scenario in EVERY if scenario.statute == "cn-2022"}


@pytest.mark.parametrize("scenario", EVERY, ids=lambda scenario: f"{scenario.statute}-{scenario.id}")
def test_a_scenario_can_be_read_by_a_lawyer(scenario: Scenario) -> None:
    assert scenario.title["zh"] and scenario.title["en"]
    assert len(scenario.story["zh"]) > 10 and len(scenario.story["en"]) > 10
    assert all(
        any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in (scenario.title["zh"], scenario.topic)
    )
    assert scenario.expectations


def test_a_scenario_lies_in_the_folder_of_its_statute() -> None:
    for pack in ("cn-2022", "cn-2005"):
        for path in (HOME / "china" / pack / "scenarios").glob("*.yaml"):
            assert load_scenario(path).statute == pack, path.name


def test_an_article_that_a_scenario_names_is_in_the_text_of_its_statute() -> None:
    texts = {"cn-2022": "xinfang-gongzuo-tiaoli-2022.md", "cn-2005": "xinfang-tiaoli-2005.md"}
    if not STATUTES_TEXT.exists():
        pytest.skip("the texts of the statutes are not on this machine (shared/data/statutes beside the checkout)")
    for scenario in (found for found in EVERY if found.statute in texts and not found.overlays):
        text = (STATUTES_TEXT / texts[scenario.statute]).read_text(encoding="utf-8")
        for article in scenario.articles:
            number = article.partition("(")[0]
            if number.isdigit():
                assert f"第{in_chinese(int(number))}条" in text, (scenario.id, article)


def test_a_disagreement_is_said_with_its_day_and_both_answers() -> None:
    scenario = next(s for s in EVERY if s.id == "triage_within_fifteen_days" and s.statute == "cn-2022")
    first = scenario.expectations[0]
    wrong = replace(scenario, expectations=(replace(first, asked={"stage": "replied", "no_clocks": ["triage"]}),))
    said = [str(disagreement) for disagreement in run_scenario(wrong)]
    assert len(said) == 2
    assert "triage_within_fifteen_days on 2025-03-03: stage: expected 'replied'" in said[0]


def test_a_scenario_that_misspells_a_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "misspelt.yaml"
    path.write_text("title: {zh: 题, en: title}\nfact: []\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"misspelt\.yaml.*fact"):
        load_scenario(path)


def test_a_citation_covers_its_own_depth_and_deeper() -> None:
    assert is_same_article("34", 34)
    assert is_same_article("34(1)", "34")
    assert not is_same_article("3", "34")
    assert not is_same_article("341", "34")
    assert not is_same_article(None, "34")


def test_every_day_asked_of_a_scenario_is_a_day_that_exists() -> None:
    assert all(isinstance(expectation.on, date) for scenario in EVERY for expectation in scenario.expectations)


def in_chinese(number: int) -> str:
    """The number of an article as the statute prints it."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{digits[tens]}十")
    return head + (digits[ones] if ones else "")
