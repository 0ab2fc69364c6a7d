"""A scan laid down by mistake leaves the list with a reason and can be taken back; a folder's slips are printed once."""

import pytest
from PIL import Image

from tests.web.officer.desk import signed_in
from tests.web.officer.test_scanned_letters import FORM, a_letter_read, a_line, a_scan
from xinqiao.config.upkeep import forget_registered_scans
from xinqiao.intake.models import ScannedLetter, SettingAside
from xinqiao.intake.scans.registering import register_as_read
from xinqiao.petitions.models import Petition
from xinqiao.safeguards.codes import code_fits


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(city):
    return signed_in(city, "clerk")


def page_of(letter, rest="") -> str:
    return f"/desk/letters/{letter.pk}/{rest}"


def test_a_scan_is_set_aside_with_a_reason_and_taken_back(city, client):
    letter = a_letter_read(client, [a_line("路灯坏子。", 20, doubtful=True)])
    asked = client.post(page_of(letter, "aside/"), {"reason": "  "})
    assert asked.status_code == 422 and "Write why" in asked.content.decode()
    for _press in range(2):
        assert client.post(page_of(letter, "aside/"), {"reason": "误扫:这是内部通知"}).status_code == 303
    row = SettingAside.objects.get()
    assert (row.reason, row.by, row.takes_back) == ("误扫:这是内部通知", city.officer("clerk"), False)
    listed = client.get("/desk/letters/").content.decode()
    assert "letter.png" not in listed and "1 scan set aside" in listed
    assert "letter.png" in client.get("/desk/letters/?aside").content.decode()
    text = client.get(page_of(letter)).content.decode()
    assert "误扫:这是内部通知" in text and "<image" in text and 'name="text"' not in text

    client.post(page_of(letter, "aside/"), {"reason": "其实是来信", "back": "yes"})
    assert "letter.png" in client.get("/desk/letters/").content.decode()
    assert [one.takes_back for one in SettingAside.objects.order_by("pk")] == [False, True]
    assert "其实是来信" in client.get(page_of(letter)).content.decode()


def test_what_is_set_aside_is_neither_registered_nor_changed_until_it_is_taken_back(client):
    letter = a_letter_read(client, [a_line("路灯坏子。", 20, doubtful=True)])
    client.post(page_of(letter, "aside/"), {"reason": "误扫"})
    client.post(page_of(letter), {"line": "0.0", "text": "别的"})
    posted = FORM | {"channel": "letter", "body": "路灯坏了。", "letter": str(letter.pk)}
    assert client.post("/desk/register/", posted).status_code == 303
    assert client.get(f"/desk/register/?letter={letter.pk}").status_code == 303
    assert not Petition.objects.exists() and ScannedLetter.objects.get().doubtful_count == 1
    # The same files again are that letter, and its page says so.
    again = client.post("/desk/letters/", {"files": a_scan(Image.new("RGB", (300, 200), "white"))})
    assert again["Location"] == page_of(letter) and ScannedLetter.objects.count() == 1


def test_a_reason_is_neither_edited_nor_removed_and_a_registered_letter_is_not_set_aside(client):
    letter = a_letter_read(client, [a_line("路灯坏了。", 20)])
    client.post(page_of(letter, "aside/"), {"reason": "误扫"})
    row = SettingAside.objects.get()
    for forbidden in (row.save, row.delete):
        with pytest.raises(TypeError):
            forbidden()
    client.post(page_of(letter, "aside/"), {"reason": "取回", "back": "yes"})
    client.post("/desk/register/", FORM | {"channel": "letter", "body": "路灯坏了。", "letter": str(letter.pk)})
    assert client.post(page_of(letter, "aside/"), {"reason": "误扫"}).status_code == 422
    assert client.post(page_of(letter, "aside/"), {"reason": "字" * 301, "back": "yes"}).status_code == 422
    assert SettingAside.objects.count() == 2


def test_the_scan_of_a_letter_that_became_an_accusation_is_seen_in_its_petition_alone(city, client):
    letter = a_letter_read(client, [a_line("我举报某局长。", 20)])
    assert "words of an accusation" in client.get(page_of(letter)).content.decode()
    posted = FORM | {"channel": "letter", "body": "我举报某局长。", "letter": str(letter.pk)}
    given = {"kind": "accusation", "accused": city["bureau"].code}
    assert client.post("/desk/register/", posted | given).status_code == 201
    petition = Petition.objects.get()
    assert petition.kind == "accusation" and petition.accused_organisation == city["bureau"]
    text = client.get(page_of(letter)).content.decode()
    assert "我举报某局长" not in text and "letter.png" not in text
    assert client.get(page_of(letter, "1.jpg")).status_code == 404


def registered_by_a_folder(client, kind="suggestion") -> ScannedLetter:
    letter = a_letter_read(client, [a_line("请在路口加一盏灯。", 20)])
    register_as_read(letter, kind=kind)
    return ScannedLetter.objects.select_related("petition__submission").get()


def test_the_slip_of_a_letter_that_a_folder_registered_is_shown_once_with_its_code(city, client):
    letter = registered_by_a_folder(client)
    assert letter.petition.kind == "suggestion"
    assert "nobody has its query code yet" in client.get("/desk/letters/").content.decode()
    assert client.get("/desk/letters/slips/").status_code == 302
    ScannedLetter.objects.update(laid_at="2026-01-01T00:00:00Z")
    assert forget_registered_scans.call() == 0
    page = client.post("/desk/letters/slips/")
    (slip,) = page.context["slips"]
    assert code_fits(slip["received"].code, letter.petition.submission.code_digest)
    assert "http://testserver/track/" in page.content.decode()
    assert slip["received"].code in page.content.decode() and letter.petition.reference in page.content.decode()
    letter.refresh_from_db()
    assert letter.slip_by == city.officer("clerk") and letter.slip_at
    assert "No slip waits" in client.post("/desk/letters/slips/").content.decode()
    assert "query code" not in client.get("/desk/letters/").content.decode()
    assert forget_registered_scans.call() == 1


def test_a_slip_is_for_those_who_register_and_may_see_the_petition(city, client):
    letter = registered_by_a_folder(client)
    assert signed_in(city, "head").post("/desk/letters/slips/").status_code == 403
    assert signed_in(city, "district_clerk").post("/desk/letters/slips/").context["slips"] == []
    Petition.objects.filter(pk=letter.petition_id).update(accused_organisation=city["city"])
    assert client.post("/desk/letters/slips/").context["slips"] == []
    assert ScannedLetter.objects.get().slip_at is None


def test_a_slip_that_cannot_be_made_again_is_named_and_still_waits(client, tmp_path):
    letter = registered_by_a_folder(client)
    for file in (tmp_path / "scans" / letter.pk.hex).glob("file-*"):
        file.unlink()
    text = client.post("/desk/letters/slips/").content.decode()
    assert "gone or changed" in text and letter.petition.reference in text
    assert ScannedLetter.objects.get().slip_at is None
