"""Statutes from their packs: in force when, cited how, digests, and words in three languages."""

from datetime import date

import pytest

from xinqiao.law.library import NoStatuteInForce, UnknownStatute, overlays_of, statute, statute_in_force, statutes
from xinqiao.law.wording import LANGUAGES, article_in_words, day_in_words, name_of, nearest_language, words
from xinqiao.procedure.messages import Message


def test_a_petition_runs_under_the_statute_of_its_day() -> None:
    assert statute_in_force(date(2005, 5, 1)).id == "cn-2005"
    assert statute_in_force(date(2022, 4, 30)).id == "cn-2005"
    assert statute_in_force(date(2022, 5, 1)).id == "cn-2022"
    with pytest.raises(NoStatuteInForce, match="2005-04-30"):
        statute_in_force(date(2005, 4, 30))


def test_statutes_are_listed_from_the_oldest_and_unknown_ones_are_told() -> None:
    assert [found.id for found in statutes()] == ["cn-2005", "cn-2022"]
    with pytest.raises(UnknownStatute, match="cn-2005, cn-2022"):
        statute("cn-1995")
    with pytest.raises(UnknownStatute, match="no overlay 'moon'"):
        statute("cn-2022", ("moon",))
    assert isinstance(overlays_of("cn-2022"), tuple)


def test_rules_and_calendar_have_digests_of_their_own() -> None:
    old, new = statutes()
    assert old.digest != new.digest and old.calendar.digest == new.calendar.digest
    assert len(new.digest) == 64


def test_every_length_of_the_deadline_table_is_in_the_pack() -> None:
    limits = statute("cn-2022").limits
    table = {
        "triage": 15, "notice": 15, "objection": 5, "handling": 60, "extension": 30, "reexamination_request": 30,
        "reexamination": 30, "review_request": 30, "review": 30, "simple_notice": 3, "simple_handling": 10,
        "new_referral": 3, "withdrawal_revocation": 7,
    }  # fmt: skip
    assert {name: limits[name] for name in table} == table
    assert "objection" not in statute("cn-2005").limits


def test_every_clock_and_step_names_its_article_or_is_an_office_rule_with_a_source() -> None:
    for found in statutes():
        for spec in (*found.clocks.values(), *found.steps.values(), *found.stages.values()):
            assert (spec.article == "office rule") is spec.internal
        assert all(clock.source for clock in found.clocks.values() if clock.internal)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_has_words(language: str) -> None:
    for found in statutes():
        for named in (
            *(found.step(name) for name in found.steps),
            *(found.clock(name) for name in found.clocks),
            *(found.stage(name) for name in found.stages),
            *(found.reason(code) for code in found.reasons),
        ):
            assert named.title[language] and named.article


def test_a_reason_is_put_in_words_with_its_day() -> None:
    message = Message("extension_after_last_day", {"due_on": date(2024, 3, 8), "step": "extend"})
    assert words(message) == "办理期限的最后一天是2024年3月8日，过了就不能再延期。"
    assert words(message, "zh-Hant-HK").startswith("辦理期限")
    assert "8 March 2024" in words(message, "en-GB")
    assert words(Message("no_such_message")) == "no_such_message"
    assert name_of("role", "competent", "en") == "the competent organisation"


def test_languages_are_matched_by_script_and_region() -> None:
    assert [nearest_language(tag) for tag in ("zh-Hans", "zh_TW", "zh-HK", "en-US", "ug")] == [
        "zh-hans", "zh-hant", "zh-hant", "en", "zh-hans",
    ]  # fmt: skip
    assert day_in_words(date(2024, 10, 1), "en") == "1 October 2024"


def test_articles_are_cited_as_the_texts_number_them() -> None:
    items = statute("cn-2022").item_articles
    assert article_in_words("34", "zh-hans", items) == "第三十四条"
    assert article_in_words("23(3)", "zh-hans", items) == "第二十三条第三款"
    assert article_in_words("22(1)(iii)", "zh-hans", items) == "第二十二条第一款第三项"
    assert article_in_words("31(6)", "zh-hant", items) == "第三十一條第六項"
    assert article_in_words("20(1)", "en", items) == "article 20(1)"
    assert article_in_words("office rule", "en") == "office rule, not law"
    assert article_in_words("信访事项简易办理办法", "zh-hans") == "信访事项简易办理办法"
