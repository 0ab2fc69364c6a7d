"""A petitioner follows her petition and uses each of her rights, exactly where the law gives it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.builders.city import a_city
from tests.builders.petitions import answer, do, lead_to_handling, lead_to_reply, serve
from xinqiao.intake.receiving import Arrival, take_in
from xinqiao.people.identities import Identity
from xinqiao.petitions.models import Attachment, Channel, Event
from xinqiao.web.citizen import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def received(city):
    identity = Identity(name="某甲", phone="13900000000", address="桥头路1号")
    return take_in(
        Arrival(channel=Channel.WEB, body="楼下油烟很大。", identity=identity, consents_to_portal_service=True)
    )


@pytest.fixture
def petition(received):
    return received.petition


@pytest.fixture
def browser(received):
    client = Client(headers={"accept-language": "en"})
    assert sign_in(client, received).status_code == 303
    return client


def sign_in(client, received, **wrong):
    return client.post("/track/", {"reference": received.petition.reference, "code": received.code} | wrong)


def page_of(browser, petition):
    return browser.get(f"/track/{petition.reference}/")


def use(browser, petition, act, **given):
    """Open the page of an act and send its form."""
    address = f"/track/{petition.reference}/do/{act}/"
    form = browser.get(address).context["form"]
    return browser.post(address, {"expected_seq": form.expected_seq} | given)


def offered(browser, petition):
    return {offer.act for offer in page_of(browser, petition).context["offers"]}


def test_number_and_code_open_the_petition_however_they_are_typed(received):
    client = Client()
    typed = received.petition.reference.lower().replace("-", " ")
    assert sign_in(client, received, reference=typed, code=received.code.lower()).status_code == 303
    assert page_of(client, received.petition).status_code == 200


def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(received):
    client = Client(headers={"accept-language": "en"})
    wrong = sign_in(client, received, code="AAAA-AAAA-AAAA")
    unknown = sign_in(client, received, reference="XQ2026-0000-0000-0000")
    assert wrong.status_code == unknown.status_code == 404
    assert wrong.context["form"].sentence == unknown.context["form"].sentence
    assert page_of(client, received.petition).status_code == 302


def test_empty_fields_are_named(received):
    answer = Client().post("/track/", {"reference": "", "code": ""})
    assert answer.status_code == 422
    assert [fault.id for fault in answer.context["form"].faults] == ["field-reference", "field-code"]


def test_guessing_is_stopped_even_when_the_last_guess_is_right(received):
    client = Client()
    for _attempt in range(10):
        sign_in(client, received, code="AAAA-AAAA-AAAA")
    answer = sign_in(client, received)
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0


def test_an_unknown_number_and_one_not_opened_here_lead_to_the_same_door(received):
    client = Client()
    there = page_of(client, received.petition)
    nowhere = client.get("/track/XQ2026-0000-0000-0000/")
    assert there.status_code == nowhere.status_code == 302
    assert there["Location"].startswith("/track/?") and nowhere["Location"].startswith("/track/?")


def test_a_petition_is_open_here_for_a_short_while_only(browser, petition, monkeypatch):
    from datetime import timedelta

    monkeypatch.setattr(opened, "_OPEN_FOR", timedelta(seconds=-1))
    assert page_of(browser, petition).status_code == 200
    assert page_of(browser, petition).status_code == 302


def test_the_page_says_who_owes_what_by_which_day_and_article(browser, petition):
    page = page_of(browser, petition).content.decode()
    standing = page_of(browser, petition).context["standing"]
    owed = next(line for line in standing.owed if line.what == "dispose")
    assert owed.organisation == "信桥市信访局" and owed.due_on is not None
    assert "article 22(1)" in page and str(owed.due_on.year) in page


def test_a_due_day_is_explained_day_by_day(browser, petition):
    answer = browser.get(f"/track/{petition.reference}/clock/triage/1/")
    clock = answer.context["clock"]
    days = answer.context["days"]
    assert (days[0][0], days[-1][0]) == (clock.started_on, clock.due_on)
    assert browser.get(f"/track/{petition.reference}/clock/triage/9/").status_code == 404
    assert browser.get(f"/track/{petition.reference}/clock/none/1/").status_code == 404


def test_no_officer_and_no_note_among_offices_is_shown(browser, petition, city):
    lead_to_reply(city, petition)
    do("record_contact", petition, city.officer("handler"), how="phone", reached="yes", summary="内部备注")
    page = page_of(browser, petition).content.decode()
    for officer in city.officers.values():
        assert officer.name not in page
    assert "内部备注" not in page
    assert "信桥市住建局" in page


def test_a_draft_is_no_paper_of_the_petitioner(browser, petition, city):
    lead_to_handling(city, petition)
    do("hear", petition, city.officer("handler"), summary="当面听取。")
    blocks = {"request": "a", "facts": "b", "basis": "c", "outcome": "support", "opinion": "秘密", "remedy": "e"}
    do("draft_reply", petition, city.officer("handler"), **blocks)
    draft = petition.documents.get(kind="reply")
    assert "秘密" not in page_of(browser, petition).content.decode()
    assert browser.get(f"/track/{petition.reference}/paper/{draft.pk}/").status_code == 404


def test_reading_an_answer_starts_nothing_and_confirming_serves_it(browser, petition, city):
    lead_to_reply(city, petition)
    waiting = page_of(browser, petition).context["waiting"]
    assert "责令改正" in browser.get(f"/track/{petition.reference}/paper/{waiting.pk}/").content.decode()
    assert not Event.objects.filter(petition=petition, kind="served").exists()
    assert use(browser, petition, "acknowledge").status_code == 303
    served = Event.objects.get(petition=petition, kind="served")
    assert served.data["method"] == "portal" and served.by_role == "petitioner"
    assert page_of(browser, petition).context["standing"].position.stage == "reply_served"


def test_re_examination_and_review_are_offered_each_in_its_time(browser, petition, city):
    assert "request_reexamination" not in offered(browser, petition)
    lead_to_reply(city, petition)
    serve(petition, city.officer("handler"))
    page = page_of(browser, petition)
    last = next(o.until_on for o in page.context["offers"] if o.act == "request_reexamination")
    assert last is not None
    assert use(browser, petition, "request_reexamination", reasons="没有解决").status_code == 303
    answer(
        petition, drafter=city.officer("mayor"), head=city.officer("secretary"), kind="reexamination", outcome="uphold"
    )
    assert page_of(browser, petition).context["waiting"].kind == "reexamination"


def test_what_is_not_possible_is_said_with_its_reason_and_article(browser, petition):
    barred = {one.act: one for one in page_of(browser, petition).context["barred"]}
    assert barred["request_reexamination"].why and barred["request_reexamination"].article
    assert barred["acknowledge"].why


def test_a_forged_step_is_refused_with_its_reason(browser, petition):
    seq = page_of(browser, petition).context["standing"].seq
    forged = browser.post(f"/track/{petition.reference}/do/request_review/", {"reasons": "x", "expected_seq": seq})
    assert forged.status_code == 409
    assert "(36(1))" in forged.content.decode() or "36" in forged.content.decode()
    assert browser.post(f"/track/{petition.reference}/do/reply/", {"expected_seq": seq}).status_code == 404
    assert not Event.objects.filter(petition=petition, kind="review_requested").exists()


def test_a_page_sent_twice_is_done_once(browser, petition):
    address = f"/track/{petition.reference}/do/supplement/"
    seq = browser.get(address).context["form"].expected_seq
    assert browser.post(address, {"text": "补充", "expected_seq": seq}).status_code == 303
    again = browser.post(address, {"text": "补充", "expected_seq": seq})
    assert again.status_code == 409 and "补充" in again.content.decode()
    assert Event.objects.filter(petition=petition, kind="supplemented").count() == 1


def test_an_empty_form_names_the_field_and_keeps_the_rest(browser, petition):
    answer = use(browser, petition, "supplement", text=" ")
    assert answer.status_code == 422
    assert 'href="#field-text"' in answer.content.decode()


def test_a_supplement_takes_files_or_refuses_all_of_it(browser, petition):
    bad = SimpleUploadedFile("合同.pdf", b"MZ" + b"\x00" * 100)
    refused = use(browser, petition, "supplement", text="见附件", files=[bad])
    assert refused.status_code == 415 and "见附件" in refused.content.decode()
    assert not Event.objects.filter(petition=petition, kind="supplemented").exists()
    good = SimpleUploadedFile("说明.txt", "说明".encode())
    assert use(browser, petition, "supplement", text="", files=[good]).status_code == 422
    # The field was wrong, the file was not: it waits.
    assert "说明.txt" in browser.get(f"/track/{petition.reference}/do/supplement/").content.decode()
    assert use(browser, petition, "supplement", text="见附件").status_code == 303
    file = Attachment.objects.get(petition=petition)
    download = browser.get(f"/track/{petition.reference}/file/{file.pk}/", follow=True)
    assert download["Content-Disposition"].startswith("attachment")
    assert b"".join(download.streaming_content).decode() == "说明"


def test_a_file_of_a_supplement_comes_in_pieces_is_taken_out_and_goes_to_its_own_act_only(browser, petition):
    path = f"/track/{petition.reference}/do/supplement/"
    content = b"\xff\xd8\xff\xe0" + bytes(9000)

    def begin(at=path):
        return browser.post(f"{at}files/begin/", {"name": "照片.jpg", "size": len(content), "modified": "1"})

    number = begin().json()["id"]
    for start, end in ((0, 5000), (5000, len(content))):
        kind = "application/octet-stream"
        answer = browser.post(f"{path}files/{number}/?offset={start}", content[start:end], content_type=kind)
        assert answer.json()["received"] == end
    assert "照片.jpg" in browser.get(path).content.decode()
    assert "照片.jpg" not in browser.get(f"/track/{petition.reference}/do/bring_new_facts/").content.decode()
    assert begin(f"/track/{petition.reference}/do/withdraw/").status_code == 404
    kept = use(browser, petition, "supplement", text="见照片", remove=number).content.decode()
    assert "照片.jpg" not in kept and "见照片" in kept
    assert not Event.objects.filter(petition=petition, kind="supplemented").exists()
    assert use(browser, petition, "supplement", text="见照片").status_code == 303
    assert "files" not in Event.objects.get(petition=petition, kind="supplemented").data


def test_a_withdrawal_can_be_taken_back(browser, petition):
    assert use(browser, petition, "withdraw").status_code == 303
    page = page_of(browser, petition)
    back = next(o for o in page.context["offers"] if o.act == "revoke_withdrawal")
    assert back.until_on is not None
    assert use(browser, petition, "revoke_withdrawal").status_code == 303
    assert page_of(browser, petition).context["standing"].position.stage != "withdrawn"


def test_an_answer_that_was_served_can_be_rated(browser, petition, city):
    assert use(browser, petition, "rate", level="satisfied", of="competent").status_code == 409
    lead_to_reply(city, petition)
    serve(petition, city.officer("handler"))
    assert use(browser, petition, "rate", level="dissatisfied", of="competent").status_code == 303


def test_a_question_goes_to_the_office_above_and_its_answer_is_dated(browser, petition, city):
    lead_to_handling(city, petition)
    address = f"/track/{petition.reference}/ask/"
    form = browser.get(address).context["form"]
    assert browser.post(address, {"expected_seq": form.expected_seq}).status_code == 422
    sent = browser.post(address, {"expected_seq": form.expected_seq, "about": "late", "text": "还没有消息"})
    assert sent.status_code == 303
    page = page_of(browser, petition)
    question = page.context["questions"][0]
    assert question.put_to.name == "信桥市信访局" and question.due_on is not None
    assert "还没有消息" in page.content.decode()


def test_offices_that_looked_are_named_and_people_are_not(browser, petition, city):
    from xinqiao.petitions.access import petition_for
    from xinqiao.petitions.acting import Actor

    petition_for(Actor.of_officer(city.officer("clerk")), petition.reference, "view")
    looked = page_of(browser, petition).context["looked"]
    assert [(one.office, one.times) for one in looked] == [("信桥市信访局", 1)]


def test_one_petition_opened_here_opens_no_other(browser, city):
    other = take_in(Arrival(channel=Channel.WEB, body="另一件。")).petition
    assert page_of(browser, other).status_code == 302


def test_an_imported_petition_is_marked_as_reconstructed(browser, petition):
    Event.objects.filter(petition=petition).update(is_reconstructed=True)
    assert "reconstructed" in page_of(browser, petition).content.decode()
