"""A letter says what the law wants said: nobody leaves it out, and nothing half is issued."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from tests.builders.city import City, a_city
from tests.builders.petitions import OPINION, a_petition, answer, do, lead_to_handling, serve
from xinqiao.petitions.acting import Actor, ActRefused, BadInput, acts, perform, read_given
from xinqiao.petitions.models import Document, Petition

pytestmark = pytest.mark.django_db
REPLY = OPINION | {"request": "请求处理油烟。", "remedy": ""}
BEIJING = ZoneInfo("Asia/Shanghai")


def _handled(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    return petition


def _document(petition: Petition, kind: str) -> Document:
    return petition.documents.filter(kind=kind).latest("pk")


def test_an_acceptance_names_the_law_the_limit_and_its_last_day() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=BEIJING), tick=False):
        blocks = _document(_handled(a_city()), "acceptance").blocks
    assert "《信访工作条例》第二十三条第三款" in blocks["text"] or "受理" in blocks["text"]
    assert "60日" in blocks["deadline"]
    assert "2026年5月6日" in blocks["deadline"]
    assert "第三十四条" in blocks["deadline"]


def test_a_notice_left_empty_says_it_in_the_words_of_the_regulation() -> None:
    city = a_city()
    petition = a_petition(city, at="transport")
    do("notify", petition, city.officer("transporter"))
    text = _document(petition, "notice").blocks["text"]
    assert petition.reference in text
    assert "油烟扰民" in text


def test_the_remedy_names_who_decides_within_how_long_and_by_which_article() -> None:
    city = a_city()
    petition = _handled(city)
    do("draft_reply", petition, city.officer("handler"), **REPLY)
    remedy = _document(petition, "reply").blocks["remedy"]
    assert city["bureau"].higher_organ.name in remedy
    assert "30日" in remedy
    assert "第三十五条" in remedy


def test_a_drafter_adds_to_the_remedy_and_does_not_replace_it() -> None:
    city = a_city()
    petition = _handled(city)
    do("draft_reply", petition, city.officer("handler"), **REPLY | {"remedy": "也可以先来电话询问。"})
    remedy = _document(petition, "reply").blocks["remedy"]
    assert "第三十五条" in remedy
    assert remedy.endswith("也可以先来电话询问。")


def test_a_draft_that_came_back_does_not_say_the_remedy_twice() -> None:
    city = a_city()
    petition = _handled(city)
    do("draft_reply", petition, city.officer("handler"), **REPLY | {"remedy": "可先来电。"})
    first = _document(petition, "reply").blocks["remedy"]
    do("draft_reply", petition, city.officer("handler"), **REPLY | {"remedy": first})
    assert _document(petition, "reply").blocks["remedy"] == first


def test_an_opinion_with_an_empty_block_is_not_submitted_and_says_which() -> None:
    city = a_city()
    petition = _handled(city)
    with pytest.raises(BadInput) as refused:
        do("draft_reply", petition, city.officer("handler"), **REPLY | {"basis": "　", "facts": ""})
    assert set(refused.value.faults) == {"basis", "facts"}
    assert not petition.documents.filter(kind="reply").exists()


def test_an_opinion_that_lost_a_block_is_not_issued_and_says_which_by_its_article() -> None:
    city = a_city()
    petition = _handled(city)
    do("draft_reply", petition, city.officer("handler"), **REPLY)
    draft = _document(petition, "reply")
    do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=True)
    draft.refresh_from_db()
    draft.blocks = draft.blocks | {"remedy": "", "basis": " "}
    draft.save()
    with translation.override("zh-hans"), pytest.raises(ActRefused) as refused:
        do("reply", petition, city.officer("handler"))
    assert "依据" in str(refused.value)
    assert "救济途径" in str(refused.value)
    assert "第三十五条" in str(refused.value)
    draft.refresh_from_db()
    assert draft.number == ""


def test_a_draft_from_before_letters_had_forms_gets_their_words_when_it_is_issued() -> None:
    city = a_city()
    petition = _handled(city)
    do("draft_reply", petition, city.officer("handler"), **REPLY)
    draft = _document(petition, "reply")
    do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=True)
    Document.objects.filter(pk=draft.pk).update(letter="", blocks=REPLY | {"remedy": "向上级请求复查。"})
    do("reply", petition, city.officer("handler"))
    issued = _document(petition, "reply")
    assert issued.letter == "reply"
    assert issued.blocks["opening"]
    assert issued.blocks["remedy"].endswith("向上级请求复查。")


def test_a_revoking_opinion_says_who_handles_the_matter_anew() -> None:
    city = a_city()
    petition = a_petition(city, at="district_bureau", place=city.places["district"])
    handler, head = city.officer("district_handler"), city.officer("district_head")
    do("accept", petition, handler)
    do("hear", petition, handler, summary="听取。")
    answer(petition, drafter=handler, head=head, kind="reply", outcome="not_support")
    serve(petition, handler)
    do("request_reexamination", petition, reasons="未解决。")
    governor, above = city.officer("governor"), city.officer("governor_head")
    answer(petition, drafter=governor, head=above, kind="reexamination", outcome="revoke")
    blocks = _document(petition, "reexamination").blocks
    assert city["district_bureau"].name in blocks["opening"]
    assert "重新办理" in blocks["remedy"]
    assert city["district_bureau"].name in blocks["remedy"]


def test_an_extension_says_the_new_last_day_and_the_reason() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=BEIJING), tick=False):
        city = a_city()
        petition = _handled(city)
        do("draft_extension", petition, city.officer("handler"), days=10, reason="需检测。")
    blocks = _document(petition, "extension").blocks
    assert "10日" in blocks["decision"]
    assert "2026年5月11日" in blocks["decision"]
    assert blocks["reason"] == "需检测。"


@pytest.mark.parametrize(
    ("given", "letter", "said"),
    [
        ({"reason": "other_organ", "to": "云溪市交通局（演示）"}, "not_accepted", "云溪市交通局（演示）"),
        ({"reason": "statutory_route", "route": "arbitration"}, "not_accepted", "仲裁"),
        ({"reason": "after_rereview_same_facts", "petition": "YX-1"}, "no_longer_accepted", "YX-1"),
    ],
)
def test_who_is_turned_away_is_told_the_ground_the_article_and_the_way(given: dict, letter: str, said: str) -> None:
    city = a_city()
    petition = a_petition(city)
    perform(
        acts()["draft_decline"],
        petition_id=petition.pk,
        actor=Actor.of_officer(city.officer("clerk")),
        given=read_given(acts()["draft_decline"].given, given),
    )
    document = _document(petition, "decline")
    assert document.letter == letter
    assert said in document.blocks["way"]
    assert "新的事实和理由" in document.blocks["way"]
    assert "条" in document.blocks["decision"]


def test_a_referral_and_an_objection_are_letters_between_organisations() -> None:
    city = a_city()
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code, note="请尽快。")
    do("receive_referral", petition, city.officer("handler"))
    do("object", petition, city.officer("handler"), reason="属交通局职权。")
    referral, objection = _document(petition, "referral"), _document(petition, "objection")
    assert "5个工作日" in referral.blocks["opening"]
    assert referral.blocks["note"] == "请尽快。"
    assert objection.blocks["to"] == city["office"].code


@pytest.mark.parametrize(("language", "word"), [("en", "accept"), ("zh-hant", "受理"), ("zh-hans", "受理")])
def test_a_letter_speaks_the_petition_s_language_whatever_the_officer_reads(language: str, word: str) -> None:
    city = a_city()
    petition = a_petition(city)
    petition.submission.language = language
    petition.submission.save()
    lead_to_handling(city, petition)
    document = _document(petition, "acceptance")
    assert document.language == language
    assert word in document.blocks["deadline"] + document.blocks["text"]


def test_a_matter_without_remedy_says_so() -> None:
    city = a_city()
    petition = a_petition(city, at="transport", kind="suggestion")
    do("accept", petition, city.officer("transporter"))
    do("draft_reply", petition, city.officer("transporter"), **REPLY)
    assert "不适用复查" in _document(petition, "reply").blocks["remedy"]
