"""The same matter? Three questions on the page of a petition, two texts side by side, and an officer who decides."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.builders.city import City
from tests.builders.petitions import a_petition, do
from tests.linking.letters import LIFT, SMOKE, SMOKE_BY_A_NEIGHBOUR, SMOKE_ELSEWHERE
from tests.web.officer.desk import page_of, signed_in
from xinqiao.linking.catching_up import catch_up
from xinqiao.linking.models import LinkDecision, MatterLink
from xinqiao.people.identities import Identity, make_petitioner
from xinqiao.petitions.models import Party, Petition
from xinqiao.safeguards.models import AccessEntry


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """A place of its own for the index."""
    settings.XINQIAO_HOME = tmp_path
    return tmp_path / "matters"


def _with_person(petition: Petition, phone: str) -> Petition:
    person = make_petitioner(identity=Identity(name="某甲", phone=phone))
    person.save()
    Party.objects.create(petition=petition, petitioner=person)
    return petition


def _two(city: City, phones: tuple[str, str] = ("13900000001", "13900000002")) -> tuple[Petition, Petition]:
    letters = (SMOKE, SMOKE_BY_A_NEIGHBOUR)
    one, other = (_with_person(a_petition(city, **text), phone) for text, phone in zip(letters, phones, strict=True))
    catch_up()
    return one, other


def _beside(one: Petition, other: Petition) -> str:
    return page_of(one.reference, f"same-matter/{other.reference}/")


def _answers(client: Client, petition: Petition) -> dict[str, list[str]]:
    """For each question the references that answer it."""
    shown = client.get(page_of(petition.reference), HTTP_ACCEPT_LANGUAGE="en").context["same_matter"]
    answers = {question.heading: [line.reference for line in question.lines] for question in shown.questions}
    return answers | {"copies": [line.reference for line in shown.copies]}


def test_a_neighbour_s_letter_is_the_same_matter_by_others(city):
    one, other = _two(city)
    answers = _answers(signed_in(city, "clerk"), one)
    assert answers["The same matter, by others?"] == [other.reference]
    assert answers["The same matter, by the same person?"] == answers["The same letter?"] == []
    assert not AccessEntry.objects.filter(purpose="same person", petition_id=other.pk).exists()


def test_a_repeat_is_told_to_who_registers_and_the_look_up_is_logged(city):
    one, other = _two(city, ("13900000001", "13900000001"))
    answers = _answers(signed_in(city, "clerk"), one)
    assert answers["The same matter, by the same person?"] == [other.reference]
    assert answers["The same matter, by others?"] == []
    assert AccessEntry.objects.filter(purpose="same person", petition_id=one.pk).count() == 1


def test_who_does_not_register_is_not_told_whether_it_is_the_same_person(city):
    one, other = _two(city, ("13900000001", "13900000001"))
    for petition in (one, other):
        do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    answers = _answers(signed_in(city, "handler"), one)
    assert answers["The same matter, by the same person?"] == []
    assert answers["The same matter, by others?"] == [other.reference]
    assert not AccessEntry.objects.filter(purpose="same person").exists()


def test_a_copy_about_another_place_is_shown_as_another_matter(city):
    one, copy = a_petition(city, **SMOKE), a_petition(city, **SMOKE_ELSEWHERE)
    catch_up()
    answers = _answers(signed_in(city, "clerk"), one)
    assert answers["copies"] == [copy.reference]
    assert answers["The same letter?"] == answers["The same matter, by others?"] == []
    page = signed_in(city, "clerk").get(_beside(one, copy)).content.decode()
    assert "<td>纸鸢里</td><td>翠鸟湾</td>" in page


def test_side_by_side_marks_what_both_say(city):
    one, other = _two(city)
    page = signed_in(city, "clerk").get(_beside(one, other)).content.decode()
    assert page.count("油烟直") >= 2 and page.count("<mark>") >= 4
    marked = {part.split("</mark>")[0] for part in page.split("<mark>")[1:]}
    assert any("油烟直" in words for words in marked)
    assert not any("孩子咳嗽" in words for words in marked)


def test_an_officer_decides_changes_her_mind_and_all_of_it_stands_on_the_page(city):
    one, other = _two(city)
    client = signed_in(city, "clerk")
    client.post(_beside(one, other), {"decision": "confirmed", "note": "同一家店"})
    assert MatterLink.objects.get().state == "confirmed"
    client.post(_beside(one, other), {"decision": "open"})
    client.post(_beside(other, one), {"decision": "refused"})
    assert [one.state for one in LinkDecision.objects.order_by("pk")] == ["confirmed", "open", "refused"]
    assert "同一家店" in client.get(_beside(one, other)).content.decode()
    assert _answers(client, one)["The same matter, by others?"] == []


@pytest.mark.parametrize("decision", ["", "merged", "confirmed' OR 1=1"])
def test_nothing_else_can_be_decided(city, decision):
    one, other = _two(city)
    assert signed_in(city, "clerk").post(_beside(one, other), {"decision": decision}).status_code == 302
    assert not LinkDecision.objects.exists()


def test_two_petitions_are_not_opened_side_by_side_unless_both_are_seen_and_suggested(city):
    one, other = _two(city)
    lift = a_petition(city, **LIFT)
    client = signed_in(city, "clerk")
    assert client.get(_beside(one, lift)).status_code == 404
    assert client.get(_beside(one, one)).status_code == 404
    do("refer", one, city.officer("clerk"), to=city["bureau"].code)
    handler = signed_in(city, "handler")
    assert handler.get(page_of(one.reference)).context["same_matter"].questions[2].lines == ()
    assert other.reference not in handler.get(page_of(one.reference)).content.decode()
    assert handler.get(_beside(one, other)).status_code == handler.post(_beside(one, other)).status_code == 404


def test_an_accusation_says_that_it_is_not_compared(city):
    accusing = a_petition(city, kind="accusation", accused_organisation=city["street"], **SMOKE)
    ordinary = a_petition(city, **SMOKE_BY_A_NEIGHBOUR)
    catch_up()
    client = signed_in(city, "clerk")
    shown = client.get(page_of(accusing.reference), HTTP_ACCEPT_LANGUAGE="en").context["same_matter"]
    assert shown.why_not.startswith("Accusations are not compared")
    assert accusing.reference not in client.get(page_of(ordinary.reference)).content.decode()
    assert client.get(_beside(ordinary, accusing)).status_code == 404


def test_switched_off_or_not_compared_yet_it_says_so_and_all_else_works(city, settings):
    petition = a_petition(city, **SMOKE)
    client = signed_in(city, "clerk")
    shown = client.get(page_of(petition.reference), HTTP_ACCEPT_LANGUAGE="en").context["same_matter"]
    assert "not been compared yet" in shown.why_not
    settings.XINQIAO_LANGUAGE = False
    shown = client.get(page_of(petition.reference), HTTP_ACCEPT_LANGUAGE="en").context["same_matter"]
    assert "switched off" in shown.why_not


def _typed(**more: str) -> dict[str, str]:
    return {"compare": "yes", "channel": "visit", "received_at": "2026-03-02T10:00", **more}


def test_what_is_typed_at_the_desk_is_laid_beside_the_others_and_nothing_is_registered(city):
    one, _other = _two(city, ("13900000001", "13900000002"))
    client = signed_in(city, "clerk")
    given = _typed(**SMOKE_BY_A_NEIGHBOUR, phone="139 0000 0001")
    answer = client.post("/desk/register/", given, HTTP_ACCEPT_LANGUAGE="en")
    shown = answer.context["same_matter"]
    assert [line.reference for line in shown.questions[1].lines] == [one.reference]
    assert len(shown.questions[0].lines) == 1
    assert Petition.objects.count() == 2
    assert SMOKE_BY_A_NEIGHBOUR["body"] in answer.content.decode()
    assert AccessEntry.objects.filter(purpose="registration").count() == 1


def test_a_repeat_is_registered_all_the_same(city):
    _two(city)
    given = _typed(**SMOKE) | {"kind": "appeal"}
    given.pop("compare")
    assert signed_in(city, "clerk").post("/desk/register/", given).status_code == 201
    assert Petition.objects.count() == 3


def test_without_an_index_the_form_says_so(city, settings):
    client = signed_in(city, "clerk")
    shown = client.post("/desk/register/", _typed(**SMOKE), HTTP_ACCEPT_LANGUAGE="en").context["same_matter"]
    assert "index is not available" in shown.why_not
    shown = client.post("/desk/register/", _typed(), HTTP_ACCEPT_LANGUAGE="en").context["same_matter"]
    assert "no text" in shown.why_not
    settings.XINQIAO_LANGUAGE = False
    shown = client.post("/desk/register/", _typed(**SMOKE), HTTP_ACCEPT_LANGUAGE="en").context["same_matter"]
    assert "switched off" in shown.why_not
