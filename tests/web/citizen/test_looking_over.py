"""Whoever writes may have the text looked over: what it tells, what is missing, the same words laid out, never changed."""

import json

import pytest
from django.test import Client

from tests.builders.city import a_city

pytestmark = pytest.mark.django_db

TALK = "去年六月起，桂园小区楼下的烧烤店每晚油烟很大。我找过物业好几次，没人管。希望城管局查一下他的手续。"


@pytest.fixture
def browser():
    a_city()
    return Client(headers={"accept-language": "en"})


def test_the_text_is_looked_over_and_what_is_missing_is_asked_for(browser):
    answer = browser.post("/petition/", {"body": "楼下油烟很大，请查一下他的手续。", "look": "yes"})
    assert answer["Location"] == "/petition/look/"
    page = browser.get("/petition/look/").content.decode()
    assert "When did it happen, or since when?" in page
    assert page.count("Not found in your text") >= 2
    assert "<q>楼下油烟很大，请查一下他的手续。</q>" in page


def test_the_layout_is_taken_only_on_a_press_and_holds_every_word(browser):
    browser.post("/petition/", {"body": TALK, "look": "yes"})
    assert TALK in browser.get("/petition/").content.decode()
    assert browser.post("/petition/look/")["Location"] == "/petition/"
    page = browser.get("/petition/").content.decode()
    assert "What I ask for\n希望城管局查一下他的手续。" in page
    assert all(sentence in page for sentence in TALK.split("。"))


def test_nothing_is_looked_over_unless_asked(browser):
    assert browser.post("/petition/", {"body": TALK})["Location"] == "/petition/where/"


def test_switched_off_it_says_so_and_the_way_goes_on(browser, settings):
    settings.XINQIAO_LANGUAGE = False
    browser.post("/petition/", {"body": TALK, "look": "yes"})
    page = browser.get("/petition/look/").content.decode()
    assert "switched off" in page and "/petition/where/" in page
    assert browser.post("/petition/look/").status_code == 200


def test_a_model_is_offered_only_where_one_is_set_and_what_it_adds_is_marked(browser, settings, monkeypatch):
    browser.post("/petition/", {"body": TALK, "look": "yes"})
    assert "Ask for a draft" not in browser.get("/petition/look/").content.decode()
    settings.XINQIAO_MODEL_URL = "http://127.0.0.1:1/v1"
    answer = {"choices": [{"message": {"content": "桂园小区楼下的烧烤店每晚油烟很大。请罚款五千元。"}}]}
    monkeypatch.setattr("xinqiao.intake.local_model._ask", lambda url, body: json.dumps(answer).encode())
    page = browser.post("/petition/look/", {"ask": "yes"}).content.decode()
    assert page.count("You did not write this") == 1 and "· 五千" in page
    assert TALK in browser.get("/petition/").content.decode()


def test_a_model_that_does_not_answer_leaves_everything_as_it_is(browser, settings):
    settings.XINQIAO_MODEL_URL = "http://127.0.0.1:1/v1"
    browser.post("/petition/", {"body": TALK, "look": "yes"})
    assert "The model gave no draft" in browser.post("/petition/look/", {"ask": "yes"}).content.decode()
    assert TALK in browser.get("/petition/").content.decode()


def test_a_model_is_not_asked_without_end(browser, settings, monkeypatch):
    settings.XINQIAO_MODEL_URL = "http://127.0.0.1:1/v1"
    monkeypatch.setattr("xinqiao.intake.local_model._ask", lambda url, body: b"{}")
    browser.post("/petition/", {"body": TALK, "look": "yes"})
    statuses = [browser.post("/petition/look/", {"ask": "yes"}).status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]


def test_what_is_missing_is_asked_one_question_at_a_time_and_each_may_be_skipped(browser):
    browser.post("/petition/", {"body": "楼下油烟很大，我们整晚睡不着。请查一下他的手续。", "look": "yes"})
    assert "/petition/ask/" in browser.get("/petition/look/").content.decode()
    asked = browser.get("/petition/ask/")
    assert asked["Location"] == "/petition/ask/?of=when"
    page = browser.get(asked["Location"]).content.decode()
    assert "since when?" in page and "/offices/" in page and "Skip this question" in page
    following = browser.post(asked["Location"], {"answer": "去年夏天起，每天晚上"})
    assert following["Location"] == "/petition/ask/?of=where"
    following = browser.post(following["Location"], {"answer": "桂园小区", "skip": "yes"})
    while following["Location"] != "/petition/look/":
        following = browser.post(following["Location"], {"answer": " "})
    page = browser.get("/petition/").content.decode()
    assert (
        "楼下油烟很大，我们整晚睡不着。请查一下他的手续。\nWhen: 去年夏天起，每天晚上" in page
        and "桂园小区" not in page
    )


def test_an_answer_that_does_not_fit_is_told_and_the_text_stays(browser):
    browser.post("/petition/", {"body": "楼下油烟很大。", "look": "yes"})
    page = browser.post("/petition/ask/?of=when", {"answer": "天" * 100_000})
    assert page.status_code == 422 and "can be taken at once" in page.content.decode()
    assert "When:" not in browser.get("/petition/").content.decode()


def test_nothing_is_asked_where_the_help_is_switched_off_or_nothing_was_written(browser, settings):
    assert browser.get("/petition/ask/?of=when").status_code == 303
    browser.post("/petition/", {"body": "楼下油烟很大。"})
    settings.XINQIAO_LANGUAGE = False
    assert browser.get("/petition/ask/")["Location"] == "/petition/look/"
