"""What the petition page offers is what the frame of acts allows: for every act, in its own situation."""

import pytest
from django.db import transaction

from tests.petitions.situations import MAKERS, situation_for
from tests.web.officer.desk import page_of, signed_in

# Decided on a page of its own, beside the text it is about.
_BESIDE_THEIR_TEXT = {"approve_draft", "answer_question"}
_BY_OFFICERS = sorted(name for name, (_lead, by, _given) in MAKERS.items() if by)


def _offered(client, petition):
    page = client.get(page_of(petition.reference))
    assert page.status_code == 200
    steps = page.context["steps"]
    return page, {offer.act for offer in (*steps.mine, *steps.office)}


@pytest.mark.parametrize("name", [name for name in _BY_OFFICERS if name not in _BESIDE_THEIR_TEXT])
def test_an_act_that_may_be_done_is_offered_and_done_from_its_form(city, name):
    situation = situation_for(name, city)
    client = signed_in(city, situation.by.account.username)
    _page, offered = _offered(client, situation.petition)
    assert name in offered
    url = page_of(situation.petition.reference, f"acts/{name}/")
    form = client.get(url)
    assert form.status_code == 200
    posted = {key: str(value) for key, value in situation.given.items()}
    response = client.post(url, posted | {"expected_seq": form.context["form"].expected_seq})
    assert response.status_code == 302, response.content.decode()[:3000]


@pytest.mark.parametrize("name", _BY_OFFICERS)
def test_nothing_is_offered_that_is_then_forbidden(city, name):
    situation = situation_for(name, city)
    client = signed_in(city, situation.by.account.username)
    page, offered = _offered(client, situation.petition)
    for act in offered:
        with transaction.atomic():
            url = page_of(situation.petition.reference, f"acts/{act}/")
            response = client.post(url, {"expected_seq": page.context["last_seq"]})
            transaction.set_rollback(True)
        assert response.status_code in (302, 422), act


def test_a_draft_and_a_question_are_offered_beside_their_text(city):
    situation = situation_for("approve_draft", city)
    page, _acts = _offered(signed_in(city, "head"), situation.petition)
    assert page_of(situation.petition.reference, f"documents/{situation.given['document']}/decision/") in (
        page.content.decode()
    )
