"""At the counter a scanned letter is read into the empty fields; the officer compares, and only then registers."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.language.letters_on_paper import LETTER, scanned, typeset
from tests.web.officer.desk import signed_in
from xinqiao.petitions.models import Petition

FORM = {"channel": "", "kind": "appeal", "body": "", "key": "k1"}


def a_scan(image):
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return SimpleUploadedFile("letter.png", buffer.getvalue(), "image/png")


@pytest.mark.slow
def test_a_scanned_letter_fills_the_empty_fields_and_registers_nothing(city):
    scan = a_scan(scanned(typeset(), degrees=1.2, stamp=True))
    page = signed_in(city, "clerk").post(
        "/desk/register/", FORM | {"phone": "13900000000", "read": "yes", "files": scan}
    )
    text = page.content.decode()
    assert page.status_code == 200 and "1 page was read" in text
    assert LETTER[0] in text and "钟望舒" in text and "合理补偿" in text
    assert 'value="13900000000"' in text and "13800000000" in text.split("</textarea>")[0]
    assert not Petition.objects.exists()


@pytest.mark.slow
def test_a_damaged_scan_is_told_and_what_was_typed_stays(city):
    broken = SimpleUploadedFile("letter.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "image/png")
    page = signed_in(city, "clerk").post(
        "/desk/register/", FORM | {"body": "手打的正文。", "read": "yes", "files": broken}
    )
    text = page.content.decode()
    assert "could not be read" in text and "手打的正文。" in text


def test_without_a_scan_it_asks_for_one_and_switched_off_it_says_so(city, settings):
    client = signed_in(city, "clerk")
    assert (
        "Choose the scan of the letter first" in client.post("/desk/register/", FORM | {"read": "yes"}).content.decode()
    )
    settings.XINQIAO_LANGUAGE = False
    page = client.post("/desk/register/", FORM | {"read": "yes"}).content.decode()
    assert "switched off in this installation" in page
    assert client.post("/desk/register/", FORM | {"channel": "visit", "body": "路灯坏了。"}).status_code == 201
