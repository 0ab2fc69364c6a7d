"""At the counter a scanned letter is read apart from the page, compared line by line, and registered with its image."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.language.letters_on_paper import LETTER, scanned, typeset
from tests.web.officer.desk import signed_in
from xinqiao.config.upkeep import forget_registered_scans
from xinqiao.intake.models import ScannedLetter
from xinqiao.intake.scans.keeping import folder_of, reading_of, reseal_scans, write_reading
from xinqiao.intake.scans.tasks import read_waiting_letter
from xinqiao.petitions.models import Attachment, Petition

FORM = {"channel": "", "kind": "appeal", "body": "", "key": "k1"}


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_scan(image, name="letter.png"):
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/png")


def a_line(text, top, *, doubtful=False):
    box = [[20, top], [220, top], [220, top + 20], [20, top + 20]]
    return {"text": text, "box": box, "confidence": 0.6 if doubtful else 0.98, "before": "\n"} | {
        "guessed": [1] if doubtful else [],
        "doubtful": doubtful,
    }


def a_letter_read(client, lines, fields=None, **page):
    """A letter at the clerk's office of which `lines` were read."""
    client.post("/desk/letters/", {"files": a_scan(Image.new("RGB", (300, 200), "white"))})
    letter = ScannedLetter.objects.get()
    read = {"width": 300, "height": 200, "turned": 0, "for_a_person": False, "lines": lines} | page
    write_reading(letter, {"pages": [read], "fields": fields or {}, "text": "x"})
    letter.state = "read"
    letter.save()
    return letter


@pytest.mark.slow
def test_a_scanned_letter_is_read_by_the_worker_compared_and_registered_with_its_image(city):
    client = signed_in(city, "clerk")
    scan = a_scan(scanned(typeset(), degrees=1.2, stamp=True))
    laid = client.post("/desk/register/", FORM | {"phone": "13900000000", "read": "yes", "files": scan})
    letter = ScannedLetter.objects.get()
    assert (laid.status_code, laid["Location"]) == (303, f"/desk/letters/{letter.pk}/")
    assert "is being read" in client.get(laid["Location"]).content.decode()
    assert not Petition.objects.exists()

    read_waiting_letter.call(str(letter.pk))
    text = client.get(laid["Location"]).content.decode()
    assert "污水管道堵塞的反映" in text and text.count("<polygon") >= 14
    picture = client.get(f"{laid['Location']}1.jpg")
    assert picture["Content-Type"] == "image/jpeg" and b"".join(picture.streaming_content)[:2] == b"\xff\xd8"
    assert not (folder_of(letter) / "read.json").exists()

    form = client.get(f"/desk/register/?letter={letter.pk}")
    text = form.content.decode()
    assert LETTER[0] in text and 'value="钟望舒"' in text and "合理补偿" in text
    # What was typed stands before what was read.
    assert 'value="13900000000"' in text and "letter.png" in text

    posted = FORM | {"channel": "letter", "body": "比对过的正文。", "title": LETTER[0], "letter": str(letter.pk)}
    first, second = (client.post("/desk/register/", posted) for _press in range(2))
    assert first.status_code == second.status_code == 201
    assert first.context["received"].code == second.context["received"].code
    petition = Petition.objects.get()
    assert petition.body == "比对过的正文。" and Attachment.objects.get().shown_name == "letter.png"
    assert petition.reference in client.get(laid["Location"]).content.decode()


def test_the_same_scan_again_is_the_same_letter(city):
    client = signed_in(city, "clerk")
    for _time in range(2):
        client.post("/desk/letters/", {"files": a_scan(Image.new("RGB", (300, 200), "white"))})
    assert ScannedLetter.objects.count() == 1


def test_a_doubtful_line_is_confirmed_with_one_key_and_the_next_is_gone_to(city):
    client = signed_in(city, "clerk")
    fields = {"name": {"value": "钟望予", "confidence": 0.6, "doubtful": True, "sources": [[0, 1]]}}
    lines = [
        a_line("路灯坏了。", 20),
        a_line("反映人：钟望予", 60, doubtful=True),
        a_line("二〇二六年", 90, doubtful=True),
    ]
    letter = a_letter_read(client, lines, fields)
    address = f"/desk/letters/{letter.pk}/"
    text = client.get(address).content.decode()
    assert "2 lines were read with doubt" in text and "In doubt (60 %)" in text and text.count('name="text"') == 2

    gone = client.post(address, {"line": "0.1", "text": "反映人：钟望舒"})
    assert (gone.status_code, gone["Location"]) == (303, f"{address}?at=0.2")
    text = client.get(gone["Location"]).content.decode()
    assert text.count("autofocus") == 1 and "1 line was read with doubt" in text
    gone = client.post(address, {"line": "0.2", "text": "二〇二六年"})
    assert gone["Location"] == f"{address}#on"
    text = client.get(f"/desk/register/?letter={letter.pk}").content.decode()
    assert 'value="钟望舒"' in text and "反映人：钟望舒" in text and "nobody has confirmed" not in text


def test_a_line_read_without_doubt_may_be_changed_too(city):
    client = signed_in(city, "clerk")
    letter = a_letter_read(client, [a_line("路灯坏子。", 20)])
    assert 'name="text"' in client.get(f"/desk/letters/{letter.pk}/?line=0.0").content.decode()
    client.post(f"/desk/letters/{letter.pk}/", {"line": "0.0", "text": "路灯坏了。"})
    assert "路灯坏了。" in client.get(f"/desk/register/?letter={letter.pk}").content.decode()


@pytest.mark.parametrize("line", ["", "7.7", "0", "0.x", "-1.0", "9999999999.1"])
def test_a_line_that_is_not_there_changes_nothing(city, line):
    client = signed_in(city, "clerk")
    letter = a_letter_read(client, [a_line("路灯坏了。", 20)])
    assert client.post(f"/desk/letters/{letter.pk}/", {"line": line, "text": "别的"}).status_code == 303
    assert reading_of(ScannedLetter.objects.get())["pages"][0]["lines"][0]["text"] == "路灯坏了。"


def test_a_page_that_looks_written_by_hand_is_for_a_person(city):
    client = signed_in(city, "clerk")
    letter = a_letter_read(client, [a_line("看不清", 20, doubtful=True)], for_a_person=True, turned=90)
    text = client.get(f"/desk/letters/{letter.pk}/").content.decode()
    assert "may be written by hand" in text and "rotate(90)" in text and 'viewBox="0 0 200 300"' in text


def test_doubt_hinders_no_registering(city):
    client = signed_in(city, "clerk")
    letter = a_letter_read(client, [a_line("看不清", 20, doubtful=True)])
    assert "nobody has confirmed" in client.get(f"/desk/register/?letter={letter.pk}").content.decode()
    posted = FORM | {"channel": "letter", "body": "路灯坏了。", "letter": str(letter.pk)}
    assert client.post("/desk/register/", posted).status_code == 201


def test_a_fault_of_the_form_keeps_the_scan(city):
    client = signed_in(city, "clerk")
    letter = a_letter_read(client, [a_line("路灯坏了。", 20)])
    page = client.post("/desk/register/", FORM | {"channel": "letter", "letter": str(letter.pk)})
    text = page.content.decode()
    assert (
        page.status_code == 422 and f'name="letter" value="{letter.pk}"' in text and "need not be chosen again" in text
    )


@pytest.mark.slow
def test_a_damaged_scan_is_told_and_what_was_typed_stays(city):
    client = signed_in(city, "clerk")
    broken = SimpleUploadedFile("letter.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "image/png")
    client.post("/desk/register/", FORM | {"body": "手打的正文。", "read": "yes", "files": broken})
    letter = ScannedLetter.objects.get()
    read_waiting_letter.call(str(letter.pk))
    assert "could not be read" in client.get(f"/desk/letters/{letter.pk}/").content.decode()
    assert "手打的正文。" in client.get(f"/desk/register/?letter={letter.pk}").content.decode()
    assert "not read: a person types it" in client.get("/desk/letters/").content.decode()


def test_without_a_scan_it_asks_for_one_and_switched_off_it_says_so(city, settings):
    client = signed_in(city, "clerk")
    asked = client.post("/desk/register/", FORM | {"read": "yes"}).content.decode()
    assert "Choose the scan of the letter first" in asked
    settings.XINQIAO_LANGUAGE = False
    client.post("/desk/letters/", {"files": a_scan(Image.new("RGB", (300, 200), "white"))})
    letter = ScannedLetter.objects.get()
    read_waiting_letter.call(str(letter.pk))
    assert "switched off in this installation" in client.get(f"/desk/letters/{letter.pk}/").content.decode()
    posted = FORM | {"channel": "letter", "body": "路灯坏了。", "letter": str(letter.pk)}
    assert client.post("/desk/register/", posted).status_code == 201


def test_the_letters_of_another_office_are_not_there(city):
    letter = a_letter_read(signed_in(city, "clerk"), [a_line("路灯坏了。", 20)])
    other = city["district_office"]
    letter.office = other
    letter.save()
    client = signed_in(city, "clerk")
    assert client.get(f"/desk/letters/{letter.pk}/").status_code == 404
    assert client.get(f"/desk/letters/{letter.pk}/1.jpg").status_code == 404
    assert client.get(f"/desk/register/?letter={letter.pk}").status_code == 404
    assert "letter.png" not in client.get("/desk/letters/").content.decode()
    assert signed_in(city, "head").get("/desk/letters/").status_code == 403


def test_what_a_petition_keeps_is_not_kept_a_second_time(city):
    client = signed_in(city, "clerk")
    letter = a_letter_read(client, [a_line("路灯坏了。", 20)])
    posted = FORM | {"channel": "letter", "body": "路灯坏了。", "letter": str(letter.pk)}
    client.post("/desk/register/", posted)
    assert forget_registered_scans.call() == 0 and folder_of(letter).exists()
    ScannedLetter.objects.update(laid_at="2026-01-01T00:00:00Z")
    assert forget_registered_scans.call() == 1 and not folder_of(letter).exists()
    assert "registered" in client.get(f"/desk/letters/{letter.pk}/").content.decode()


def test_a_letter_that_waits_follows_a_new_key(city, monkeypatch):
    letter = a_letter_read(signed_in(city, "clerk"), [a_line("路灯坏了。", 20)])
    assert reseal_scans() == 0
    monkeypatch.setattr("xinqiao.safeguards.sealing.key_id_of", lambda _sealed: "an earlier key")
    assert reseal_scans() == 1
    monkeypatch.undo()
    after = ScannedLetter.objects.get()
    assert after.sealed_reading != letter.sealed_reading and reading_of(after) == reading_of(letter)
