"""What goes wrong at a page is told in one clear sentence with the right status; nothing is lost, nothing is leaked."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.builders.petitions import a_petition, do, lead_to_handling
from tests.journeys.citizen import Petitioner, token_in
from tests.journeys.officer import AtDesk
from tests.journeys.reading import words_of
from xinqiao.petitions.models import Attachment, Petition, Submission
from xinqiao.safeguards import throttling
from xinqiao.safeguards.codes import new_reference

TEXT = "路灯坏了三个月，请修好。"
MEGABYTE = "长" * 350_000


@pytest.fixture
def writer(city):
    """Somebody who begins to write."""
    return Petitioner("何平")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "The text is empty"),
        (" \n\t ", "The text is empty"),
        (MEGABYTE, "Nothing you wrote is lost"),
        ("a\x00b", ""),
    ],
)
def test_a_text_that_cannot_be_taken_stays_in_its_field_with_a_sentence(writer, body, sentence):
    answer = writer.post("/petition/", body=body)
    said = words_of(answer)
    assert answer.status_code == 422 and sentence in said
    assert "Something has to be put right" in said
    assert body.strip().strip("\x00")[:1000] in answer.content.decode()
    assert not Submission.objects.exists()


def test_emoji_and_rare_characters_go_through_every_page_unharmed(writer):
    writer.writes("𠮷野家😀门口积水。", title="𠮷", you={"name": "𠮷平", "phone": "13900000000"})
    assert "𠮷野家😀门口积水。" in writer.browser.get("/petition/check/").content.decode()
    writer.sends()
    assert "𠮷野家😀门口积水。" in writer.page()
    assert "𠮷野家😀门口积水。" in words_of(
        AtDesk("district_clerk").browser.get(f"/desk/petitions/{writer.reference}/")
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [("合同.pdf", b"MZ\x90\x00" + b"\x00" * 300), ("合同.pdf", b"\x7fELF" + b"\x00" * 300), ("空.pdf", b"")],
)
def test_a_program_or_an_empty_file_is_refused_by_name_and_the_text_is_kept(writer, name, content):
    writer.post("/petition/", body=TEXT)
    answer = writer.post("/petition/files/", go_on="yes", files=[SimpleUploadedFile(name, content)])
    assert answer.status_code == (415 if content else 422) and name in words_of(answer)
    assert TEXT in writer.browser.get("/petition/").content.decode()
    assert not Attachment.objects.exists()


def test_a_wrong_code_and_an_unknown_number_get_the_very_same_page(writer):
    writer.writes(TEXT)
    writer.sends()
    stranger = Petitioner("路人")
    wrong = stranger.post("/track/", reference=writer.reference, code="AAAA-BBBB-CCCC")
    unknown_number = new_reference(2026)
    unknown = stranger.post("/track/", reference=unknown_number, code=writer.code)
    assert (wrong.status_code, unknown.status_code) == (404, 404)
    assert words_of(wrong) == words_of(unknown)
    assert "Check both and try again" in words_of(wrong)


def test_a_petitioner_s_forged_step_is_refused_with_its_article_and_an_officer_s_step_has_no_address(writer):
    writer.writes(TEXT)
    writer.sends()
    token = token_in(writer.browser.get("/track/"))
    before = Petition.objects.get().events.count()
    forged = {"csrfmiddlewaretoken": token, "reasons": "x", "expected_seq": str(before)}
    answer = writer.browser.post(f"/track/{writer.reference}/do/request_review/", forged)
    assert answer.status_code == 409 and "article 36" in words_of(answer)
    for act in ("refer", "reply", "serve", "approve_draft", "nothing"):
        assert writer.browser.post(f"/track/{writer.reference}/do/{act}/", forged).status_code == 404
    assert Petition.objects.get().events.count() == before


def test_an_officer_s_forged_step_is_refused_and_writes_nothing(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    before = petition.events.count()
    for name, act, status in (("head", "hear", 403), ("handler", "reply", 409), ("transporter", "accept", 404)):
        desk = AtDesk(name)
        token = token_in(desk.browser.get("/desk/"))
        sent = {"csrfmiddlewaretoken": token, "expected_seq": str(before), "summary": "x", "text": "x"}
        answer = desk.browser.post(f"/desk/petitions/{petition.reference}/acts/{act}/", sent)
        assert answer.status_code == status, words_of(answer)
    assert petition.events.count() == before


def test_a_stale_page_is_refused_once_somebody_else_has_acted_and_what_was_typed_stays(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    desk = AtDesk("handler")
    url = f"/desk/petitions/{petition.reference}/acts/hear/"
    form = desk.browser.get(url)
    do("record_contact", petition, city.officer("handler"), how="phone", reached="no", summary="电话。")
    sent = {
        "csrfmiddlewaretoken": token_in(form),
        "summary": "听取了两小时",
        "expected_seq": petition.events.count() - 1,
    }
    for _press in range(2):
        answer = desk.browser.post(url, sent)
        assert answer.status_code == 409 and "changed since you opened the page" in words_of(answer)
        assert "听取了两小时" in answer.content.decode()
    assert not petition.events.filter(kind="heard").exists()


def test_a_double_click_on_send_registers_once_and_shows_one_receipt(writer):
    writer.writes(TEXT)
    page = writer.browser.get("/petition/check/")
    sent = {"key": page.context["draft"].key, "csrfmiddlewaretoken": token_in(page)}
    answers = [writer.browser.post("/petition/check/", sent) for _press in range(2)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(303, "/petition/sent/")] * 2
    assert Petition.objects.count() == 1


def test_a_form_without_its_token_is_refused_in_a_sentence_and_changes_nothing(writer):
    answer = Client(enforce_csrf_checks=True, headers={"accept-language": "en"}).post("/petition/", {"body": TEXT})
    assert answer.status_code == 403 and "too old" in words_of(answer)


def test_when_the_session_ends_between_two_steps_nobody_gets_an_error_and_nothing_is_half_sent(writer):
    writer.writes(TEXT)
    page = writer.browser.get("/petition/check/")
    sent = {"key": page.context["draft"].key, "csrfmiddlewaretoken": token_in(page)}
    Session.objects.all().delete()
    answer = writer.browser.post("/petition/check/", sent)
    assert (answer.status_code, answer["Location"]) == (303, "/petition/?begin=again")
    assert "no longer here" in words_of(writer.browser.get(answer["Location"]))
    assert not Submission.objects.exists()
    assert writer.browser.get("/petition/you/")["Location"] == "/petition/?begin=again"


def test_when_an_officer_s_session_ends_the_way_leads_back_to_the_same_form(city):
    petition = a_petition(city)
    desk = AtDesk("clerk")
    url = f"/desk/petitions/{petition.reference}/acts/refer/"
    token = token_in(desk.browser.get(url))
    Session.objects.all().delete()
    answer = desk.browser.post(url, {"csrfmiddlewaretoken": token, "to": "test-bureau", "expected_seq": "2"})
    assert answer.status_code == 302 and f"next={url}".replace("/", "%2F") in answer["Location"]
    assert petition.events.count() == 2


@pytest.mark.parametrize("scope", [throttling.Scope.TRACKING, throttling.Scope.REFERENCE])
def test_whoever_tries_codes_is_asked_to_wait_and_told_how_long(writer, monkeypatch, scope):
    writer.writes(TEXT)
    writer.sends()
    monkeypatch.setitem(throttling.ALLOWANCES, scope, throttling.Allowance(3, timedelta(minutes=10)))
    stranger = Petitioner("路人")
    answers = [stranger.post("/track/", reference=writer.reference, code=f"AAAA-BBBB-{n:04d}") for n in range(4)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 601
    assert "try again in" in words_of(answers[-1])


def test_wrong_passwords_lock_the_door_in_a_sentence(city, settings):
    settings.AXES_ENABLED = True
    browser = Client(headers={"accept-language": "en"})
    statuses = []
    for _try in range(12):
        answer = browser.post("/desk/sign-in/", {"username": "clerk", "password": "wrong"})
        statuses.append(answer.status_code)
    assert statuses[0] == 422 and statuses[-1] == 429
    assert "Too many wrong attempts" in words_of(answer)
    assert browser.post("/desk/sign-in/", {"username": "clerk", "password": "letter-bridge"}).status_code == 429
