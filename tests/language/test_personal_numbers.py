"""Whatever the number: a valid one is found wherever it stands; masked once is masked for good; the rest stays as it was."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinqiao.language.redaction import Pseudonyms, find_personal_data
from xinqiao.language.redaction.numbers import is_identity_number, keeps_luhn

DIGITS = "0123456789"
FULL_WIDTH = str.maketrans(DIGITS + "X", "０１２３４５６７８９Ｘ")
BEFORE = ("", "我的证件号是", "打", "车牌", "请联系：", "\n")
AFTER = ("", "。", "，请保密", "\n", "（本人）")
quick = settings(max_examples=150, deadline=None)


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """Eighteen characters with province, day of birth and checksum."""
    place = draw(st.sampled_from(("110105", "430102", "330106", "650102", "810000")))
    born = draw(st.dates(min_value=date(1930, 1, 1), max_value=date(2026, 11, 24))).strftime("%Y%m%d")
    body = place + born + draw(st.text(DIGITS, min_size=3, max_size=3))
    number = next((body + check for check in "0123456789X" if is_identity_number(body + check)), None)
    return number or "11010519491231002X"


@st.composite
def cards(draw: st.DrawFn) -> str:
    """Sixteen to nineteen digits that keep Luhn's checksum."""
    body = "62" + draw(st.text(DIGITS, min_size=13, max_size=16))
    return next(body + check for check in DIGITS if keeps_luhn(body + check))


phones = st.tuples(st.sampled_from("3456789"), st.text(DIGITS, min_size=9, max_size=9)).map(
    lambda two: "1" + "".join(two)
)
plates = st.tuples(
    st.sampled_from("京沪浙粤川新"),
    st.sampled_from("ABCDEFGH"),
    st.text("ABCDEFGHJKLMN0123456789", min_size=5, max_size=5),
).map("".join)
green_plates = st.tuples(
    st.sampled_from("京沪浙粤"), st.sampled_from("ABCD"), st.sampled_from("DF"), st.text(DIGITS, min_size=5, max_size=5)
).map("".join)


def is_found(kind: str, number: str, before: str, after: str) -> bool:
    text = before + number + after
    return any(
        span.kind == kind and span.start <= len(before) and len(before) + len(number) <= span.end
        for span in find_personal_data(text)
    )


@quick
@given(identity_numbers(), st.sampled_from(BEFORE), st.sampled_from(AFTER), st.booleans())
def test_every_identity_number_is_found(number: str, before: str, after: str, is_wide: bool) -> None:
    assert is_found("id_number", number.translate(FULL_WIDTH) if is_wide else number, before, after)
    spaced = f"{number[:6]} {number[6:14]} {number[14:]}"
    assert is_found("id_number", spaced, before, after)


@quick
@given(phones, st.sampled_from(BEFORE), st.sampled_from(AFTER), st.sampled_from(("{}", "+86{}", "86-{}", "(+86) {}")))
def test_every_mobile_number_is_found(number: str, before: str, after: str, form: str) -> None:
    assert is_found("phone", form.format(number), before, after)


@quick
@given(cards(), st.sampled_from(("卡号", "银行账号：", "汇到", "")), st.sampled_from(AFTER))
def test_every_bank_card_is_found(number: str, before: str, after: str) -> None:
    text = before + number + after
    assert any(span.start <= len(before) and span.end >= len(before) + len(number) for span in find_personal_data(text))


@quick
@given(st.one_of(plates, green_plates), st.sampled_from(("", "一辆", "车牌号")), st.sampled_from(AFTER))
def test_every_plate_is_found(number: str, before: str, after: str) -> None:
    assert is_found("plate", number, before, after)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("座机0571-87654321-803", "landline", "0571-87654321-803"),
        ("电话 010 6655 4433 转 12", "landline", "010 6655 4433 转 12"),
        ("香港电话+852 2345 6789", "phone", "+852 2345 6789"),
        ("澳门手机 +853-6612-3456", "phone", "+853-6612-3456"),
        ("電話：+886 912 345 678", "phone", "+886 912 345 678"),
        ("香港身份证号码 A123456(3)", "id_number", "A123456(3)"),
        ("港澳居民来往内地通行证H12345678", "passport", "H12345678"),
        ("台胞证号12345678", "passport", "12345678"),
        ("身份证 110105491231002", "id_number", "110105491231002"),
        ("一辆粤Z1234港停着", "plate", "粤Z1234港"),
        ("新能源车沪AD12345", "plate", "沪AD12345"),
        ("货车湘A12345D", "plate", "湘A12345D"),
    ],
)
def test_each_written_form_is_found_whole(text: str, kind: str, words: str) -> None:
    assert (kind, words) in {(span.kind, span.text) for span in find_personal_data(text)}


# Mixed scripts, emoji, digits, names and punctuation, in any order.
pieces = st.lists(
    st.one_of(
        st.sampled_from(
            (
                "张建国",
                "王主任",
                "13800138000",
                "青梧市柳堤区青梧路12号",
                "🙂",
                "Mr. Smith",
                "路燈壞了",
                "\n",
                " ",
                "，",
                "。",
            )
        ),
        st.text(max_size=8),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=100, deadline=None)
@given(pieces)
def test_masked_once_is_masked_for_good_and_the_rest_is_unchanged(text: str) -> None:
    found = find_personal_data(text)
    masked = Pseudonyms().masked(text, found)
    outside, rest, at = [], masked, 0
    for span in found:
        assert text[span.start : span.end] == span.text and at <= span.start
        outside.append(text[at : span.start])
        at = span.end
    outside.append(text[at:])
    for part in outside:
        assert part in rest
        rest = rest[rest.index(part) + len(part) :]
    signs = [span for span in find_personal_data(masked) if any(mark in span.text for mark in "[]")]
    assert not signs
