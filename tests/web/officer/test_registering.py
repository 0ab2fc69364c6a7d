"""Registering for a citizen at the counter: date of receipt, slip, look-up, and every fault as a sentence."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.web.officer.desk import signed_in
from xinqiao.petitions.models import Attachment, Event, Petition
from xinqiao.safeguards.models import AccessEntry

VISIT = {"channel": "visit", "kind": "appeal", "body": "楼上漏水两个月无人处理。", "key": "k1"}


def test_a_visit_is_registered_and_the_slip_shows_number_and_code(city):
    client = signed_in(city, "clerk")
    response = client.post("/desk/register/", VISIT)
    petition = Petition.objects.get()
    text = response.content.decode()
    assert response.status_code == 201
    assert petition.reference in text and response.context["received"].code in text
    assert petition.submission.recorded_by == city.officer("clerk") and petition.submission.channel == "visit"
    assert client.get(f"/desk/petitions/{petition.reference}/").status_code == 200


def test_a_letter_counts_from_the_day_it_reached_the_office(city):
    arrived = timezone.localtime(timezone.now() - timedelta(days=9)).replace(second=0, microsecond=0)
    posted = VISIT | {"channel": "letter", "received_at": f"{arrived:%Y-%m-%dT%H:%M}"}
    assert signed_in(city, "clerk").post("/desk/register/", posted).status_code == 201
    petition = Petition.objects.get()
    assert petition.submission.received_at == arrived
    assert petition.clocks.get(name="triage").started_on == arrived.date()


def test_pressed_twice_it_is_registered_once_and_the_code_is_the_same(city):
    client = signed_in(city, "clerk")
    first, second = (client.post("/desk/register/", VISIT) for _press in range(2))
    assert Petition.objects.count() == 1
    assert first.context["received"].code == second.context["received"].code


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"body": "  "}, "The text is empty"),
        ({"channel": ""}, "Choose how it came"),
        ({"channel": "web"}, "Choose how it came"),
        ({"received_at": "yesterday"}, "This is not a time"),
        ({"received_at": "2999-01-01T10:00"}, "in the future"),
        ({"persons": "many"}, "in digits"),
        ({"place": "nowhere"}, "Choose a place of the list"),
        ({"kind": "complaint"}, "The kind is"),
        ({"name": "某" * 500}, "longer than"),
    ],
)
def test_a_fault_is_a_sentence_and_what_was_typed_stays(city, wrong, sentence):
    response = signed_in(city, "clerk").post("/desk/register/", VISIT | {"title": "漏水"} | wrong)
    text = response.content.decode()
    assert response.status_code == 422 and sentence in text and "漏水" in text
    assert not Petition.objects.exists()


def test_a_program_named_as_a_document_is_not_taken(city):
    file = SimpleUploadedFile("letter.pdf", b"MZ\x90\x00" + b"\x00" * 200)
    response = signed_in(city, "clerk").post("/desk/register/", VISIT | {"files": file})
    assert response.status_code == 415 and "letter.pdf" in response.content.decode()
    assert not Petition.objects.exists() and not Attachment.objects.exists()


def test_emoji_and_rare_characters_are_kept(city):
    signed_in(city, "clerk").post("/desk/register/", VISIT | {"body": "𠮷野家门前😀积水"})
    assert Petition.objects.get().body == "𠮷野家门前😀积水"


def test_earlier_matters_are_found_by_exactly_the_same_number_only_and_the_look_is_logged(city):
    client = signed_in(city, "clerk")
    client.post("/desk/register/", VISIT | {"name": "某乙", "phone": "139 0000 1111", "title": "旧事"})
    found = client.post("/desk/register/", VISIT | {"phone": "13900001111", "look_up": "yes", "title": "打了一半"})
    text = found.content.decode()
    assert "旧事" in text and "打了一半" in text and found.status_code == 200
    assert AccessEntry.objects.filter(what="search", purpose="registration").count() == 1
    near = client.post("/desk/register/", VISIT | {"phone": "13900001112", "look_up": "yes"})
    assert "旧事" not in near.content.decode()
    named = client.post("/desk/register/", VISIT | {"name": "某乙", "look_up": "yes"})
    assert named.context["earlier"] == []


def test_who_may_not_register_is_refused(city):
    assert signed_in(city, "head").get("/desk/register/").status_code == 403
    assert signed_in(city, "head").post("/desk/register/", VISIT).status_code == 403


def test_an_accusation_of_the_office_itself_is_not_registered_there(city):
    posted = VISIT | {"kind": "accusation", "accused": city["office"].code}
    response = signed_in(city, "clerk").post("/desk/register/", posted)
    assert response.status_code == 403 and "level above" in response.content.decode()
    assert not Petition.objects.exists()


def test_a_caller_who_asks_to_be_told_of_news_is_asked_where_to_and_only_where_it_can_be_sent(city, settings):
    client = signed_in(city, "clerk")
    assert 'name="notices_by"' not in client.get("/desk/register/").content.decode()
    settings.XINQIAO_NOTICES = frozenset({"email"})
    page = client.get("/desk/register/")
    key = page.content.decode().split('name="key" value="', 1)[1].split('"', 1)[0]
    typed = {"key": key, "channel": "phone", "body": "路灯坏了。", "kind": "appeal", "notices_by": "email"}
    assert client.post("/desk/register/", typed).status_code == 422
    assert client.post("/desk/register/", typed | {"email": "someone@example.org"}).status_code == 201
    event = Event.objects.get(kind="notices_chosen")
    assert (event.data, event.by_role, event.officer.name) == ({"channel": "email"}, "petitioner", "Clerk")
