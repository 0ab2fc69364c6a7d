"""Whoever decides on a drafted answer sees each request beside what the draft says of it, or that this is switched off."""

import pytest

from tests.builders.city import City
from tests.builders.petitions import OPINION, a_petition, do, lead_to_handling
from tests.web.officer.desk import page_of, signed_in
from xinqiao.language.replies import relevance
from xinqiao.petitions.models import Document


def a_draft(city: City, opinion: str) -> tuple[str, Document]:
    petition = a_petition(
        city,
        title="反映青梧路路灯损坏",
        body="青梧路12号门前的路灯坏了三个月。请求尽快修好路灯。建议在学校门口加装减速带。",
    )
    lead_to_handling(city, petition)
    said = OPINION | {
        "facts": "经查，青梧路12号门前路灯的线路老化。",
        "basis": "《物权法》第七十条。",
        "opinion": opinion,
    }
    do("draft_reply", petition, city.officer("handler"), request="请求尽快修好路灯。", **said)
    return petition.reference, petition.documents.get(kind="reply")


def approval(city: City, reference: str, draft: Document, who: str = "head") -> str:
    return signed_in(city, who).get(page_of(reference, f"documents/{draft.pk}/decision/")).content.decode()


def test_a_request_that_the_draft_leaves_is_shown_to_the_drafter_and_to_the_second_person(city: City) -> None:
    reference, draft = a_draft(city, "路灯已于三月四日修好。")
    for who in ("head", "handler"):
        page = approval(city, reference, draft, who)
        assert "建议在学校门口加装减速带。" in page
        assert page.count("no answer found") == 1
        assert "物权法 was not in force on that day; see 中华人民共和国民法典" in page


def test_switched_off_it_says_so_and_the_page_works(city: City, settings) -> None:
    settings.XINQIAO_LANGUAGE = False
    reference, draft = a_draft(city, "路灯已于三月四日修好。")
    page = approval(city, reference, draft)
    assert "switched off in this installation" in page and "no answer found" not in page
    assert 'name="is_approved"' in page


def test_without_its_model_it_says_so_and_the_page_works(
    city: City, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    reference, draft = a_draft(city, "路灯已于三月四日修好。")
    relevance.shipped.cache_clear()
    monkeypatch.setattr(relevance, "DIGEST", "0" * 64)
    try:
        page = approval(city, reference, draft)
    finally:
        relevance.shipped.cache_clear()
    assert "its model file is not the one installed" in page and 'name="is_approved"' in page
