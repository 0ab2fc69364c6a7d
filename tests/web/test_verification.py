"""Whoever holds a letter learns whether it is real, and nothing of what it is about."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, lead_to_reply
from xinqiao.correspondence.letters.keeping import content_of, kept_sheet_of
from xinqiao.correspondence.models import KeptLetter

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> KeptLetter:
    city = a_city()
    petition = a_petition(city)
    lead_to_reply(city, petition)
    found = kept_sheet_of(petition.documents.get(kind="reply"))
    assert found is not None
    return found


@pytest.fixture
def browser() -> Client:
    return Client(headers={"accept-language": "en"})


def test_number_and_code_tell_who_issued_it_and_when_and_nothing_of_the_matter(kept, browser) -> None:
    answer = browser.post("/verify/", {"number": kept.number, "code": kept.check_code.lower()})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert kept.number in text and kept.organisation.name in text and kept.sha256 in text
    petition = kept.document.petition
    assert petition.reference not in text and petition.title not in text and "某甲" not in text
    assert "no-store" in answer["Cache-Control"]


def test_the_qr_code_leads_to_the_same_page(kept, browser) -> None:
    assert kept.sha256 in browser.get(f"/verify/{kept.check_code}/").content.decode()


def test_an_unknown_number_and_a_wrong_code_get_one_answer(kept, browser) -> None:
    pages = [
        browser.post("/verify/", {"number": number, "code": code})
        for number, code in ((kept.number, "0000-0000-0000"), ("云溪信复〔2026〕99号", kept.check_code))
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content.decode().split('role="alert"')[1].split("</p>")[0] for page in pages}) == 1
    assert browser.get("/verify/0000-0000-0000/").status_code == 404
    assert browser.get("/verify/%00/").status_code == 404


def test_an_empty_field_is_named_and_what_was_typed_stays(kept, browser) -> None:
    answer = browser.post("/verify/", {"number": "", "code": kept.check_code})
    assert answer.status_code == 422
    assert "Write the number of the letter" in answer.content.decode()
    assert kept.check_code in answer.content.decode()


def test_a_file_is_compared_and_not_kept(kept, browser) -> None:
    pdf, address = content_of(kept), f"/verify/{kept.check_code}/"
    same = browser.post(address, {"file": SimpleUploadedFile("letter.pdf", pdf)})
    other = browser.post(address, {"file": SimpleUploadedFile("letter.pdf", pdf + b" ")})
    assert "to the last sign" in same.content.decode()
    assert "is not the letter as it was issued" in other.content.decode()
    assert browser.post(address, {}).status_code == 422


def test_guessing_is_slowed_down(kept, browser, settings) -> None:
    settings.XINQIAO_THROTTLE = True
    answers = [browser.get("/verify/0000-0000-0000/").status_code for _ in range(61)]
    assert answers[0] == 404
    assert answers[-1] == 429
