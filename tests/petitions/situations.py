"""For every act: a petition on which it may be done, by whom, and what is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.builders.city import City
from tests.builders.petitions import (
    OPINION,
    a_petition,
    answer,
    do,
    lead_to_handling,
    lead_to_reply,
    serve,
)
from xinqiao.people.models import Officer
from xinqiao.petitions.models import Petition


@dataclass
class Situation:
    """Where the act is done; `by` is None for the petitioner."""

    petition: Petition
    by: Officer | None
    given: Mapping[str, Any] = field(default_factory=dict)


def _at_office(city: City) -> Petition:
    return a_petition(city)


def _referred(city: City) -> Petition:
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    return petition


def _received_by_bureau(city: City) -> Petition:
    petition = _referred(city)
    do("receive_referral", petition, city.officer("handler"))
    return petition


def _objected(city: City) -> Petition:
    petition = _received_by_bureau(city)
    do("object", petition, city.officer("handler"), reason="属交通局职权。")
    return petition


def _disputed(city: City) -> Petition:
    petition = _objected(city)
    do("refuse_objection", petition, city.officer("clerk"), reason="三定规定载明。")
    return petition


def _handling(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    return petition


def _replied(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_reply(city, petition)
    return petition


def _agreed(city: City) -> Petition:
    petition = _at_office(city)
    do("consent_to_electronic_service", petition)
    return petition


def _reply_served(city: City) -> Petition:
    petition = _replied(city)
    serve(petition, city.officer("handler"))
    return petition


def _in_reexamination(city: City) -> Petition:
    petition = _reply_served(city)
    do("request_reexamination", petition, reasons="未解决。")
    return petition


def _reexamined_and_served(city: City) -> Petition:
    petition = a_petition(city, at="district_bureau", place=city.places["district"])
    handler, head = city.officer("district_handler"), city.officer("district_head")
    do("accept", petition, handler, text="受理。")
    do("hear", petition, handler, summary="听取。")
    answer(petition, drafter=handler, head=head, kind="reply", outcome="not_support")
    serve(petition, handler)
    do("request_reexamination", petition, reasons="未解决。")
    answer(
        petition,
        drafter=city.officer("governor"),
        head=city.officer("governor_head"),
        kind="reexamination",
        outcome="uphold",
    )
    serve(petition, city.officer("governor"))
    return petition


def _in_review(city: City) -> Petition:
    petition = _reexamined_and_served(city)
    do("request_review", petition, reasons="仍不服。")
    return petition


def _with_draft(kind: str, blocks: Mapping[str, Any], *, approved: bool) -> Callable[[City], Petition]:
    def lead(city: City) -> Petition:
        petition = _handling(city) if kind != "decline" else _received_by_bureau(city)
        do(f"draft_{kind}", petition, city.officer("handler"), **blocks)
        if approved:
            draft = petition.documents.get(kind=kind)
            do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=True)
        return petition

    return lead


def _withdrawn(city: City) -> Petition:
    petition = _at_office(city)
    do("withdraw", petition)
    return petition


def _guided(city: City) -> Petition:
    petition = _at_office(city)
    do("guide", petition, city.officer("clerk"), where="人民法院（演示）", text="请向法院提出。")
    return petition


def _channelled(city: City) -> Petition:
    petition = _at_office(city)
    do("channel", petition, city.officer("clerk"), route="arbitration", to="劳动人事争议仲裁委员会（演示）")
    return petition


def _simple(city: City) -> Petition:
    petition = _received_by_bureau(city)
    do("choose_simple", petition, city.officer("handler"))
    return petition


def _unregistered(city: City) -> Petition:
    """Never by our own channels, which register at receipt; a partner's record may arrive so."""
    petition = a_petition(city)
    petition.events.filter(kind="registered").delete()
    return petition


def _hearing(city: City) -> Petition:
    petition = _handling(city)
    do("open_hearing", petition, city.officer("handler"))
    return petition


def _assigned_day() -> str:
    return (timezone.localdate() + timedelta(days=20)).isoformat()


EXTENSION = {"days": 10, "reason": "需现场检测。"}
DECLINED = {"reason": "other_organ", "to": "人民法院（演示）", "text": "不属本机关职权，请向法院提出。"}
REPLY = OPINION | {"request": "请求处理油烟。"}
Maker = tuple[Callable[[City], Petition], str | None, Callable[[City, Petition], Mapping[str, Any]]]


def _just(**given: Any) -> Callable[[City, Petition], Mapping[str, Any]]:
    return lambda _city, _petition: given


def _to(organisation: str, **rest: Any) -> Callable[[City, Petition], Mapping[str, Any]]:
    return lambda city, _petition: {"to": city[organisation].code} | rest


def _last_fact(city: City, petition: Petition) -> Mapping[str, Any]:
    event = petition.events.filter(is_fact=True, kind="accepted").get()
    return {"fact": event.seq, "reason": "误录。", "happened_at": event.occurred_at.isoformat()}


MAKERS: dict[str, Maker] = {
    "register": (_unregistered, "clerk", _just()),
    "refer": (_at_office, "clerk", _to("bureau")),
    "assign": (_at_office, "clerk", lambda city, _p: {"to": city["bureau"].code, "report_by": _assigned_day()}),
    "receive_referral": (_referred, "handler", _just()),
    "object": (_received_by_bureau, "handler", _just(reason="属交通局职权。")),
    "return_to_sender": (_objected, "clerk", _just(reason="同意退回。")),
    "refuse_objection": (_objected, "clerk", _just(reason="三定规定载明。")),
    "decide_competence": (_disputed, "chair", _to("bureau", reason="住建局主管。")),
    "notify": (_received_by_bureau, "handler", _just(text="已收到。")),
    "accept": (_received_by_bureau, "handler", _just(text="受理。")),
    "guide": (_at_office, "clerk", _just(where="人民法院", text="请向法院提出。")),
    "channel": (_at_office, "clerk", _just(route="arbitration", to="仲裁委员会（演示）")),
    "acknowledge_channel": (_channelled, "clerk", _just(proof="回执1号")),
    "decline": (_with_draft("decline", DECLINED, approved=True), "handler", _just()),
    "hear": (_handling, "handler", _just(summary="当面听取。")),
    "extend": (_with_draft("extension", EXTENSION, approved=True), "handler", _just()),
    "open_hearing": (_handling, "handler", _just()),
    "close_hearing": (_hearing, "handler", _just(summary="双方陈述完毕。")),
    "reply": (_with_draft("reply", REPLY, approved=True), "handler", _just()),
    "serve": (_replied, "handler", _just(method="hand", recipient="某甲")),
    "acknowledge": (_replied, None, _just(name="某甲", agrees=True)),
    "rate": (_reply_served, None, _just(level="satisfied", of="competent")),
    "request_reexamination": (_reply_served, None, _just(reasons="未解决。")),
    "draft_reexamination": (_in_reexamination, "mayor", _just(**OPINION | {"outcome": "uphold"})),
    "request_review": (_reexamined_and_served, None, _just(reasons="仍不服。")),
    "draft_review": (_in_review, "mayor", _just(**OPINION | {"outcome": "uphold"})),
    "mediate": (_handling, "handler", _just(text="双方同意：十日内清洗烟道。")),
    "execute": (_reply_served, "handler", _just(proof="烟道已改造，照片3张。")),
    "withdraw": (_at_office, None, _just()),
    "revoke_withdrawal": (_withdrawn, None, _just()),
    "bring_new_facts": (_guided, None, _just(text="新的检测报告。")),
    "choose_simple": (_received_by_bureau, "handler", _just()),
    "leave_simple": (_simple, "handler", _just(reason="事实不清。")),
    "correct": (_handling, "handler", _last_fact),
    "void": (_handling, "handler", _last_fact),
    "reclassify": (
        _at_office,
        "clerk",
        _just(kind="suggestion", route="petition_procedure", reason="实为建议。"),
    ),
    "hand_over": (
        _handling,
        "head",
        lambda city, _p: {"officer": city.officers["second_handler"].pk, "reason": "休假"},
    ),
    "draft_reply": (_handling, "handler", _just(**REPLY)),
    "draft_extension": (_handling, "handler", _just(**EXTENSION)),
    "draft_decline": (_received_by_bureau, "handler", _just(**DECLINED)),
    "approve_draft": (
        _with_draft("reply", REPLY, approved=False),
        "head",
        lambda _c, p: {"document": p.documents.get(kind="reply").pk, "is_approved": True},
    ),
    "supplement": (_at_office, None, _just(text="补充照片说明。")),
    "record_contact": (
        _handling,
        "handler",
        _just(how="phone", reached="yes", whom="本人", summary="电话告知进展。", promise="周五前回电。"),
    ),
    "record_service_attempt": (
        _replied,
        "handler",
        _just(method="hand", outcome="nobody_there", summary="敲门无人应答。"),
    ),
    "consent_to_electronic_service": (_at_office, None, _just()),
    "withdraw_consent": (_agreed, None, _just()),
    "choose_notices": (_at_office, None, _just(channel="none")),
}


def _suggestion(city: City) -> Petition:
    petition = a_petition(city, kind="suggestion")
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    do("notify", petition, city.officer("handler"), text="已收到您的建议。")
    return petition


def _recusal_claimed(city: City) -> Petition:
    petition = _handling(city)
    do("claim_recusal", petition, reason="承办人是被投诉商户的亲属。")
    return petition


def _joint_visit(city: City) -> Petition:
    return a_petition(city, persons=9)


def _urgent(city: City) -> Petition:
    petition = _at_office(city)
    do("mark_urgent", petition, city.officer("clerk"), reason="停水影响全区。")
    return petition


def _sealed(city: City) -> Petition:
    return a_petition(city, kind="accusation", accused_organisation=city["transport"])


def _not_done(city: City) -> Petition:
    petition = _reply_served(city)
    do("claim_non_execution", petition, text="烟道没有改造。")
    return petition


MAKERS |= {
    "split_off": (
        _at_office,
        "clerk",
        _just(title="路灯不亮", body="另外，桥头路的路灯坏了三个月。", kind="appeal", route="petition_procedure"),
    ),
    "refuse_channel": (_channelled, "clerk", _just(reason="不属于劳动争议。")),
    "say_refused": (_channelled, None, _just(reason="窗口当场退回。")),
    "study": (_suggestion, "handler", _just(summary="可行，需与公交公司商定。")),
    "claim_recusal": (_handling, None, _just(reason="承办人是被投诉商户的亲属。")),
    "declare_recusal": (_handling, "handler", _just(reason="与被投诉人有亲属关系。")),
    "decide_recusal": (_recusal_claimed, "head", _just(outcome="granted", reason="属实。")),
    "name_representatives": (_joint_visit, None, _just(names="某甲\n某乙\n某丙")),
    "mark_urgent": (_at_office, "clerk", _just(reason="停水影响全区。")),
    "report_urgent": (_urgent, "clerk", _to("city", text="全区停水，居民聚集取水。")),
    "inform_leaders": (_sealed, "clerk", _to("city", text="有干部违纪举报，请依干部管理权限处理。")),
    "succeed": (_handling, "clerk", _to("transport", reason="机构改革，职能划入。")),
    "offer_assistance": (_handling, "handler", _just(text="已告知临时救助的申请办法。")),
    "give_assistance": (_handling, "handler", _just(proof="临时救助款已发放，回单1号。")),
    "claim_non_execution": (_reply_served, None, _just(text="烟道没有改造。")),
    "urge": (_not_done, "clerk", _just(text="已督促住建局十日内完成。")),
    "follow_up": (_guided, "clerk", _just(summary="已向法院立案。")),
}


def _reexamination_approved(city: City) -> Petition:
    petition = _in_reexamination(city)
    do("draft_reexamination", petition, city.officer("mayor"), **OPINION | {"outcome": "uphold"})
    draft = petition.documents.get(kind="reexamination")
    do("approve_draft", petition, city.officer("secretary"), document=draft.pk, is_approved=True)
    return petition


def _review_approved(city: City) -> Petition:
    petition = _in_review(city)
    do("draft_review", petition, city.officer("mayor"), **OPINION | {"outcome": "uphold"})
    draft = petition.documents.get(kind="review")
    do("approve_draft", petition, city.officer("secretary"), document=draft.pk, is_approved=True)
    return petition


def _asked(city: City) -> Petition:
    petition = _handling(city)
    do("ask_question", petition, about="late", text="为什么还没有答复？")
    return petition


def _its_question(_city: City, petition: Petition) -> Mapping[str, Any]:
    return {"question": petition.events.get(kind="question_asked").seq, "answer": "本周五前答复您。"}


MAKERS["ask_question"] = (_handling, None, _just(about="late", text="为什么还没有答复？"))
MAKERS["answer_question"] = (_asked, "clerk", _its_question)
MAKERS["reexamine"] = (_reexamination_approved, "mayor", _just())
MAKERS["review"] = (_review_approved, "mayor", _just())


def situation_for(act: str, city: City) -> Situation:
    """The situation of an act; a new act without one fails here, and so cannot go untested."""
    lead, by, given = MAKERS[act]
    petition = lead(city)
    return Situation(petition=petition, by=city.officer(by) if by else None, given=given(city, petition))
