"""For every act: a petition on which it may be done, by whom, and what is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.builders.city import City
from tests.builders.petitions import OPINION
from tests.petitions import leading
from xinqiao.people.models import Officer
from xinqiao.petitions.models import Petition


@dataclass
class Situation:
    """Where the act is done; `by` is None for the petitioner."""

    petition: Petition
    by: Officer | None
    given: Mapping[str, Any] = field(default_factory=dict)


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
    "register": (leading.unregistered, "clerk", _just()),
    "refer": (leading.at_office, "clerk", _to("bureau")),
    "assign": (leading.at_office, "clerk", lambda city, _p: {"to": city["bureau"].code, "report_by": _assigned_day()}),
    "receive_referral": (leading.referred, "handler", _just()),
    "object": (leading.received_by_bureau, "handler", _just(reason="属交通局职权。")),
    "return_to_sender": (leading.objected, "clerk", _just(reason="同意退回。")),
    "refuse_objection": (leading.objected, "clerk", _just(reason="三定规定载明。")),
    "decide_competence": (leading.disputed, "chair", _to("bureau", reason="住建局主管。")),
    "notify": (leading.received_by_bureau, "handler", _just(text="已收到。")),
    "accept": (leading.received_by_bureau, "handler", _just(text="受理。")),
    "guide": (leading.at_office, "clerk", _just(where="人民法院", text="请向法院提出。")),
    "channel": (leading.at_office, "clerk", _just(route="arbitration", to="仲裁委员会（演示）")),
    "acknowledge_channel": (leading.channelled, "clerk", _just(proof="回执1号")),
    "decline": (leading.with_draft("decline", DECLINED, approved=True), "handler", _just()),
    "hear": (leading.handling, "handler", _just(summary="当面听取。")),
    "extend": (leading.with_draft("extension", EXTENSION, approved=True), "handler", _just()),
    "open_hearing": (leading.handling, "handler", _just()),
    "close_hearing": (leading.hearing, "handler", _just(summary="双方陈述完毕。")),
    "reply": (leading.with_draft("reply", REPLY, approved=True), "handler", _just()),
    "serve": (leading.replied, "handler", _just(method="hand", recipient="某甲")),
    "acknowledge": (leading.replied, None, _just(name="某甲", agrees=True)),
    "rate": (leading.reply_served, None, _just(level="satisfied", of="competent")),
    "request_reexamination": (leading.reply_served, None, _just(reasons="未解决。")),
    "draft_reexamination": (leading.in_reexamination, "mayor", _just(**OPINION | {"outcome": "uphold"})),
    "request_review": (leading.reexamined_and_served, None, _just(reasons="仍不服。")),
    "draft_review": (leading.in_review, "mayor", _just(**OPINION | {"outcome": "uphold"})),
    "mediate": (leading.handling, "handler", _just(text="双方同意：十日内清洗烟道。")),
    "execute": (leading.reply_served, "handler", _just(proof="烟道已改造，照片3张。")),
    "withdraw": (leading.at_office, None, _just()),
    "revoke_withdrawal": (leading.withdrawn, None, _just()),
    "bring_new_facts": (leading.guided, None, _just(text="新的检测报告。")),
    "choose_simple": (leading.received_by_bureau, "handler", _just()),
    "leave_simple": (leading.simple, "handler", _just(reason="事实不清。")),
    "correct": (leading.handling, "handler", _last_fact),
    "void": (leading.handling, "handler", _last_fact),
    "reclassify": (
        leading.at_office,
        "clerk",
        _just(kind="suggestion", route="petition_procedure", reason="实为建议。"),
    ),
    "hand_over": (
        leading.handling,
        "head",
        lambda city, _p: {"officer": city.officers["second_handler"].pk, "reason": "休假"},
    ),
    "draft_reply": (leading.handling, "handler", _just(**REPLY)),
    "draft_extension": (leading.handling, "handler", _just(**EXTENSION)),
    "draft_decline": (leading.received_by_bureau, "handler", _just(**DECLINED)),
    "approve_draft": (
        leading.with_draft("reply", REPLY, approved=False),
        "head",
        lambda _c, p: {"document": p.documents.get(kind="reply").pk, "is_approved": True},
    ),
    "supplement": (leading.at_office, None, _just(text="补充照片说明。")),
    "record_contact": (
        leading.handling,
        "handler",
        _just(how="phone", reached="yes", whom="本人", summary="电话告知进展。", promise="周五前回电。"),
    ),
    "record_service_attempt": (
        leading.replied,
        "handler",
        _just(method="hand", outcome="nobody_there", summary="敲门无人应答。"),
    ),
    "consent_to_electronic_service": (leading.at_office, None, _just()),
    "withdraw_consent": (leading.agreed, None, _just()),
    "choose_notices": (leading.at_office, None, _just(channel="none")),
}


MAKERS |= {
    "name_proxy": (leading.at_office, None, _just(name="某丁", capacity="proxy", authority="委托书，全程代理。")),
    "end_proxy": (leading.represented, None, _just()),
    "split_off": (
        leading.at_office,
        "clerk",
        _just(title="路灯不亮", body="另外，桥头路的路灯坏了三个月。", kind="appeal", route="petition_procedure"),
    ),
    "refuse_channel": (leading.channelled, "clerk", _just(reason="不属于劳动争议。")),
    "say_refused": (leading.channelled, None, _just(reason="窗口当场退回。")),
    "study": (leading.suggestion, "handler", _just(summary="可行，需与公交公司商定。")),
    "claim_recusal": (leading.handling, None, _just(reason="承办人是被投诉商户的亲属。")),
    "declare_recusal": (leading.handling, "handler", _just(reason="与被投诉人有亲属关系。")),
    "decide_recusal": (leading.recusal_claimed, "head", _just(outcome="granted", reason="属实。")),
    "name_representatives": (leading.joint_visit, None, _just(names="某甲\n某乙\n某丙")),
    "mark_urgent": (leading.at_office, "clerk", _just(reason="停水影响全区。")),
    "report_urgent": (leading.urgent, "clerk", _to("city", text="全区停水，居民聚集取水。")),
    "inform_leaders": (leading.sealed, "clerk", _to("city", text="有干部违纪举报，请依干部管理权限处理。")),
    "succeed": (leading.handling, "clerk", _to("transport", reason="机构改革，职能划入。")),
    "offer_assistance": (leading.handling, "handler", _just(text="已告知临时救助的申请办法。")),
    "give_assistance": (leading.handling, "handler", _just(proof="临时救助款已发放，回单1号。")),
    "claim_non_execution": (leading.reply_served, None, _just(text="烟道没有改造。")),
    "urge": (leading.not_done, "clerk", _just(text="已督促住建局十日内完成。")),
    "follow_up": (leading.guided, "clerk", _just(summary="已向法院立案。")),
}


def _its_question(_city: City, petition: Petition) -> Mapping[str, Any]:
    return {"question": petition.events.get(kind="question_asked").seq, "answer": "本周五前答复您。"}


MAKERS["ask_question"] = (leading.handling, None, _just(about="late", text="为什么还没有答复？"))
MAKERS["answer_question"] = (leading.asked, "clerk", _its_question)
MAKERS["reexamine"] = (leading.reexamination_approved, "mayor", _just())
MAKERS["review"] = (leading.review_approved, "mayor", _just())


def situation_for(act: str, city: City) -> Situation:
    """The situation of an act; a new act without one fails here, and so cannot go untested."""
    lead, by, given = MAKERS[act]
    petition = lead(city)
    return Situation(petition=petition, by=city.officer(by) if by else None, given=given(city, petition))
