"""Files are added to a petition in pieces or whole, and refused in one sentence with the right status."""

import logging
import threading
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests.builders.city import a_city
from tests.web.citizen.test_petitioning import PDF, send, write
from xinqiao.petitions.models import Attachment, Petition
from xinqiao.safeguards.models import LaidByFile
from xinqiao.safeguards.uploads.trays import path_of

pytestmark = pytest.mark.django_db

PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
PROGRAM = b"MZ\x90\0" + bytes(60_000)
FILES = "/petition/files/"


@pytest.fixture
def browser():
    a_city()
    return Client(headers={"accept-language": "en"})


def begin(browser, content=PICTURE, name="照片.jpg", **said):
    return browser.post(f"{FILES}begin/", {"name": name, "size": len(content), "modified": "1"} | said)


def piece(browser, number, content, offset=0):
    return browser.post(f"{FILES}{number}/?offset={offset}", content, content_type="application/octet-stream")


def test_a_file_in_pieces_reaches_the_petition_and_its_receipt(browser):
    write(browser)
    number = begin(browser).json()["id"]
    assert piece(browser, number, PICTURE[:5000]).json() == {"received": 5000, "size": len(PICTURE)}
    assert browser.get(f"{FILES}{number}/").json()["received"] == 5000
    assert begin(browser).json() | {"piece": 0} == {"id": number, "received": 5000, "size": len(PICTURE), "piece": 0}
    assert "have arrived. Choose the same file again" in browser.get(FILES).content.decode()
    assert piece(browser, number, PICTURE[5000:], 5000).status_code == 200
    assert "照片.jpg" in browser.get("/petition/check/").content.decode()
    assert send(browser)["Location"] == "/petition/sent/"
    file = Attachment.objects.get()
    assert (file.shown_name, file.size, file.content_type) == ("照片.jpg", len(PICTURE), "image/jpeg")
    received = Petition.objects.get().events.get(kind="received")
    assert received.data["files"] == [{"sha256": file.sha256, "size": file.size}]
    assert browser.get("/petition/sent/").context["content"]["files"] == received.data["files"]
    assert not LaidByFile.objects.exists()


def test_a_piece_out_of_place_is_told_where_to_go_on(browser):
    number = begin(browser).json()["id"]
    piece(browser, number, PICTURE[:100])
    answer = piece(browser, number, PICTURE[500:], 500)
    assert (answer.status_code, answer.json()["received"]) == (409, 100)


def test_nobody_else_can_look_at_a_draft_s_file_or_add_to_it(browser):
    number = begin(browser).json()["id"]
    other = Client(headers={"accept-language": "en"})
    assert other.get(f"{FILES}{number}/").status_code == 404
    assert piece(other, number, PICTURE).status_code == 404
    other.post(FILES, {"remove": number})
    assert LaidByFile.objects.filter(pk=number).exists()


def test_sixty_megabytes_are_refused_in_words_before_a_byte_is_sent(browser):
    answer = begin(browser, b"", "录像.mp4", size=str(60 * 1024 * 1024))
    assert answer.status_code == 413
    assert "“录像.mp4” is larger than 20 MB" in answer.json()["said"]


def test_a_program_called_pdf_is_refused_with_its_first_piece(browser):
    number = begin(browser, PROGRAM * 100, "合同.pdf").json()["id"]
    answer = piece(browser, number, PROGRAM)
    assert answer.status_code == 415
    assert "合同.pdf" in answer.json()["said"] and "Windows" in answer.json()["said"]
    assert piece(browser, number, PROGRAM, len(PROGRAM)).status_code == 404


@pytest.mark.parametrize("size", ["", "-1", "many", "9" * 30])
def test_a_size_that_is_none_is_refused(browser, size):
    assert begin(browser, size=size).status_code == 400


@pytest.mark.parametrize("offset", ["", "-1", "x", "9" * 30])
def test_an_offset_that_is_none_is_refused(browser, offset):
    number = begin(browser).json()["id"]
    assert piece(browser, number, PICTURE, offset).status_code == 400


def test_an_ordinary_form_refuses_sixty_megabytes_in_words_and_keeps_the_other_file(browser, settings):
    settings.XINQIAO_UPLOAD_LIMIT_BYTES = 1024 * 1024
    film = SimpleUploadedFile("录像.mp4", b"\0\0\0\x18ftypisom" + bytes(3_000_000))
    answer = browser.post(FILES, {"go_on": "yes", "files": [film, SimpleUploadedFile("照片.jpg", PICTURE)]})
    page = answer.content.decode()
    assert answer.status_code == 413 and "“录像.mp4” is larger than 1 MB" in page
    assert [file.shown_name for file in answer.context["draft"].files] == ["照片.jpg"]


def test_an_ordinary_form_refuses_a_program_called_pdf_with_its_status(browser):
    answer = browser.post(FILES, {"go_on": "yes", "files": [SimpleUploadedFile("合同.pdf", PROGRAM)]})
    assert answer.status_code == 415 and "合同.pdf" in answer.content.decode()
    assert not LaidByFile.objects.exists()


def test_a_form_that_is_too_large_as_a_whole_leaves_one_line_in_the_log_and_no_traceback(browser, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    caught: list[logging.LogRecord] = []
    handler = next(h for h in logging.getLogger("django.security").handlers if h.get_name() == "refusals")
    kept_emit, handler.emit = handler.emit, caught.append
    try:
        answer = browser.post("/petition/", {"body": "长" * 5000})
    finally:
        handler.emit = kept_emit
    assert answer.status_code == 413 and "larger than this page can take" in answer.content.decode()
    assert len(caught) == 1
    assert handler.filter(caught[0]) and "Traceback" not in handler.format(caught[0])


def test_one_file_too_many_is_named_and_the_others_stay(browser):
    files = [SimpleUploadedFile(f"{number}.pdf", PDF) for number in range(21)]
    answer = browser.post(FILES, {"go_on": "yes", "files": files})
    assert answer.status_code == 413 and "At most 20 files" in answer.content.decode()
    assert len(answer.context["draft"].files) == 20


def test_two_windows_of_one_visitor_fill_one_tray(browser):
    browser.post("/petition/", {"body": "路灯坏了。"})
    second = Client(headers={"accept-language": "en"})
    second.cookies = browser.cookies
    for client, name in ((browser, "一.jpg"), (second, "二.jpg")):
        number = begin(client, name=name).json()["id"]
        assert piece(client, number, PICTURE).status_code == 200
    assert [file.shown_name for file in browser.get(FILES).context["draft"].files] == ["一.jpg", "二.jpg"]


def test_a_file_is_taken_out_and_closing_everything_throws_all_away(browser):
    browser.post(FILES, {"add": "yes", "files": [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", PDF)]})
    first = browser.get(FILES).context["draft"].files[0]
    browser.post(FILES, {"remove": first.id})
    assert [file.shown_name for file in browser.get(FILES).context["draft"].files] == ["b.pdf"]
    path = path_of(LaidByFile.objects.get())
    browser.post("/leave/")
    assert not path.exists() and not LaidByFile.objects.exists()


def test_a_file_that_vanished_is_said_on_the_last_page(browser):
    write(browser, files={"files": [SimpleUploadedFile("a.pdf", PDF)]})
    path_of(LaidByFile.objects.get()).unlink()
    answer = send(browser)
    assert answer.status_code == 422 and "no longer here" in answer.content.decode()
    browser.post(FILES, {"remove": str(LaidByFile.objects.get().pk)})
    assert send(browser)["Location"] == "/petition/sent/"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the tests' own SQLite lies in memory and locks whole tables")
@pytest.mark.django_db(transaction=True)
def test_pieces_of_many_files_may_come_at_once(browser):
    browser.post("/petition/", {"body": "路灯坏了。"})
    numbers = [begin(browser, name=f"{n}.jpg").json()["id"] for n in range(4)]
    statuses: list[int] = []

    def sending(number: str) -> None:
        client = Client()
        client.cookies = browser.cookies
        statuses.append(piece(client, UUID(number), PICTURE).status_code)
        # PostgreSQL keeps a database as long as a thread of ours talks to it.
        connection.close()

    threads = [threading.Thread(target=sending, args=[number]) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 4
