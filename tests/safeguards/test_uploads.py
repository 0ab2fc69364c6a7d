"""A file is taken for what its bytes are, never for its name; what is refused is told in one sentence."""

import codecs
import hashlib
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from xinqiao.safeguards.uploads import FILE_KINDS, RefusedFile, check_upload, store_upload

WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def an_archive(**parts: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("CT", "[Content_Types].xml"), content)
    return made.getvalue()


def a_docx(**more: str | bytes) -> bytes:
    return an_archive(CT=f"<Types>{WORD_TYPES}</Types>", **{"word__document.xml": "<w/>", **more})


def a_brand(brand: bytes, *compatible: bytes) -> bytes:
    body = b"ftyp" + brand + bytes(4) + b"".join(compatible)
    return (len(body) + 4).to_bytes(4) + body + b"moov"


GOOD = {
    "pdf": b"%PDF-1.7\n...",
    "jpg": b"\xff\xd8\xff\xe0...",
    "png": b"\x89PNG\r\n\x1a\n...",
    "heic": a_brand(b"heic", b"mif1"),
    "webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "tif": b"II*\0\x08\0\0\0...",
    "bmp": b"BM\x46\0\0\0" + bytes(4) + b"\x36\0\0\0" + b"\x28\0\0\0...",
    "txt": "尊敬的领导:\r\n\t路灯坏了。𠮷".encode(),
    "docx": a_docx(),
    "xlsx": an_archive(CT=f"<Types>{EXCEL_TYPES}</Types>", **{"xl__workbook.xml": "<x/>"}),
    "mp3": b"ID3\4\0\0...",
    "m4a": a_brand(b"M4A ", b"isom"),
    "wav": b"RIFF\0\0\0\0WAVEfmt ",
    "mp4": a_brand(b"isom", b"mp42"),
}


def check(content: bytes, name: str) -> Any:
    return check_upload(io.BytesIO(content), name=name)


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(RefusedFile) as refused:
        check(content, name)
    sentence = str(refused.value)
    assert sentence == str(refused.value.sentence)
    assert "{" not in sentence
    return sentence


def test_there_is_an_example_of_every_kind_that_is_taken() -> None:
    assert set(GOOD) == {kind.extension for kind in FILE_KINDS}


@pytest.mark.parametrize("extension", sorted(GOOD))
def test_every_kind_that_is_taken_is_known_by_its_bytes(extension: str) -> None:
    content = GOOD[extension]
    checked = check(content, f"证据.{extension}")
    assert checked.shown_name == f"证据.{extension}"
    assert checked.stored_as.endswith(f".{extension}")
    assert checked.sha256 == hashlib.sha256(content).hexdigest()
    assert checked.size == len(content)


def test_tiff_of_either_order_is_taken_and_two_letters_make_no_picture() -> None:
    assert check(b"MM\0*\0\0\0\x08...", "信.tiff").shown_name == "信.tif"
    refusal(b"BM" + b"\x01" * 100, "信.bmp")


def test_a_workbook_as_a_program_writes_it_is_taken() -> None:
    made = io.BytesIO()
    workbook = openpyxl.Workbook()
    workbook.active.append(["路灯", 3])
    workbook.save(made)
    assert check(made.getvalue(), "名单.xlsx").media_type.endswith("spreadsheetml.sheet")


def test_a_frame_of_sound_without_a_tag_is_mp3() -> None:
    assert check(b"\xff\xfb\x90\x64" + bytes(400), "a.mp3").media_type == "audio/mpeg"


def test_a_picture_with_the_wrong_ending_gets_its_true_one() -> None:
    assert check(GOOD["heic"], "IMG_1.JPG").shown_name == "IMG_1.heic"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_in_the_encodings_people_use_is_taken(encoding: str) -> None:
    assert check("路灯坏了,请修。".encode(encoding), "信.txt").media_type == "text/plain"


def test_a_long_text_is_read_to_its_end() -> None:
    assert check("信".encode() * 100_000, "信.txt").size == 300_000
    refusal("信".encode() * 100_000 + b"\0", "信.txt")


@pytest.mark.parametrize("program", [b"MZ\x90\0" + bytes(200), b"\x7fELF\2\1\1" + bytes(200), b"#!/bin/sh\nrm -rf /\n"])
@pytest.mark.parametrize("name", ["answer.pdf", "letter.txt", "photo.jpg", "run.exe", "letter"])
def test_a_program_is_refused_whatever_it_is_called(program: bytes, name: str) -> None:
    assert name in refusal(program, name)


def test_what_a_program_seems_to_be_is_told() -> None:
    assert "Windows" in refusal(b"MZ\x90\0" + bytes(200), "answer.pdf")


@pytest.mark.parametrize(
    "page", ["<!DOCTYPE html><p>", "<html>", " <script>alert(1)</script>", "<svg onload=x>", "<?php"]
)
def test_a_page_that_a_browser_would_run_is_no_text(page: str) -> None:
    refusal(page.encode(), "letter.txt")
    refusal(codecs.BOM_UTF8 + page.encode(), "letter.txt")


def test_a_text_is_not_taken_under_the_name_of_a_picture() -> None:
    refusal("路灯坏了".encode(), "photo.jpg")


def test_bytes_that_are_no_text_are_refused_as_text() -> None:
    refusal(b"\xff\xff\x00\x81", "letter.txt")
    refusal(codecs.BOM_UTF16_LE + b"\x00\xd8", "letter.txt")
    refusal("路".encode()[:1], "letter.txt")


def test_an_empty_file_is_refused() -> None:
    assert "letter.pdf" in refusal(b"", "letter.pdf")


def test_a_file_over_the_limit_is_refused_by_its_real_size(settings: Any) -> None:
    settings.XINQIAO_UPLOAD_LIMIT_BYTES = 1024 * 1024
    assert check(b"%PDF-" + bytes(1024 * 1024 - 5), "a.pdf").size == 1024 * 1024
    assert "1 MB" in refusal(b"%PDF-" + bytes(1024 * 1024), "a.pdf")


BAD_ARCHIVES = {
    "an ordinary archive": an_archive(**{"a.txt": "x"}),
    "a document inside an archive": an_archive(CT=WORD_TYPES, **{"word__document.xml": "", "letter.txt": ""}),
    "a program": a_docx(**{"word__run.exe": b"MZ"}),
    "macros": a_docx(**{"word__vbaProject.bin": b"x"}),
    "a Java archive": a_docx(**{"META-INF__MANIFEST.MF": "x"}),
    "both Word and Excel": an_archive(
        CT=WORD_TYPES + EXCEL_TYPES, **{"word__document.xml": "", "xl__workbook.xml": ""}
    ),
    "a document of another type": an_archive(CT="<Types/>", **{"word__document.xml": ""}),
    "something before it": b"PK\3\4" + a_docx(),
    "something after it": a_docx() + b"MZ",
    "half of it": a_docx()[: len(a_docx()) // 2],
    "no parts": b"PK\3\4" + bytes(60),
}


@pytest.mark.parametrize("what", sorted(BAD_ARCHIVES))
def test_an_archive_that_only_looks_like_a_document_is_refused(what: str) -> None:
    assert "letter.docx" in refusal(BAD_ARCHIVES[what], "letter.docx")


def test_an_archive_that_unpacks_to_far_too_much_is_refused() -> None:
    parts = {f"word__media__{number}.bin": bytes(100_000_000) for number in range(4)}
    assert "letter.docx" in refusal(a_docx(**parts), "letter.docx")


def test_a_part_told_twice_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", WORD_TYPES)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("[Content_Types].xml", WORD_TYPES)
    refusal(made.getvalue(), "letter.docx")


def test_a_picture_with_an_archive_behind_it_is_refused() -> None:
    assert "photo.jpg" in refusal(GOOD["jpg"] + a_docx(), "photo.jpg")
    refusal(GOOD["pdf"] + an_archive(**{"a.class": "x"}), "letter.pdf")


@pytest.mark.parametrize("head", [a_brand(b"qt  "), b"RIFF\0\0\0\0AVI ", b"random bytes \x01\x02"])
def test_what_is_near_a_kind_that_is_taken_is_still_refused(head: bytes) -> None:
    refusal(head, "film.mp4")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\li\\信.pdf", "信.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("", "file.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
        ("{0} %s.pdf", "{0} %s.pdf"),
    ],
)
def test_the_name_shown_cannot_lead_elsewhere_or_deceive(name: str, shown: str) -> None:
    assert check(GOOD["pdf"], name).shown_name == shown


@given(content=st.binary(min_size=1, max_size=200), name=st.text(max_size=20))
def test_any_bytes_under_any_name_are_taken_or_refused_never_a_crash(content: bytes, name: str) -> None:
    try:
        checked = check(content, name)
    except RefusedFile as refused:
        assert str(refused)  # noqa: PT017
    else:
        assert "/" not in checked.shown_name


def test_a_stored_file_lies_under_a_name_nobody_can_guess() -> None:
    uploaded = SimpleUploadedFile("信.pdf", GOOD["pdf"])
    first = store_upload(uploaded, name="信.pdf")
    second = store_upload(io.BytesIO(GOOD["pdf"]), name="信.pdf")
    assert first.stored_as != second.stored_as
    assert "信" not in first.stored_as
    for stored in (first, second):
        with default_storage.open(stored.stored_as) as file:
            assert file.read() == GOOD["pdf"]


def test_a_refused_file_is_not_kept() -> None:
    with pytest.raises(RefusedFile):
        store_upload(SimpleUploadedFile("a.pdf", b"MZ"), name="a.pdf")
