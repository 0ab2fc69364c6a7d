"""Petitions led by lawful acts to where an act is tried."""

from collections.abc import Callable, Mapping
from typing import Any

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
from xinqiao.petitions.models import Petition


def at_office(city: City) -> Petition:
    return a_petition(city)


def referred(city: City) -> Petition:
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    return petition


def received_by_bureau(city: City) -> Petition:
    petition = referred(city)
    do("receive_referral", petition, city.officer("handler"))
    return petition


def objected(city: City) -> Petition:
    petition = received_by_bureau(city)
    do("object", petition, city.officer("handler"), reason="属交通局职权。")
    return petition


def disputed(city: City) -> Petition:
    petition = objected(city)
    do("refuse_objection", petition, city.officer("clerk"), reason="三定规定载明。")
    return petition


def handling(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    return petition


def replied(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_reply(city, petition)
    return petition


def agreed(city: City) -> Petition:
    petition = at_office(city)
    do("consent_to_electronic_service", petition)
    return petition


def reply_served(city: City) -> Petition:
    petition = replied(city)
    serve(petition, city.officer("handler"))
    return petition


def in_reexamination(city: City) -> Petition:
    petition = reply_served(city)
    do("request_reexamination", petition, reasons="未解决。")
    return petition


def reexamined_and_served(city: City) -> Petition:
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


def in_review(city: City) -> Petition:
    petition = reexamined_and_served(city)
    do("request_review", petition, reasons="仍不服。")
    return petition


def with_draft(kind: str, blocks: Mapping[str, Any], *, approved: bool) -> Callable[[City], Petition]:
    def lead(city: City) -> Petition:
        petition = handling(city) if kind != "decline" else received_by_bureau(city)
        do(f"draft_{kind}", petition, city.officer("handler"), **blocks)
        if approved:
            draft = petition.documents.get(kind=kind)
            do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=True)
        return petition

    return lead


def withdrawn(city: City) -> Petition:
    petition = at_office(city)
    do("withdraw", petition)
    return petition


def guided(city: City) -> Petition:
    petition = at_office(city)
    do("guide", petition, city.officer("clerk"), where="人民法院（演示）", text="请向法院提出。")
    return petition


def channelled(city: City) -> Petition:
    petition = at_office(city)
    do("channel", petition, city.officer("clerk"), route="arbitration", to="劳动人事争议仲裁委员会（演示）")
    return petition


def simple(city: City) -> Petition:
    petition = received_by_bureau(city)
    do("choose_simple", petition, city.officer("handler"))
    return petition


def unregistered(city: City) -> Petition:
    """Never by our own channels, which register at receipt; a partner's record may arrive so."""
    petition = a_petition(city)
    petition.events.filter(kind="registered").delete()
    return petition


def hearing(city: City) -> Petition:
    petition = handling(city)
    do("open_hearing", petition, city.officer("handler"))
    return petition


def suggestion(city: City) -> Petition:
    petition = a_petition(city, kind="suggestion")
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    do("notify", petition, city.officer("handler"), text="已收到您的建议。")
    return petition


def represented(city: City) -> Petition:
    """A proxy acts for the petitioner."""
    petition = at_office(city)
    do("name_proxy", petition, name="某丁", capacity="proxy", authority="委托书，全程代理。")
    return petition


def recusal_claimed(city: City) -> Petition:
    petition = handling(city)
    do("claim_recusal", petition, reason="承办人是被投诉商户的亲属。")
    return petition


def joint_visit(city: City) -> Petition:
    return a_petition(city, persons=9)


def urgent(city: City) -> Petition:
    petition = at_office(city)
    do("mark_urgent", petition, city.officer("clerk"), reason="停水影响全区。")
    return petition


def sealed(city: City) -> Petition:
    return a_petition(city, kind="accusation", accused_organisation=city["transport"])


def not_done(city: City) -> Petition:
    petition = reply_served(city)
    do("claim_non_execution", petition, text="烟道没有改造。")
    return petition


def reexamination_approved(city: City) -> Petition:
    petition = in_reexamination(city)
    do("draft_reexamination", petition, city.officer("mayor"), **OPINION | {"outcome": "uphold"})
    draft = petition.documents.get(kind="reexamination")
    do("approve_draft", petition, city.officer("secretary"), document=draft.pk, is_approved=True)
    return petition


def review_approved(city: City) -> Petition:
    petition = in_review(city)
    do("draft_review", petition, city.officer("mayor"), **OPINION | {"outcome": "uphold"})
    draft = petition.documents.get(kind="review")
    do("approve_draft", petition, city.officer("secretary"), document=draft.pk, is_approved=True)
    return petition


def asked(city: City) -> Petition:
    petition = handling(city)
    do("ask_question", petition, about="late", text="为什么还没有答复？")
    return petition
