"""A letter is set once when it is issued, kept sealed, and can be checked by whoever holds it."""

import io
from datetime import date

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.builders.city import City, a_city
from tests.builders.petitions import OPINION, a_petition, do, lead_to_handling, lead_to_reply, serve
from xinqiao.correspondence.letters.checking import NoSuchLetter, confirmed, is_the_file
from xinqiao.correspondence.letters.keeping import (
    AlteredSheet,
    content_of,
    keep_letter_of,
    kept_sheet_of,
)
from xinqiao.correspondence.letters.tasks import keep_letter
from xinqiao.correspondence.models import KeptLetter
from xinqiao.petitions.models import CachedClock, Document, Petition
from xinqiao.petitions.models.document import BETWEEN_ORGANISATIONS

pytestmark = pytest.mark.django_db


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def _replied(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_reply(city, petition)
    return petition


def _latest(petition: Petition, kind: str) -> Document:
    return petition.documents.filter(kind=kind).latest("pk")


def test_an_issued_opinion_is_kept_with_the_name_the_number_and_the_remedy() -> None:
    city = a_city()
    document = _latest(_replied(city), "reply")
    kept = kept_sheet_of(document)
    assert kept is not None
    said = words_of(content_of(kept))
    assert "某甲：" in said
    assert document.number in said
    assert "请求" in said and "复查" in said
    assert kept.check_code in said


def test_the_kept_file_is_sealed_and_names_nobody_in_the_clear() -> None:
    kept = kept_sheet_of(_latest(_replied(a_city()), "reply"))
    assert kept is not None
    with default_storage.open(kept.stored_as) as file:
        raw = file.read()
    assert b"%PDF" not in raw
    assert "某甲".encode() not in raw


def test_a_letter_is_kept_once_however_often_it_is_asked_for() -> None:
    document = _latest(_replied(a_city()), "reply")
    event = document.events.get(kind="replied")
    keep_letter.func(event.pk)
    first = KeptLetter.objects.get(event=event)
    assert keep_letter_of(event) == first
    assert kept_sheet_of(document) == first
    assert content_of(first) == content_of(KeptLetter.objects.get(event=event))


def test_a_sheet_that_was_altered_on_the_disk_is_never_given_out() -> None:
    kept = kept_sheet_of(_latest(_replied(a_city()), "reply"))
    assert kept is not None
    default_storage.delete(kept.stored_as)
    with pytest.raises(AlteredSheet):
        content_of(kept)
    default_storage.save(kept.stored_as, ContentFile(b"something else"))
    with pytest.raises(AlteredSheet):
        content_of(kept)


def test_a_draft_is_not_kept() -> None:
    city = a_city()
    petition = a_petition(city)
    lead_to_handling(city, petition)
    do("draft_reply", petition, city.officer("handler"), **OPINION, request="请求。")
    assert kept_sheet_of(_latest(petition, "reply")) is None


def test_the_record_of_service_says_when_how_to_whom_and_the_last_day_that_follows() -> None:
    city = a_city()
    petition = _replied(city)
    serve(petition, city.officer("handler"))
    kept = keep_letter_of(petition.events.get(kind="served"))
    assert kept is not None
    said = words_of(content_of(kept))
    due_on = CachedClock.objects.get(petition=petition, name="reexamination_request").due_on
    assert "送达回证" in said
    assert "某甲" in said
    assert f"最后一日为{due_on.year}年{due_on.month}月{due_on.day}日" in said


def test_a_letter_between_organisations_names_the_organisation_and_not_the_person() -> None:
    city = a_city()
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    document = _latest(petition, "referral")
    assert document.kind in BETWEEN_ORGANISATIONS
    kept = kept_sheet_of(document)
    assert kept is not None
    said = words_of(content_of(kept))
    assert f"{city['bureau'].name}：" in said
    assert "某甲" not in said


def test_whoever_holds_number_and_code_learns_who_issued_it_and_when_and_nothing_else() -> None:
    city = a_city()
    kept = kept_sheet_of(_latest(_replied(city), "reply"))
    assert kept is not None
    typed = kept.number.replace("〔", "[").replace("〕", "] ")
    found = confirmed(kept.check_code.lower().replace("-", " "), typed)
    assert found.organ == city["bureau"].name
    assert found.sha256 == kept.sha256
    assert isinstance(found.issued_on, date)
    assert is_the_file(found, io.BytesIO(content_of(kept)))
    assert not is_the_file(found, io.BytesIO(content_of(kept) + b" "))


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer() -> None:
    kept = kept_sheet_of(_latest(_replied(a_city()), "reply"))
    assert kept is not None
    for code, number in ((kept.check_code, "云溪信复〔2026〕99号"), ("0000-0000-0000", kept.number), ("", "")):
        with pytest.raises(NoSuchLetter):
            confirmed(code, number)
