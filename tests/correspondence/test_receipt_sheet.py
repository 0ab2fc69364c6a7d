"""The receipt as a sheet of paper: it lasts, can be read aloud, proves itself, and says nothing of the matter."""

from datetime import UTC, datetime
from typing import Any

import pypdfium2
import pytest

from xinqiao.correspondence.receipts import ReceiptSheet, typeset_receipt
from xinqiao.safeguards.receipt_text import read_receipt_text
from xinqiao.safeguards.receipts import FileDigest, public_keys, receipt_content, sign_receipt, verify_receipt

OFFICE = "https://petitions.example.invalid"
LANGUAGES = ["zh-hans", "zh-hant", "en"]


def a_receipt(files: int = 2, by: str = "信桥市信访局") -> dict[str, Any]:
    return sign_receipt(
        receipt_content(
            reference="XQ2026-7K3M-9QW2-TZ8C",
            received_at=datetime(2026, 3, 2, 1, tzinfo=UTC),
            channel="web",
            by=by,
            text="路灯坏了。",
            files=[FileDigest("ab" * 32, 1234)] * files,
        )
    )


def a_sheet(language: str = "zh-hans", code: str = "ABCD-EFGH-JKMN", **receipt: Any) -> bytes:
    return typeset_receipt(
        ReceiptSheet(
            receipt=a_receipt(**receipt),
            language=language,
            verify_at=f"{OFFICE}/verify/receipt/",
            follow_at=f"{OFFICE}/track/",
            code=code,
        )
    )


def words_of(sheet: bytes) -> str:
    paper = pypdfium2.PdfDocument(sheet)
    said = "".join(page.get_textpage().get_text_range() for page in paper)
    paper.close()
    return said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_says_number_code_office_and_how_to_verify_it(language: str) -> None:
    said = words_of(a_sheet(language))
    for wanted in ("XQ2026-7K3M-9QW2-TZ8C", "ABCD-EFGH-JKMN", "信桥市信访局", f"{OFFICE}/verify/receipt/"):
        assert wanted in said
    assert "路灯" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_in_the_sheet_is_the_one_that_was_signed(language: str) -> None:
    found = read_receipt_text(a_sheet(language))
    assert found == a_receipt()
    assert verify_receipt(found, public_keys())


def test_a_copy_bears_no_query_code() -> None:
    assert "查询码" not in words_of(a_sheet(code="")).replace("凭编号和查询码", "")


def test_the_file_promises_to_last_and_to_be_read_aloud_and_is_the_same_each_time() -> None:
    sheet = a_sheet()
    assert b"<pdfaid:part>3" in sheet and b"<pdfuaid:part>1" in sheet
    assert sheet == a_sheet()


def test_twenty_files_and_a_rare_name_are_set_all_the_same() -> None:
    sheet = a_sheet(files=20, by="𠮷阳市㐂水区信访局（演示）🏮")
    found = read_receipt_text(sheet)
    assert found is not None and len(found["content"]["files"]) == 20
    assert "𠮷阳市㐂水区" in words_of(sheet)
