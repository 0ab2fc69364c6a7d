"""Sealed identity fields open only in their own place; blind indexes serve registration only."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinqiao.safeguards.keys import KeyPurpose, KeyRing, MissingKey, key_ring, rotate
from xinqiao.safeguards.models import LedgerSalt
from xinqiao.safeguards.sealing import (
    IndexFault,
    NotSealed,
    SealFault,
    WrongSeal,
    blind_index,
    blind_index_candidates,
    context_of,
    key_id_of,
    normalise,
    open_sealed,
    reseal,
    reseal_rows,
    seal,
)

HERE = "people.petitioner.name.1"
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(text=texts, context=texts)
def test_what_is_sealed_opens_in_its_own_place(text: str, context: str) -> None:
    assert open_sealed(seal(text, context=context), context=context) == text


@given(text=texts, here=texts, there=texts)
def test_a_sealed_value_moved_to_another_place_does_not_open(text: str, here: str, there: str) -> None:
    sealed = seal(text, context=here)
    if here != there:
        with pytest.raises(WrongSeal, match="another row or field"):
            open_sealed(sealed, context=there)


@given(place=st.integers(0), flip=st.integers(1, 255))
def test_a_sealed_value_with_one_altered_byte_does_not_open(place: int, flip: int) -> None:
    sealed = bytearray(seal("王小明", context=HERE))
    sealed[place % len(sealed)] ^= flip
    with pytest.raises((SealFault, MissingKey)):
        open_sealed(sealed, context=HERE)


@given(length=st.integers(0, 50))
def test_a_sealed_value_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(SealFault):
        open_sealed(seal("王小明", context=HERE)[:length], context=HERE)


def test_a_plain_text_is_not_taken_for_a_sealed_one() -> None:
    with pytest.raises(NotSealed, match="not sealed"):
        open_sealed("王小明".encode(), context=HERE)


def test_the_same_text_sealed_twice_looks_different() -> None:
    assert seal("王小明", context=HERE) != seal("王小明", context=HERE)


def test_a_value_from_postgresql_opens_though_it_is_a_memoryview() -> None:
    assert open_sealed(memoryview(seal("𠮷", context=HERE)), context=HERE) == "𠮷"


def test_a_value_whose_key_is_lost_says_so(key_directory: Path) -> None:
    sealed = seal("王小明", context=HERE)
    for path in key_directory.iterdir():
        path.unlink()
    key_ring()._loaded.clear()
    with pytest.raises(MissingKey, match="restore it from the backup"):
        open_sealed(sealed, context=HERE)


def test_an_old_key_still_opens_and_resealing_brings_the_value_under_the_new_one() -> None:
    sealed = seal("王小明", context=HERE)
    assert reseal(sealed, context=HERE) == sealed
    new = rotate(KeyPurpose.SEALING)
    assert open_sealed(sealed, context=HERE) == "王小明"
    resealed = reseal(sealed, context=HERE)
    assert key_id_of(resealed) == new.id
    assert open_sealed(resealed, context=HERE) == "王小明"


def test_a_row_without_an_id_cannot_be_sealed_for() -> None:
    with pytest.raises(SealFault, match="no id yet"):
        context_of(LedgerSalt(), "salt")


@dataclass
class FakeRow:
    """A row as reseal_rows sees one, with two sealed columns."""

    pk: int
    sealed_name: Any = b""
    sealed_phone: Any = None
    _meta: Any = field(default_factory=lambda: SimpleNamespace(label_lower="people.petitioner"))


class FakeRows:
    """A queryset as reseal_rows uses it; remembers what was written."""

    def __init__(self, rows: list[FakeRow]) -> None:
        self.rows = rows
        self.written: list[FakeRow] = []
        self.model = SimpleNamespace(_base_manager=self)

    def iterator(self, chunk_size: int) -> list[FakeRow]:
        return self.rows

    def bulk_update(self, rows: list[FakeRow], columns: list[str], batch_size: int) -> None:
        self.written += rows


def test_resealing_touches_only_rows_under_an_old_key() -> None:
    columns = {"sealed_name": "name", "sealed_phone": "phone"}
    old = FakeRow(1, seal("王小明", context="people.petitioner.name.1"))
    empty = FakeRow(2)
    rotate(KeyPurpose.SEALING)
    new = FakeRow(3, seal("李小红", context="people.petitioner.name.3"))
    rows: Any = FakeRows([old, empty, new])
    assert reseal_rows(rows, columns) == 1
    assert rows.written == [old]
    assert open_sealed(old.sealed_name, context="people.petitioner.name.1") == "王小明"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("138 0000 0000", "13800000000"),
        ("１３８００００００００", "138-0000-0000"),
        ("+86 138 0000 0000", "13800000000"),
        ("0086-13800000000", "13800000000"),
        ("11010119900307123x", "11010119900307123X"),
        ("王 小明", "王小明"),
        ("٣٤", "34"),
    ],
)
def test_two_spellings_of_one_number_have_one_index(one: str, other: str) -> None:
    assert blind_index(one, purpose="registration") == blind_index(other, purpose="registration")


def test_a_landline_that_begins_with_86_keeps_its_digits() -> None:
    assert normalise("8612345678") == "8612345678"


@given(value=texts)
def test_normalising_twice_is_normalising_once(value: str) -> None:
    assert normalise(normalise(value)) == normalise(value)


def test_a_person_is_found_for_registration_and_for_nothing_else() -> None:
    with pytest.raises(IndexFault, match="registration only"):
        blind_index("13800000000", purpose="statistics")


def test_nothing_is_indexed_for_an_empty_value() -> None:
    with pytest.raises(IndexFault, match="Nothing is left"):
        blind_index(" - ", purpose="registration")


def test_an_index_fits_its_column_and_does_not_show_the_value() -> None:
    index = blind_index("13800000000", purpose="registration")
    assert len(index) <= 64
    assert "138" not in index.split(":")[1] or "13800000000" not in index


def test_equal_digits_in_different_fields_have_different_indexes() -> None:
    phone = blind_index("13800000000", purpose="registration", field="phone")
    assert phone != blind_index("13800000000", purpose="registration", field="id_number")


def test_while_an_index_is_rebuilt_the_old_fingerprint_is_a_candidate_too() -> None:
    before = blind_index("13800000000", purpose="registration")
    rotate(KeyPurpose.INDEX)
    now = blind_index("13800000000", purpose="registration")
    assert blind_index_candidates("13800000000", purpose="registration") == (now, before)


def test_another_office_cannot_match_the_index(tmp_path: Path, settings: Any) -> None:
    before = blind_index("13800000000", purpose="registration")
    settings.XINQIAO_KEYS = tmp_path / "another office"
    assert blind_index("13800000000", purpose="registration") != before
    assert KeyRing(tmp_path / "another office").keys(KeyPurpose.INDEX)
