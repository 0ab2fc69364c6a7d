"""An inspector draws issued answers by lot, reads one beside its petition and the check, and records what she found."""

from datetime import datetime

import pytest
from django.test import Client

from tests.builders.city import City
from tests.builders.petitions import OPINION, a_petition, do, lead_to_handling
from tests.web.officer.desk import signed_in
from xinqiao.language.replies import relevance
from xinqiao.petitions.models import Document
from xinqiao.safeguards.models import AccessEntry
from xinqiao.supervision.models import Inspection

PAGE = "/desk/inspections/"


@pytest.fixture
def document(city: City) -> Document:
    petition = a_petition(
        city,
        title="反映青梧路路灯损坏",
        body="青梧路12号门前的路灯坏了三个月。请求尽快修好路灯。建议在学校门口加装减速带。",
    )
    lead_to_handling(city, petition)
    said = OPINION | {
        "facts": "青梧路12号门前路灯线路老化。",
        "basis": "《物权法》第七十条。",
        "opinion": "路灯已修好。",
    }
    do("draft_reply", petition, city.officer("handler"), request="请求尽快修好路灯。", **said)
    draft = petition.documents.get(kind="reply")
    do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=True)
    do("reply", petition, city.officer("handler"))
    draft.refresh_from_db()
    return draft


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def month_of(document: Document) -> str:
    issued_at: datetime = document.issued_at
    return f"{issued_at:%Y-%m}"


def test_the_draw_shows_what_the_check_says_and_its_seed_and_no_writer(city: City, document: Document) -> None:
    page = text_of(signed_in(city, "chair"), f"{PAGE}?month={month_of(document)}&seed=spring")
    assert "1 request without an answer found" in page and "a basis not in force on that day" in page
    assert 'value="spring"' in page and "no figures of the organisation" in page
    assert city.officer("handler").name not in page and city.officer("head").name not in page


def test_one_answer_is_read_beside_its_petition_and_the_finding_is_kept(city: City, document: Document) -> None:
    chair = signed_in(city, "chair")
    address = f"{PAGE}{document.pk}/?month={month_of(document)}"
    page = text_of(chair, address)
    assert "建议在学校门口加装减速带。" in page and "no answer found" in page and "路灯已修好" in page
    assert AccessEntry.objects.filter(petition_id=document.petition_id, purpose="inspection").exists()
    assert chair.post(address, {"note": "x"}).status_code == 422
    answered = chair.post(address, {"agreement": "agrees", "note": "减速带没有答复"})
    assert answered.status_code == 302 and f"month={month_of(document)}" in answered["Location"]
    assert Inspection.objects.get().said["unanswered"] == 1
    assert "The check is right" in text_of(chair, answered["Location"])


def test_without_the_permission_there_is_no_page_and_out_of_sight_no_answer(city: City, document: Document) -> None:
    assert signed_in(city, "handler").get(PAGE).status_code == 403
    assert signed_in(city, "district_clerk").get(f"{PAGE}{document.pk}/").status_code == 404
    assert signed_in(city, "chair").get(f"{PAGE}999999/").status_code == 404


@pytest.mark.parametrize("query", ["month=2026-13", "month=x", "month=9999-12", "of_each=0", "of_each=99", "of_each=a"])
def test_a_month_or_number_that_is_none_is_told(city: City, query: str) -> None:
    answered = signed_in(city, "chair").get(f"{PAGE}?{query}")
    assert answered.status_code == 422 and "Something has to be put right" in answered.content.decode()


@pytest.mark.parametrize("way", ["off", "missing"])
def test_without_the_check_answers_are_drawn_and_found_all_the_same(
    city: City, document: Document, settings, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "off":
        settings.XINQIAO_LANGUAGE = False
    monkeypatch.setattr(relevance, "DIGEST", "0" * 64)
    relevance.shipped.cache_clear()
    chair = signed_in(city, "chair")
    try:
        page = text_of(chair, f"{PAGE}?month={month_of(document)}")
        assert ("switched off" if way == "off" else "model file is not the one installed") in page
        assert document.petition.title in page
        assert chair.post(f"{PAGE}{document.pk}/", {"agreement": "in_part"}).status_code == 302
    finally:
        relevance.shipped.cache_clear()
    assert Inspection.objects.get().said == {}
