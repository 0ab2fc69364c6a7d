"""What arrives is registered whole, acknowledged after the commit, and never twice under one key."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.builders.city import a_city
from xinqiao.intake.receiving import Arrival, KeyUsed, receive
from xinqiao.people.identities import Identity
from xinqiao.people.models import Petitioner
from xinqiao.petitions.acting import BadInput, NotPermitted
from xinqiao.petitions.models import Attachment, Channel, Event, Party, Petition, Submission
from xinqiao.safeguards.codes import code_fits
from xinqiao.safeguards.receipts import public_keys, verify_receipt
from xinqiao.safeguards.uploads import RefusedFile

pytestmark = pytest.mark.django_db

TEXT = "楼下烧烤店每晚油烟很大，请求处理。𠮷🙂"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def city():
    return a_city()


def an_arrival(**rest):
    return Arrival(**{"channel": Channel.WEB, "body": TEXT} | rest)


def test_an_anonymous_petition_is_registered_like_any_other(city):
    received = receive(an_arrival())
    assert received.petition.position.stage == "registered"
    assert not Petitioner.objects.exists() and not Party.objects.exists()
    assert Event.objects.get(kind="received").data["contactable"] is False


def test_who_a_person_is_lies_sealed_and_once(city):
    receive(an_arrival(identity=Identity(name="某甲", phone="13900000000", address="桥头路1号")))
    assert "某甲".encode() not in bytes(Petitioner.objects.get().sealed_name)
    assert Event.objects.get(kind="received").data["contactable"] is True
    assert "某甲" not in str(list(Event.objects.values())) + str(list(Submission.objects.values()))


def test_the_code_is_kept_only_as_a_hash(city):
    received = receive(an_arrival())
    submission = Submission.objects.get()
    assert received.code not in str(list(Submission.objects.values()))
    assert code_fits(received.code, submission.code_digest)


def test_the_receipt_is_that_of_the_text_and_is_kept_with_it(city):
    received = receive(an_arrival())
    assert verify_receipt(received.receipt, public_keys())
    assert Submission.objects.get().receipt == received.receipt
    assert received.receipt["content"]["reference"] == received.petition.reference


def test_the_petition_office_of_the_place_receives_it(city):
    receive(an_arrival(place=city.places["street"]))
    assert Submission.objects.get().received_by == city["district_office"]


def test_a_letter_of_earlier_is_registered_under_the_law_of_its_day(city):
    early = datetime(2021, 3, 1, 9, tzinfo=UTC)
    received = receive(an_arrival(channel=Channel.LETTER, officer=city.officer("clerk"), received_at=early))
    assert received.petition.statute == "cn-2005"
    assert received.petition.submission.recorded_by == city.officers["clerk"]


def test_a_day_before_any_law_we_hold_is_refused(city):
    with pytest.raises(BadInput) as refused:
        receive(an_arrival(received_at=datetime(1999, 1, 1, tzinfo=UTC)))
    assert set(refused.value.faults) == {"received_at"}


def test_the_future_is_no_day_of_receipt(city):
    with pytest.raises(BadInput):
        receive(an_arrival(received_at=timezone.now() + timedelta(days=1)))


def test_an_officer_without_that_permission_registers_nothing(city):
    with pytest.raises(NotPermitted):
        receive(an_arrival(officer=city.officer("handler")))
    assert not Submission.objects.exists()


@pytest.mark.parametrize("field", ["name", "phone", "address", "id_number"])
def test_an_identity_that_is_too_long_is_named_by_its_field(city, field):
    with pytest.raises(BadInput) as refused:
        receive(an_arrival(identity=Identity(**{field: "长" * 1000})))
    assert set(refused.value.faults) == {field}


def test_all_faults_are_told_at_once(city):
    with pytest.raises(BadInput) as refused:
        receive(an_arrival(body=" ", kind="x", title="t" * 201))
    assert set(refused.value.faults) == {"body", "kind", "title"}


def test_a_longest_text_of_rare_signs_comes_back_as_it_was(city):
    text = "𠮷" * 100_000
    receive(an_arrival(body=text))
    assert Submission.objects.get().body == text


# Files


def test_files_are_kept_with_the_petition_under_names_of_ours(city):
    received = receive(an_arrival(files=[SimpleUploadedFile("合同.pdf", PDF)]))
    attachment = Attachment.objects.get()
    assert (attachment.petition, attachment.shown_name) == (received.petition, "合同.pdf")
    assert default_storage.open(attachment.stored_as).read() == PDF
    assert received.receipt["content"]["files"][0]["sha256"] == attachment.sha256


def test_a_program_named_pdf_refuses_the_whole_before_anything_is_kept(city):
    before = _kept()
    with pytest.raises(RefusedFile):
        receive(an_arrival(files=[SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", b"MZ\x90\x00" * 50)]))
    assert not Submission.objects.exists() and not Attachment.objects.exists()
    assert _kept() == before


def test_a_file_does_not_stay_behind_when_registration_fails(city, monkeypatch):
    before = _kept()
    monkeypatch.setattr("xinqiao.intake.receiving.save", lambda _dossiers, before: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive(an_arrival(files=[SimpleUploadedFile("a.pdf", PDF)]))
    assert _kept() == before
    assert not Submission.objects.exists()


def _kept():
    if not default_storage.exists("uploads"):
        return set()
    folders = default_storage.listdir("uploads")[0]
    return {name for folder in folders for name in default_storage.listdir(f"uploads/{folder}")[1]}


# Keys


def test_one_key_gives_one_petition_and_the_same_code_again(city):
    first, second = (receive(an_arrival(idempotency_key="one")) for _ in range(2))
    assert (first.is_repeat, second.is_repeat) == (False, True)
    assert (first.code, first.receipt, first.petition.pk) == (second.code, second.receipt, second.petition.pk)
    assert Petition.objects.count() == 1


def test_two_keys_give_two_codes(city):
    assert receive(an_arrival(idempotency_key="a")).code != receive(an_arrival(idempotency_key="b")).code


@pytest.mark.parametrize(
    "other",
    [{"body": "别的"}, {"title": "别的"}, {"identity": Identity(phone="1")}, {"place_text": "x"}, {"persons": 2}],
)
def test_a_key_with_anything_else_is_refused_and_tells_nothing(city, other):
    received = receive(an_arrival(idempotency_key="one"))
    with pytest.raises(KeyUsed) as refused:
        receive(an_arrival(idempotency_key="one", **other))
    assert received.code not in str(refused.value) and received.petition.reference not in str(refused.value)


def test_another_file_under_the_same_key_is_something_else(city):
    receive(an_arrival(idempotency_key="one", files=[SimpleUploadedFile("a.pdf", PDF)]))
    with pytest.raises(KeyUsed):
        receive(an_arrival(idempotency_key="one", files=[SimpleUploadedFile("a.pdf", PDF + b"\n")]))


def test_the_key_itself_is_not_kept(city):
    receive(an_arrival(idempotency_key="a-key-of-the-sender"))
    assert "a-key-of-the-sender" not in str(list(Submission.objects.values()))


def test_a_rotated_key_ring_still_answers_a_repeat(city):
    from xinqiao.safeguards.keys import KeyPurpose, rotate

    first = receive(an_arrival(idempotency_key="one"))
    rotate(KeyPurpose.CODES)
    assert receive(an_arrival(idempotency_key="one")).code == first.code


# Accusations


@pytest.mark.parametrize(
    ("accused", "receiver"),
    [("district_bureau", "district_office"), ("district", "office"), ("district_office", "office")],
)
def test_an_accusation_is_received_outside_the_conflict(city, accused, receiver):
    receive(an_arrival(kind="accusation", place=city.places["district"], accused_organisation=city[accused]))
    assert Submission.objects.get().received_by == city[receiver]


def test_where_all_are_accused_the_sender_is_told_where_to_go(city):
    from xinqiao.petitions.acting import ActRefused

    with pytest.raises(ActRefused):
        receive(an_arrival(kind="accusation", accused_organisation=city["city"]))
    assert not Submission.objects.exists()


def test_a_desk_does_not_register_an_accusation_of_itself(city):
    with pytest.raises(NotPermitted):
        receive(an_arrival(kind="accusation", officer=city.officer("clerk"), accused_organisation=city["office"]))


def test_an_unreadable_upload_is_not_read_twice_wrongly(city):
    upload = SimpleUploadedFile("a.pdf", PDF)
    upload.file = BytesIO(PDF)
    assert receive(an_arrival(files=[upload])).petition.attachments.get().size == len(PDF)
