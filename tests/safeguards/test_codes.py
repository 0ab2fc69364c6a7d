"""References cannot be guessed and survive being read aloud; query codes are kept as keyed hashes."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xinqiao.safeguards.codes import (
    ALPHABET,
    UnreadableReference,
    code_fits,
    derived_query_code,
    hash_query_code,
    new_query_code,
    new_reference,
    read_reference,
)
from xinqiao.safeguards.keys import KeyPurpose, key_ring, rotate


def test_a_reference_reads_back_as_it_was_written() -> None:
    reference = new_reference(2026)
    assert reference.startswith("XQ2026-")
    assert len(reference) == 21
    assert read_reference(reference) == reference


def test_references_do_not_repeat_and_share_no_beginning() -> None:
    made = [new_reference(2026) for _ in range(2_000)]
    assert len(set(made)) == len(made)
    assert len({reference[7:11] for reference in made}) > 1_900


def test_a_reference_may_be_typed_in_any_case_width_and_spacing() -> None:
    reference = new_reference(2026)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in reference)
    for typed in (reference.lower(), reference.replace("-", " "), reference.replace("-", ""), wide, f" {reference} "):
        assert read_reference(typed) == reference


def test_signs_misread_on_paper_are_put_right() -> None:
    reference = next(made for made in iter(lambda: new_reference(2026), None) if "0" in made[7:] and "1" in made[7:])
    assert read_reference(reference[:7] + reference[7:].replace("0", "O").replace("1", "l")) == reference


@given(place=st.integers(0, 14), sign=st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(place: int, sign: str) -> None:
    signs = new_reference(2026).replace("-", "")[2:]
    assume(signs[place] != sign)
    with pytest.raises(UnreadableReference):
        read_reference(f"XQ{signs[:place]}{sign}{signs[place + 1 :]}")


@given(first=st.integers(4, 15), second=st.integers(4, 15))
def test_two_exchanged_signs_are_noticed(first: int, second: int) -> None:
    signs = list(new_reference(2026).replace("-", "")[2:])
    assume(signs[first] != signs[second])
    signs[first], signs[second] = signs[second], signs[first]
    with pytest.raises(UnreadableReference):
        read_reference("XQ" + "".join(signs))


@pytest.mark.parametrize(
    "typed",
    ["", "XQ", "XQ2026", "12345", "XQ2026-7K3M-9QW2-TZ8U", "XQABCD-7K3M-9QW2-TZ8C", "XQ2026-七千三百-9QW2-TZ8C", "😀"],
)
def test_what_is_no_reference_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(UnreadableReference) as refused:
        read_reference(typed)
    assert "XQ2026-7K3M-9QW2-TZ8C" in str(refused.value)


def test_the_right_code_fits_however_it_is_typed() -> None:
    code = new_query_code()
    kept = hash_query_code(code)
    assert len(kept) <= 128
    assert code.replace("-", "") not in kept
    assert code_fits(code, kept)
    assert code_fits(code.lower().replace("-", " "), kept)


def test_a_wrong_code_and_an_unknown_petition_are_refused_alike() -> None:
    kept = hash_query_code(new_query_code())
    assert not code_fits(new_query_code(), kept)
    assert not code_fits("", kept)
    assert not code_fits(new_query_code(), None)
    assert not code_fits(new_query_code(), "")


def test_a_code_kept_under_an_older_key_still_fits() -> None:
    code = new_query_code()
    kept = hash_query_code(code)
    rotate(KeyPurpose.CODES)
    assert code_fits(code, kept)


def test_without_its_key_no_code_fits(key_directory: Path) -> None:
    code = new_query_code()
    kept = hash_query_code(code)
    for path in key_directory.iterdir():
        path.unlink()
    key_ring()._loaded.clear()
    assert not code_fits(code, kept)


def test_the_same_sending_repeated_is_given_the_same_code_and_any_other_another_one() -> None:
    code = derived_query_code(secret="once", content=b"letter")
    assert derived_query_code(secret="once", content=b"letter") == code
    assert derived_query_code(secret="twice", content=b"letter") != code
    assert derived_query_code(secret="once", content=b"another") != code
    assert len(code) == len(new_query_code())


def test_a_repeated_sending_is_given_its_code_though_the_key_was_changed_since() -> None:
    code = derived_query_code(secret="once", content=b"letter")
    kept = hash_query_code(code)
    rotate(KeyPurpose.CODES)
    assert derived_query_code(secret="once", content=b"letter", fits=kept) == code
    assert derived_query_code(secret="once", content=b"letter") != code
