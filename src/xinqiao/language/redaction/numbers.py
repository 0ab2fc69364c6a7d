"""Which numbers lead to a person: identity cards, telephones, plates, bank cards, e-mail? By form, checksum and context.

Full-width digits, and spaces or hyphens within, are read as well; an offset is always one of the text as given.
"""

import re
from collections.abc import Iterator
from datetime import date

from xinqiao.language.redaction.spans import Span

# One character for one character, so that offsets hold.
_PLAIN: dict[int, str | int] = {
    **{ord("０") + digit: chr(ord("0") + digit) for digit in range(10)},
    **{ord("Ａ") + letter: chr(ord("A") + letter) for letter in range(26)},
    **{ord("ａ") + letter: chr(ord("a") + letter) for letter in range(26)},
    **dict.fromkeys(map(ord, "－—–―‐‑−"), "-"),
    **dict.fromkeys(map(ord, "·•・"), "."),
    **str.maketrans("＠．（）　＋", "@.() +"),
}
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d(?:[ -]?\d){16}[ -]?[0-9Xx](?![0-9A-Za-z])")
_OLD_ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])\d{6}(?P<born>\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\d{3}(?![0-9A-Za-z])"
)
# The cards of Hong Kong, Macau and Taiwan, which only a word beside them tells from a number of another kind.
_OUTSIDE_ID = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Z]{1,2}\d{6}\(?[0-9A]\)?|[1578]/?\d{6}/?\(?\d\)?|[A-Z][12]\d{8})(?![0-9A-Za-z])"
)
_ID_WORDS = re.compile(r"身份证|身份證|身份號|身分證|公民身份|证件|證件|ID", re.IGNORECASE)
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\(?\+?(?:00)?86\)?[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?![0-9])")
# Hong Kong, Macau and Taiwan, with the prefix that tells them from other numbers.
_FROM_OUTSIDE = re.compile(
    r"(?<![0-9A-Za-z])\(?(?:\+|00)(?:(?:852|853)\)?[ -]?[2-9]\d{3}[ -]?\d{4}|886\)?[ -]?\d{1,3}[ -]?\d{3}[ -]?\d{3,4})(?!\d)"
)
_MASKED_MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d[*xX×]{4}\d{4}(?![0-9])")
_LANDLINE = re.compile(
    r"(?<!\d)\(?0\d{2,3}\)?[ -]{0,2}[2-9]\d{2,3}[ -]?\d{4}(?:[ -]?(?:转|分机|轉)[ ]?\d{1,6}"
    r"|-\d{1,5}(?!\d))?(?!\d)"
)
_SHORT_LANDLINE = re.compile(r"(?<!\d)[2-9]\d{6,7}(?!\d)")
_CALL_WORDS = re.compile(
    r"(?:电话|電話|座机|座機|联系|聯繫|致电|拨打|号码|传真|热线|TEL)[^。；\n0-9]{0,8}$", re.IGNORECASE
)
_SERVICE_PHONE = re.compile(r"(?<!\d)[48]00[ -]?\d{3}[ -]?\d{4}(?!\d)")
_PLATE = re.compile(
    r"(?<![\u4e00-\u9fffA-Z0-9])?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬雲遼魯蘇貴粵寧瓊][A-HJ-NP-Z][ ·.-]?"
    r"(?:[DF][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳使领])(?![A-Z0-9])"
)
_CARD = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{3}(?:[ -]?\d){9,15}(?![0-9A-Za-z])")
_CARD_WORDS = re.compile(
    r"(?:银行|銀行|卡号|卡號|账号|帐号|账户|賬號|帳號|存折|储蓄|信用卡|工行|农行|建行|中行|交行|邮储)[^。；\n]{0,16}$"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}"
)
_PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?:[EGHMDPS][A-Z]?\d{8}|[EGDPS]\d{7,8}|[HM]\d{8,10})(?![0-9A-Za-z])")
_PASSPORT_WORDS = re.compile(r"(?:护照|護照|通行证|通行證|回乡证)[^。；\n]{0,10}$")
_TAIWAN_PASS = re.compile(r"(?:台胞证|臺胞證|台胞證|台湾居民来往大陆通行证)[^。；\n0-9]{0,10}(?P<number>\d{8})(?!\d)")
_ACCOUNT = re.compile(
    r"(?:QQ|微信|WeChat|VX|钉钉)(?:号码?|號碼?|账号|ID)?[ :：是为]{0,3}(?P<account>[A-Za-z0-9_-]{5,20})", re.IGNORECASE
)
_BORN = re.compile(
    r"(?P<day>(?:19|20)\d{2}[年.-]\d{1,2}[月.-]\d{1,2}日?)(?=(?:出)?生)|(?:出生(?:日期"
    r"|年月)?|生于|生日)[ :：为是于]{0,3}(?P<later>(?:19|20)\d{2}[年.-]\d{1,2}(?:[月.-]\d{1,2}日?"
    r"|月)?)"
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"


def numbers_in(text: str) -> Iterator[Span]:
    """Every number or address of the net in `text` that leads to a person; may overlap one another."""
    said = text.translate(_PLAIN)
    yield from _identities(text, said)
    yield from _phones(text, said)
    yield from _cards(text, said)
    yield from _matches(text, said, _PLATE, "plate", 0.97)
    yield from _matches(text, said, _EMAIL, "email", 0.99)
    for found in _PASSPORT.finditer(said):
        if _PASSPORT_WORDS.search(said[: found.start()]):
            yield _span(text, found.span(), "passport", 0.95, "context")
    for found in _TAIWAN_PASS.finditer(said):
        yield _span(text, found.span("number"), "passport", 0.95, "context")
    for found in _ACCOUNT.finditer(said):
        if any(letter.isdigit() for letter in found["account"]):
            yield _span(text, found.span("account"), "account", 0.9, "context")
    for found in _BORN.finditer(said):
        yield _span(text, found.span("day" if found["day"] else "later"), "birth_date", 0.9, "context")


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are an identity number: a day of birth and the checksum of GB 11643."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, number[:17], strict=True))
    return _ID_CHECKS[total % 11] == number[17].upper() and _is_day(number[6:14])


def keeps_luhn(number: str) -> bool:
    """Whether the digits keep the checksum of bank cards (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _identities(text: str, said: str) -> Iterator[Span]:
    for found in _ID_NUMBER.finditer(said):
        number = re.sub(r"[ -]", "", found.group())
        if is_identity_number(number):
            yield _span(text, found.span(), "id_number", 1.0, "checksum")
        elif _ID_WORDS.search(said[max(0, found.start() - 12) : found.start()]) or (
            _is_day(number[6:14]) and number[:2] in _PROVINCES
        ):
            # Mistyped, it still leads to the person.
            yield _span(text, found.span(), "id_number", 0.8, "context")
    for found in _OUTSIDE_ID.finditer(said):
        if _ID_WORDS.search(said[max(0, found.start() - 12) : found.start()]):
            yield _span(text, found.span(), "id_number", 0.8, "context")
    for found in _OLD_ID_NUMBER.finditer(said):
        if _ID_WORDS.search(said[max(0, found.start() - 12) : found.start()]) or found.group()[:2] in _PROVINCES:
            yield _span(text, found.span(), "id_number", 0.8, "form")


# First two digits of an identity number: the codes of provinces, GB/T 2260.
_PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82),
    )
    for code in codes
)


def _phones(text: str, said: str) -> Iterator[Span]:
    yield from _matches(text, said, _MOBILE, "phone", 0.98)
    yield from _matches(text, said, _MASKED_MOBILE, "phone", 0.9)
    yield from _matches(text, said, _FROM_OUTSIDE, "phone", 0.95)
    yield from _matches(text, said, _LANDLINE, "landline", 0.95)
    yield from _matches(text, said, _SERVICE_PHONE, "landline", 0.8)
    for found in _SHORT_LANDLINE.finditer(said):
        if _CALL_WORDS.search(said[max(0, found.start() - 16) : found.start()]):
            yield _span(text, found.span(), "landline", 0.85, "context")


def _cards(text: str, said: str) -> Iterator[Span]:
    for found in _CARD.finditer(said):
        number = re.sub(r"[ -]", "", found.group())
        if not 13 <= len(number) <= 19:
            continue
        is_called = bool(_CARD_WORDS.search(said[max(0, found.start() - 24) : found.start()]))
        if keeps_luhn(number) and (is_called or len(number) >= 15):
            yield _span(text, found.span(), "bank_card", 1.0 if is_called else 0.9, "checksum")
        elif is_called:
            yield _span(text, found.span(), "bank_card", 0.8, "context")


def _matches(text: str, said: str, pattern: re.Pattern[str], kind: str, confidence: float) -> Iterator[Span]:
    for found in pattern.finditer(said):
        yield _span(text, found.span(), kind, confidence, "form")


def _span(text: str, place: tuple[int, int], kind: str, confidence: float, proof: str) -> Span:
    start, end = place
    return Span(start, end, text[start:end], kind, confidence, proof)


def _is_day(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1880 < born.year < 2100
