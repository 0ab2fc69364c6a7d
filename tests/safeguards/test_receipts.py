"""A receipt proves what arrived when, to anybody who has the office's public key, and tells nothing of the matter."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from xinqiao.safeguards.keys import KeyPurpose, rotate
from xinqiao.safeguards.receipt_text import read_receipt_text, receipt_text
from xinqiao.safeguards.receipts import (
    FileDigest,
    ReceiptFault,
    public_keys,
    receipt_content,
    sign_receipt,
    verify_receipt,
)

TEXT = "河堤路灯坏了三个月。"


def a_receipt() -> dict[str, Any]:
    content = receipt_content(
        reference="XQ2026-7K3M-9QW2-TZ8C",
        received_at=datetime(2026, 3, 2, 1, tzinfo=UTC),
        channel="web",
        by="示范市信访局",
        text=TEXT,
        files=[FileDigest("ab" * 32, 12)],
    )
    return sign_receipt(content)


def test_a_genuine_receipt_verifies_with_the_public_key_alone() -> None:
    carried = json.loads(json.dumps(a_receipt()))
    assert verify_receipt(carried, public_keys())


def test_a_receipt_says_nothing_of_the_matter() -> None:
    assert TEXT not in json.dumps(a_receipt(), ensure_ascii=False)
    with pytest.raises(ValueError, match="never holds title"):
        sign_receipt({"reference": "XQ", "title": "路灯"})


def test_a_receipt_of_an_earlier_year_verifies_after_the_key_was_changed() -> None:
    receipt = a_receipt()
    rotate(KeyPurpose.RECEIPTS)
    assert verify_receipt(receipt, public_keys())
    assert len(public_keys()) == 2


@pytest.mark.parametrize("name", ["reference", "received_at", "channel", "by", "text_sha256", "files"])
def test_a_receipt_with_any_altered_field_is_refused(name: str) -> None:
    receipt = a_receipt()
    receipt["content"][name] = "altered"
    with pytest.raises(ReceiptFault) as refused:
        verify_receipt(receipt, public_keys())
    assert "%" not in str(refused.value.sentence)


def altered(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(a_receipt()), **changes}


@pytest.mark.parametrize(
    "make",
    [
        lambda: "text",
        dict,
        lambda: altered(type="bill"),
        lambda: altered(version=2),
        lambda: altered(algorithm="none"),
        lambda: altered(key="0123456789ab"),
        lambda: altered(signature="not base64!"),
        lambda: altered(signature=""),
        lambda: altered(content={"value": object()}),
        lambda: altered(note="added"),
        lambda: {name: value for name, value in a_receipt().items() if name != "signature"},
    ],
)
def test_what_is_no_genuine_receipt_is_refused_with_a_sentence(make: Any) -> None:
    with pytest.raises(ReceiptFault) as refused:
        verify_receipt(make(), public_keys())
    assert str(refused.value).strip()


def test_a_receipt_signed_by_another_office_is_refused() -> None:
    receipt = a_receipt()
    rotate(KeyPurpose.RECEIPTS)
    forged = {receipt["key"]: next(iter(public_keys().values()))}
    with pytest.raises(ReceiptFault):
        verify_receipt(receipt, forged)


def test_a_damaged_public_key_is_a_fault_not_a_crash() -> None:
    receipt = a_receipt()
    with pytest.raises(ReceiptFault):
        verify_receipt(receipt, {receipt["key"]: "AAAA"})


def test_the_short_text_of_a_receipt_is_the_receipt_itself() -> None:
    receipt = a_receipt()
    text = receipt_text(receipt)
    assert len(text) < 330
    assert read_receipt_text(text.encode()) == receipt
    assert (
        read_receipt_text(b"%PDF-1.7 ... (https://office.example/verify/receipt/#" + text.encode() + b") ...")
        == receipt
    )


def test_the_text_of_twenty_files_still_fits_a_qr_code() -> None:
    content = a_receipt()["content"] | {"files": [{"sha256": "ab" * 32, "size": 20 * 1024 * 1024}] * 20}
    receipt = sign_receipt(content)
    text = receipt_text(receipt)
    assert read_receipt_text(text.encode()) == receipt
    assert segno.make(f"https://petitions.example.invalid/verify/receipt/#{text}", error="l").version <= 27


def test_a_text_without_a_receipt_is_none_and_one_cut_short_is_refused_with_a_sentence() -> None:
    assert read_receipt_text(b"nothing of that kind") is None
    text = receipt_text(a_receipt())
    for length in (6, 20, 100, 180):
        with pytest.raises(ReceiptFault):
            read_receipt_text(text[:length].encode())


@given(place=st.integers(5, 300), sign=st.sampled_from("Aaz09_-"))
def test_a_text_with_any_sign_altered_never_verifies(place: int, sign: str) -> None:
    receipt = a_receipt()
    text = receipt_text(receipt)
    place = place % len(text)
    altered = text[:place] + sign + text[place + 1 :]
    try:
        read = read_receipt_text(altered.encode())
        assert read is None or read == receipt or not verify_receipt(read, public_keys())
    except ReceiptFault as refused:
        assert str(refused.sentence)  # noqa: PT017
