"""Nothing of legal effect leaves the house on one person's word."""

import pytest

from tests.builders.city import City, a_city
from tests.builders.petitions import OPINION, a_petition, do, lead_to_handling
from xinqiao.petitions.acting import ActRefused, BadInput, NotPermitted
from xinqiao.petitions.models import DocumentState, Petition

pytestmark = pytest.mark.django_db
REPLY = OPINION | {"request": "请求处理油烟。"}


def _drafted(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    do("draft_reply", petition, city.officer("handler"), **REPLY)
    return petition


def test_a_reply_is_not_issued_before_a_second_person_approved_it() -> None:
    city = a_city()
    petition = _drafted(city)
    with pytest.raises(ActRefused):
        do("reply", petition, city.officer("handler"))
    assert not petition.events.filter(kind="replied").exists()


def test_the_drafter_does_not_approve_her_own_draft_even_as_head() -> None:
    city = a_city()
    petition = a_petition(city, at="transport")
    transporter = city.officer("transporter")
    do("accept", petition, transporter)
    do("draft_reply", petition, transporter, **REPLY)
    draft = petition.documents.get(kind="reply")
    with pytest.raises(NotPermitted):
        do("approve_draft", petition, transporter, document=draft.pk, is_approved=True)


def test_a_draft_sent_back_needs_a_comment_and_is_written_anew() -> None:
    city = a_city()
    petition = _drafted(city)
    draft = petition.documents.get(kind="reply")
    with pytest.raises(BadInput):
        do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=False)
    do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=False, comment="依据不明。")
    with pytest.raises(ActRefused):
        do("reply", petition, city.officer("handler"))
    do("draft_reply", petition, city.officer("handler"), **REPLY | {"basis": "条例第四条"})
    newest = petition.documents.filter(kind="reply").latest("pk")
    do("approve_draft", petition, city.officer("head"), document=newest.pk, is_approved=True)
    do("reply", petition, city.officer("handler"))
    newest.refresh_from_db()
    assert newest.state == DocumentState.ISSUED
    assert newest.number


def test_an_opinion_with_an_empty_block_is_refused_and_says_which() -> None:
    city = a_city()
    petition = a_petition(city)
    lead_to_handling(city, petition)
    with pytest.raises(BadInput) as refused:
        do("draft_reply", petition, city.officer("handler"), **REPLY | {"basis": " ", "opinion": ""})
    assert set(refused.value.faults) == {"basis", "opinion"}


def test_only_the_head_approves_an_extension() -> None:
    city = a_city()
    petition = a_petition(city)
    lead_to_handling(city, petition)
    do("draft_extension", petition, city.officer("handler"), days=10, reason="需检测。")
    draft = petition.documents.get(kind="extension")
    with pytest.raises(NotPermitted):
        do("approve_draft", petition, city.officer("second_handler"), document=draft.pk, is_approved=True)
    do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=True)
    event = do("extend", petition, city.officer("handler"))
    assert event.data["days"] == 10
