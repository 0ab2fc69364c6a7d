"""An officer reads a letter as it will look, takes its sheet, and each look that names the person is logged as one."""

import io

import docx
import pypdfium2
from django.core.files.storage import default_storage

from tests.builders.city import City
from tests.builders.petitions import OPINION, a_petition, do, lead_to_handling, lead_to_reply, serve
from tests.web.officer.desk import page_of, signed_in
from xinqiao.correspondence.models import KeptLetter
from xinqiao.petitions.models import Document, Petition
from xinqiao.safeguards.models import AccessEntry


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def _replied(city: City) -> tuple[Petition, Document]:
    petition = a_petition(city)
    lead_to_reply(city, petition)
    return petition, petition.documents.get(kind="reply")


def test_the_page_shows_the_letter_as_its_sheet_has_it_without_the_name(city: City) -> None:
    petition, document = _replied(city)
    text = signed_in(city, "handler").get(page_of(petition.reference, f"documents/{document.pk}/")).content.decode()
    assert document.number in text
    assert "一、诉求" in text
    assert "六、救济途径" in text
    assert "某甲" not in text


def test_the_sheet_names_the_person_and_the_look_is_logged(city: City) -> None:
    petition, document = _replied(city)
    answer = signed_in(city, "handler").get(page_of(petition.reference, f"documents/{document.pk}/letter.pdf"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert "某甲" in words_of(answer.content)
    look = AccessEntry.objects.get(petition_id=petition.pk, what="identity")
    assert document.number in look.purpose


def test_a_draft_is_set_anew_each_time_and_says_that_it_is_one(city: City) -> None:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    do("draft_reply", petition, city.officer("handler"), request="请求处理油烟。", **OPINION)
    draft = petition.documents.get(kind="reply")
    answer = signed_in(city, "head").get(page_of(petition.reference, f"documents/{draft.pk}/letter.pdf"))
    said = words_of(answer.content)
    assert "草稿" in said
    assert "某甲" not in said
    assert not KeptLetter.objects.filter(document=draft).exists()


def test_the_word_file_holds_the_words_and_neither_name_nor_code(city: City) -> None:
    petition, document = _replied(city)
    answer = signed_in(city, "handler").get(page_of(petition.reference, f"documents/{document.pk}/letter.docx"))
    said = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert OPINION["facts"] in said
    assert "某甲" not in said


def test_the_record_of_service_is_there_when_the_letter_was_served(city: City) -> None:
    petition, document = _replied(city)
    handler = signed_in(city, "handler")
    address = page_of(petition.reference, f"documents/{document.pk}/service.pdf")
    assert handler.get(address).status_code == 404
    serve(petition, city.officer("handler"))
    assert "送达回证" in words_of(handler.get(address).content)


def test_a_writing_that_is_no_letter_has_no_sheet(city: City) -> None:
    petition, _document = _replied(city)
    do("supplement", petition, text="补充。")
    supplement = petition.documents.get(kind="supplement")
    handler = signed_in(city, "handler")
    for name in ("letter.pdf", "letter.docx", "service.pdf"):
        assert handler.get(page_of(petition.reference, f"documents/{supplement.pk}/{name}")).status_code == 404
    assert "补充。" in handler.get(page_of(petition.reference, f"documents/{supplement.pk}/")).content.decode()


def test_a_sheet_that_was_altered_is_refused_in_words(city: City) -> None:
    petition, document = _replied(city)
    handler = signed_in(city, "handler")
    address = page_of(petition.reference, f"documents/{document.pk}/letter.pdf")
    handler.get(address)
    default_storage.delete(KeptLetter.objects.get(document=document).stored_as)
    answer = handler.get(address)
    assert answer.status_code == 409
    assert "administrator" in answer.content.decode()


def test_a_stranger_gets_no_sheet(city: City) -> None:
    petition, document = _replied(city)
    for name in ("letter.pdf", "letter.docx", "service.pdf"):
        address = page_of(petition.reference, f"documents/{document.pk}/{name}")
        assert signed_in(city, "transporter").get(address).status_code == 404
