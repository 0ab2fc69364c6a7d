"""Number and code open a petition to the person it belongs to, and to nobody else, and never the office's inside."""

import json

import pytest

from tests.builders.petitions import do, lead_to_reply, serve
from xinqiao.intake.tracking import PETITIONER_ACTS
from xinqiao.petitions.acting import act_named, acts
from xinqiao.petitions.models import Petition

TEXT = "楼下烧烤店每晚油烟很大，请求处理。"


@pytest.fixture
def sent(city, caller):
    """A petition and its code."""
    person = {"name": "某甲", "phone": "13900000000", "address": "桥头路1号"}
    return caller.post("/api/v1/submissions", {"body": TEXT, "petitioner": person}).json()


@pytest.fixture
def petition(sent):
    return Petition.objects.get(reference=sent["reference"])


def test_the_answer_says_what_is_next_by_which_day_and_article(caller, sent):
    tracked = caller.track(sent).json()
    assert tracked["reference"] == sent["reference"]
    assert [entry["kind"] for entry in tracked["timeline"]] == ["received", "registered"]
    assert tracked["next"]["due_on"] and tracked["next"]["article"]
    assert "triage" in {clock["name"] for clock in tracked["clocks"]}


def test_an_unknown_number_and_a_wrong_code_get_the_very_same_answer(caller, sent):
    wrong = caller.get(f"/api/v1/track/{sent['reference']}", **{"X-Query-Code": "AAAA-BBBB-CCCC"})
    none = caller.get(f"/api/v1/track/{sent['reference']}")
    unknown = caller.get("/api/v1/track/XQ2026-0000-0000-0000", **{"X-Query-Code": sent["code"]})
    strange = caller.get("/api/v1/track/%00%F0%9F%98%80", **{"X-Query-Code": sent["code"]})
    assert {a.status_code for a in (wrong, none, unknown, strange)} == {404}
    assert wrong.content == unknown.content == strange.content == none.content


def test_a_number_read_aloud_opens_it_too(caller, sent):
    spoken = sent["reference"].lower().replace("-", "")
    assert caller.get(f"/api/v1/track/{spoken}", **{"X-Query-Code": sent["code"].lower()}).status_code == 200


def test_who_tries_codes_is_stopped_and_told_when_to_come_back(caller, sent):
    answers = [
        caller.get(f"/api/v1/track/{sent['reference']}", **{"X-Query-Code": f"AAAA-BBBB-{n:04d}"}) for n in range(12)
    ]
    assert answers[-1].status_code == 429 and int(answers[-1]["Retry-After"]) > 0


def test_no_officer_no_note_and_no_draft_is_told(city, caller, sent, petition):
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code, note="内部意见不外传")
    do("receive_referral", petition, city.officer("handler"))
    do("accept", petition, city.officer("handler"), text="已受理。")
    do("hear", petition, city.officer("handler"), summary="内部谈话要点")
    do(
        "draft_reply",
        petition,
        city.officer("handler"),
        request="请求",
        facts="草稿事实",
        basis="依据",
        outcome="support",
        opinion="草稿意见",
        remedy="复查",
    )
    told = json.dumps(caller.track(sent).json(), ensure_ascii=False)
    for secret in ("内部意见不外传", "内部谈话要点", "草稿意见", "Handler", "Clerk", "drafted"):
        assert secret not in told
    assert city["bureau"].name in told and "已受理。" in told


def test_an_answer_is_read_when_it_is_served_and_not_before(city, caller, sent, petition):
    lead_to_reply(city, petition)
    before = caller.track(sent).json()
    assert "责令改正" not in json.dumps(before, ensure_ascii=False)
    assert "acknowledge" in {may["act"] for may in before["may"]}
    serve(petition, city.officer("handler"))
    after = caller.track(sent).json()
    answer = next(writing for writing in after["documents"] if writing["kind"] == "reply")
    assert answer["blocks"]["opinion"] == "责令改正。"
    assert "request_reexamination" in {may["act"] for may in after["may"]}


def test_the_petitioner_goes_from_reply_to_review_by_her_code(city, caller, sent, petition):
    lead_to_reply(city, petition, outcome="not_support")
    assert caller.track(sent, "acknowledge", {"name": "某甲", "agrees": True}).json()["kind"] == "served"
    assert caller.track(sent, "rate", {"level": "dissatisfied", "of": "competent"}).status_code == 200
    asked = caller.track(sent, "request_reexamination", {"reasons": "不服。"})
    assert asked.json()["stage"] == "reexamination"
    assert caller.track(sent, "withdraw", {}).json()["stage"] == "withdrawn"
    assert caller.track(sent, "revoke_withdrawal", {}).json()["stage"] == "reexamination"


def test_a_step_that_is_not_open_is_refused_with_its_article(caller, sent):
    answer = caller.track(sent, "request_review", {"reasons": "不服。"})
    assert answer.status_code == 409 and answer.json()["code"] == "step_not_permitted"
    assert answer.json()["article"] and answer.json()["detail"]


def test_a_stale_page_is_told_so_and_nothing_changes(caller, sent, petition):
    assert caller.track(sent, "supplement", {"text": "补充。", "expected_seq": 2}).status_code == 200
    again = caller.track(sent, "supplement", {"text": "补充。", "expected_seq": 2})
    assert (again.status_code, again.json()["code"]) == (409, "stale")
    assert petition.events.filter(kind="supplemented").count() == 1


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("supplement", {}, "text"),
        ("supplement", {"text": ""}, "text"),
        ("supplement", {"text": "x", "more": 1}, "more"),
        ("rate", {"level": "furious", "of": "competent"}, "level"),
        ("request_review", {"reasons": "x", "posted_on": "2026-02-30"}, "posted_on"),
    ],
)
def test_an_act_names_the_field_at_fault(caller, sent, act, body, field):
    answer = caller.track(sent, act, body)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("act", ["refer", "reply", "serve", "nothing"])
def test_an_officer_s_act_is_no_address_of_the_petitioner_s(caller, sent, act):
    assert caller.track(sent, act, {}).status_code == 404


def test_each_act_of_the_petitioner_s_has_its_address():
    hers = {act.name for act in acts().values() if "petitioner" in act.roles or act.on_behalf}
    assert hers <= set(PETITIONER_ACTS)
    assert all(act_named(name) for name in PETITIONER_ACTS)
