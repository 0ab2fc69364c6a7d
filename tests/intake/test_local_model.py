"""A model on this machine may draft; what it adds is found out, and nothing leaves this network. Asked of a small server here."""

import pytest

from tests.builders.local_model import a_model
from xinqiao.intake import local_model
from xinqiao.intake.local_model import NoModel, draft_by_model, is_model_set, summary_by_model

TALK = "去年六月起，桂园小区楼下的烧烤店每晚油烟很大。我找过物业好几次，没人管。希望城管局查一下他的手续。"


@pytest.fixture
def model(settings):
    """A server that speaks the chat form, and what it was asked; `says` is its answer."""
    with a_model() as model:
        settings.XINQIAO_MODEL_URL = model.url
        yield model


def test_it_is_off_unless_set(settings):
    assert not is_model_set()
    with pytest.raises(NoModel, match="off"):
        draft_by_model(TALK)


def test_a_faithful_draft_is_sound_and_each_sentence_has_its_source(model):
    model.says = "去年六月起，桂园小区楼下的烧烤店每晚油烟很大。找过物业好几次，没人管。希望城管局查他的手续。"
    draft = draft_by_model(TALK)
    assert draft.is_sound and [one.source.start for one in draft.sentences] == [0, 23, 36]
    path, asked = model.asked[0]
    assert path == "/v1/chat/completions" and asked["messages"][1]["content"] == TALK


def test_a_draft_that_adds_a_number_or_a_wish_is_not_sound(model):
    model.says = "去年六月起，桂园小区楼下的烧烤店每晚油烟很大。请罚款五千元。"
    draft = draft_by_model(TALK)
    assert not draft.is_sound
    assert [one.draft.words for one in draft.sentences if not one.is_sound] == ["请罚款五千元。"]


@pytest.mark.parametrize(("says", "status"), [("", 200), ("好", 500)])
def test_a_model_that_says_nothing_is_no_model(model, says, status):
    model.says, model.status = says, status
    with pytest.raises(NoModel, match="silent"):
        draft_by_model(TALK)


@pytest.mark.parametrize("url", ["http://8.8.8.8/v1", "https://127.0.0.1/v1", "ftp://127.0.0.1/v1", "http:///v1"])
def test_nothing_is_sent_beyond_this_network(settings, url):
    settings.XINQIAO_MODEL_URL = url
    with pytest.raises(NoModel, match="not_local"):
        draft_by_model(TALK)


def test_switched_off_no_model_is_asked(model, settings):
    settings.XINQIAO_LANGUAGE = False
    with pytest.raises(NoModel, match="off"):
        draft_by_model(TALK)
    assert model.asked == []


def test_a_summary_stands_beside_all_the_sentences_it_rests_on(model, settings):
    settings.XINQIAO_MODEL_NAME = "invented-7b"
    model.says = "桂园小区楼下的烧烤店每晚油烟很大，希望城管局查他的手续。店主已被罚款。"
    found = summary_by_model(TALK)
    both, added = found.sentences
    assert [source.start for source in both.sources] == [0, 36] and both.is_sound
    assert not added.is_sound and added.sources == ()
    assert found.model == "invented-7b" and found.left_out == 0
    assert "摘要" in model.asked[0][1]["messages"][0]["content"]


def test_what_a_model_thinks_aloud_and_the_numbers_of_its_lines_are_no_part_of_it(model):
    model.says = "<think>我先数一数，有三句。</think>\n1. 桂园小区楼下的烧烤店每晚油烟很大。\n2、希望城管局查他的手续。"
    assert [one.sentence.words for one in summary_by_model(TALK).sentences] == [
        "桂园小区楼下的烧烤店每晚油烟很大。",
        "希望城管局查他的手续。",
    ]
    assert all(one.is_sound for one in summary_by_model(TALK).sentences)
    model.says = "<think>一直在想"
    with pytest.raises(NoModel, match="silent"):
        summary_by_model(TALK)


def test_a_model_that_takes_too_long_is_no_model(model, monkeypatch):
    monkeypatch.setattr(local_model, "SECONDS", 0.2)
    model.says, model.waits = "好", 1.0
    with pytest.raises(NoModel, match="silent"):
        summary_by_model(TALK)
