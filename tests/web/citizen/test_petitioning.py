"""A petition is written in small steps, checked, sent once, and acknowledged with a receipt."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.builders.city import a_city
from xinqiao.petitions.models import Attachment, Petition, Submission
from xinqiao.safeguards.receipt_text import read_receipt_text
from xinqiao.safeguards.receipts import public_keys, verify_receipt

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def browser(city):
    return Client(headers={"accept-language": "en"})


def write(browser, **changes):
    """Answer every question up to the last page."""
    what = {"body": "楼下烧烤店每晚油烟很大。", "title": "油烟"} | changes.get("what", {})
    browser.post("/petition/", {"body": what["body"]})
    browser.post("/petition/title/", {"title": what["title"]})
    browser.post("/petition/where/", changes.get("where", {"place": "990102001", "place_text": "桥头路1号"}))
    browser.post("/petition/kind/", {"kind": changes.get("kind", "appeal")})
    if changes.get("kind") == "accusation":
        browser.post("/petition/accused/", changes.get("accused", {}))
    browser.post("/petition/files/", {"go_on": "yes"} | changes.get("files", {}))
    you = changes.get("you", {"name": "某甲", "phone": "13900000000", "consents": "yes"})
    for step in ("you", "reach", "together", "answers"):
        browser.post(f"/petition/{step}/", {"together": "alone"} | you)


def send(browser):
    """Press the button of the last page."""
    page = browser.get("/petition/check/")
    return browser.post("/petition/check/", {"key": page.context["draft"].key})


def test_a_petition_in_small_steps_ends_in_a_receipt(browser):
    assert browser.post("/petition/", {"body": "路灯坏了。", "title": ""})["Location"] == "/petition/where/"
    assert browser.post("/petition/where/", {"place": "990102"})["Location"] == "/petition/where/?in=990102"
    last = browser.post("/petition/where/?in=990102", {"place": "990102001"})
    assert last["Location"] == "/petition/kind/"
    assert browser.post("/petition/kind/", {"kind": "appeal"})["Location"] == "/petition/files/"
    assert browser.post("/petition/files/", {"go_on": "yes"})["Location"] == "/petition/you/"
    assert browser.post("/petition/you/", {})["Location"] == "/petition/reach/"
    assert browser.post("/petition/reach/", {})["Location"] == "/petition/together/"
    assert browser.post("/petition/together/", {"together": "alone"})["Location"] == "/petition/answers/"
    assert browser.post("/petition/answers/", {})["Location"] == "/petition/check/"
    assert "路灯坏了。" in browser.get("/petition/check/").content.decode()
    sent = send(browser)
    assert (sent.status_code, sent["Location"]) == (303, "/petition/sent/")
    petition = Petition.objects.get()
    receipt = browser.get("/petition/sent/")
    assert petition.reference in receipt.content.decode()
    assert petition.submission.received_by.name == "东渡区信访局"
    assert petition.submission.petitioner is None


def test_every_answer_reaches_the_file(browser):
    write(browser, files={"files": [SimpleUploadedFile("照片.pdf", PDF), SimpleUploadedFile("b.txt", "事实".encode())]})
    send(browser)
    petition = Petition.objects.get()
    assert (petition.title, petition.place.code, petition.kind) == ("油烟", "990102001", "appeal")
    assert petition.submission.place_text == "桥头路1号"
    assert petition.submission.petitioner.open_field("name") == "某甲"
    assert petition.events.filter(kind="service_consented", by_role="petitioner").count() == 1
    assert sorted(Attachment.objects.values_list("shown_name", flat=True)) == ["b.txt", "照片.pdf"]


def test_sent_twice_is_registered_once_and_shows_the_same_receipt(browser):
    write(browser)
    key = browser.get("/petition/check/").context["draft"].key
    first = browser.post("/petition/check/", {"key": key})
    shown = browser.get("/petition/sent/").context["receipt"]
    second = browser.post("/petition/check/", {"key": key})
    assert first["Location"] == second["Location"] == "/petition/sent/"
    assert browser.get("/petition/sent/").context["receipt"] == shown
    assert Petition.objects.count() == 1


def test_two_presses_at_once_give_one_petition_and_one_code(browser, city):
    """Both requests read the session before either was answered."""
    write(browser)
    key = browser.get("/petition/check/").context["draft"].key
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    from django.contrib.sessions.models import Session

    before = Session.objects.get(session_key=cookies["xinqiao_session"]).session_data
    browser.post("/petition/check/", {"key": key})
    code = browser.get("/petition/sent/").context["receipt"]["code"]
    Session.objects.filter(session_key=cookies["xinqiao_session"]).update(session_data=before)
    other = Client(headers={"accept-language": "en"})
    other.cookies["xinqiao_session"] = cookies["xinqiao_session"]
    other.post("/petition/check/", {"key": key})
    assert other.get("/petition/sent/").context["receipt"]["code"] == code
    assert Petition.objects.count() == 1


def test_the_session_keeps_its_key_while_sending_and_changes_it_when_a_petition_is_opened(browser):
    """A second press, under way with the old key, still finds the receipt."""
    write(browser)
    before = browser.cookies["xinqiao_session"].value
    send(browser)
    receipt = browser.get("/petition/sent/").context["receipt"]
    assert browser.cookies["xinqiao_session"].value == before
    browser.post("/track/", {"reference": receipt["reference"], "code": receipt["code"]})
    assert browser.cookies["xinqiao_session"].value != before


def test_the_receipt_file_is_genuine_and_says_nothing_of_the_matter(browser):
    write(browser)
    send(browser)
    answer = browser.get("/petition/receipt/")
    assert "attachment" in answer["Content-Disposition"]
    assert verify_receipt(json.loads(answer.content), public_keys())
    assert "油烟" not in answer.content.decode()


def test_the_draft_is_gone_after_sending(browser):
    write(browser)
    send(browser)
    assert browser.get("/petition/").context["draft"].body == ""
    assert browser.get("/petition/check/")["Location"] == "/petition/?begin=again"


def test_a_session_row_shows_nothing_of_what_is_being_written(browser):
    from django.contrib.sessions.models import Session

    write(browser)
    assert "烧烤" not in str(Session.objects.get().get_decoded())
    assert "某甲" not in str(Session.objects.get().get_decoded())


def test_an_empty_text_is_named_on_top_and_at_the_field(browser):
    answer = browser.post("/petition/", {"body": "  "})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#field-body"' in page and 'id="field-body"' in page


def test_a_megabyte_of_text_gets_a_sentence_and_is_kept(browser):
    text = "长" * 350_000
    answer = browser.post("/petition/", {"body": text})
    assert answer.status_code == 422
    assert answer.content.decode().count("长") >= 350_000
    assert not Submission.objects.exists()


def test_what_is_larger_than_a_request_may_be_gets_413_and_a_sentence(browser):
    answer = browser.post("/petition/", {"body": "x" * 13_000_000})
    assert answer.status_code == 413
    assert "larger" in answer.content.decode()


def test_rare_characters_and_emoji_arrive_as_written(browser):
    write(browser, what={"body": "𠮷先生😀说：\r\n第二行", "title": "𠮷"})
    send(browser)
    assert Submission.objects.get().body == "𠮷先生😀说：\n第二行"


def test_a_program_named_pdf_is_refused_by_name_and_the_good_file_is_kept(browser):
    browser.post("/petition/", {"body": "路灯坏了。"})
    files = [SimpleUploadedFile("合同.pdf", b"MZ" + b"\x00" * 200), SimpleUploadedFile("照片.pdf", PDF)]
    answer = browser.post("/petition/files/", {"go_on": "yes", "files": files})
    assert answer.status_code == 415
    assert "合同.pdf" in answer.content.decode()
    assert [f.shown_name for f in answer.context["draft"].files] == ["照片.pdf"]


def test_a_file_can_be_taken_out_again(browser):
    browser.post("/petition/files/", {"add": "yes", "files": [SimpleUploadedFile("a.pdf", PDF)]})
    file = browser.get("/petition/files/").context["draft"].files[0]
    browser.post("/petition/files/", {"remove": file.id})
    assert browser.get("/petition/files/").context["draft"].files == []


def test_a_page_whose_draft_is_gone_says_so_and_keeps_what_was_typed_on_it(browser):
    answer = browser.post("/petition/reach/", {"phone": "13900000000", "key": "planted"})
    assert (answer.status_code, answer["Location"]) == (303, "/petition/?begin=again")
    assert "no longer here" in browser.get(answer["Location"]).content.decode()
    draft = browser.get("/petition/").context["draft"]
    assert draft.phone == "13900000000" and draft.key != "planted"


def test_alone_or_together_is_asked_and_the_number_only_of_those_who_are_several(browser):
    write(browser)
    assert browser.post("/petition/together/", {}).status_code == 422
    assert browser.post("/petition/together/", {"together": "joint", "persons": "0"}).status_code == 422
    assert browser.post("/petition/together/", {"together": "joint", "persons": "3"}).status_code == 303
    assert browser.get("/petition/check/").context["draft"].persons == "3"
    browser.post("/petition/together/", {"together": "alone", "persons": "3"})
    assert browser.get("/petition/check/").context["draft"].persons == ""


def test_nothing_chosen_is_said_for_place_and_kind(browser):
    browser.post("/petition/", {"body": "路灯坏了。"})
    assert browser.post("/petition/where/", {}).status_code == 422
    assert browser.post("/petition/kind/", {"kind": "demand"}).status_code == 422
    assert browser.post("/petition/where/", {"skip": "yes"})["Location"] == "/petition/kind/"


def test_a_number_of_people_in_words_is_refused_and_what_was_typed_stays(browser):
    browser.post("/petition/", {"body": "路灯坏了。"})
    answer = browser.post("/petition/together/", {"together": "joint", "persons": "三个"})
    assert answer.status_code == 422
    assert 'value="三个"' in answer.content.decode() and 'value="joint" checked' in answer.content.decode()


def test_a_change_from_the_last_page_leads_back_to_it(browser):
    write(browser)
    assert browser.post("/petition/?from=check", {"body": "改过的话。"})["Location"] == "/petition/check/"
    page = browser.get("/petition/check/").content.decode()
    assert "改过的话。" in page and "某甲" in page


def test_an_accusation_asks_whom_and_goes_to_an_office_above_them(browser, city):
    write(browser, kind="accusation", accused={"accused": city["district"].code, "accused_text": "某股长"})
    send(browser)
    petition = Petition.objects.get()
    assert petition.accused_organisation == city["district"]
    assert petition.submission.received_by.name == "信桥市信访局"
    assert "某股长" in petition.body and petition.sealing == "sealed"


def test_changing_to_an_accusation_from_the_last_page_asks_whom(browser):
    write(browser)
    assert browser.post("/petition/kind/?from=check", {"kind": "accusation"})["Location"].startswith(
        "/petition/accused/"
    )


def test_a_page_older_than_the_draft_sends_nothing(browser):
    write(browser)
    answer = browser.post("/petition/check/", {"key": "another"})
    assert answer.status_code == 409
    assert not Petition.objects.exists()


def test_pages_of_a_draft_are_kept_by_nobody_in_between(browser):
    for address in ("/petition/", "/petition/you/", "/track/"):
        answer = browser.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_closing_forgets_draft_and_receipt(browser):
    write(browser)
    send(browser)
    assert browser.post("/leave/").status_code == 200
    answer = browser.get("/petition/sent/")
    assert (answer.status_code, answer["Location"]) == (303, "/track/")
    assert "no longer shown" in browser.get("/track/").content.decode()


def test_too_many_petitions_from_one_place_are_asked_to_wait(browser, monkeypatch):
    from datetime import timedelta

    from xinqiao.safeguards import throttling

    monkeypatch.setitem(throttling.ALLOWANCES, throttling.Scope.SUBMITTING, throttling.Allowance(0, timedelta(hours=1)))
    write(browser)
    answer = send(browser)
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    assert browser.get("/petition/check/").status_code == 200


def test_the_receipt_is_a_page_a_sheet_and_a_file_and_all_three_are_the_same_receipt(browser):
    write(browser)
    send(browser)
    page = browser.get("/petition/sent/")
    code = page.context["receipt"]["code"]
    assert b"<svg" in page.content and code in page.content.decode()
    sheet = browser.get("/petition/receipt.pdf")
    assert sheet["Content-Type"] == "application/pdf" and "no-store" in sheet["Cache-Control"]
    signed = json.loads(browser.get("/petition/receipt/").content)
    assert read_receipt_text(sheet.content) == signed
    reference = page.context["receipt"]["reference"]
    assert json.loads(browser.get(f"/track/{reference}/receipt.json").content) == signed
    assert f"/track/{reference}/receipt.pdf" in browser.get(f"/track/{reference}/").content.decode()
    copy = browser.get(f"/track/{reference}/receipt.pdf")
    assert read_receipt_text(copy.content) == signed
    stranger = Client()
    for path in (f"/track/{reference}/receipt.pdf", f"/track/{reference}/receipt.json", "/petition/receipt.pdf"):
        assert stranger.get(path).status_code in (302, 303)
