"""Which fields does a letter propose for its registration? Name, telephone, place, title, body, each with its confidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xinqiao.language.paper.reading import PageRead
from xinqiao.language.redaction import find_personal_data
from xinqiao.language.redaction.spans import Span

_SIGNED = re.compile(
    r"(?:反映人|信访人|投诉人|申请人|举报人|求助人|写信人|来信人|联系人|姓名|签名|署名|落款)"
    r"[ :：]{1,2}(?P<name>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
_LIVES = re.compile(r"(?:住址|地址|家住|现住|户籍地|通讯地址|住所)[ :：是在]{0,2}(?P<place>[^\n，,。；;]{4,50})")
_GREETING = re.compile(
    r"^(?:尊敬的|敬爱的|致)?.{0,20}(?:领导|书记|市长|县长|区长|主任|局长|信访局|同志|部门|政府|负责人)(?:们)?(?:您好|你好)?[:：，,！!]?$"
)
_TITLE = re.compile(
    r"(?:关于|反映|投诉|举报|请求|要求|咨询|建议|申请|恳请).{2,50}|.{2,40}(?:信|书|的反映|申诉|诉求|情况说明)$"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field proposed: `field` is name, phone, place, title or body; a person confirms each beside the image.

    `sources` are the lines it was taken from, as (page, line) from 0; it is doubtful where one of them is.
    """

    field: str
    value: str
    confidence: float
    sources: tuple[tuple[int, int], ...] = ()
    is_doubtful: bool = False


def propose_fields(pages: Sequence[PageRead]) -> tuple[Proposal, ...]:
    """The fields that the pages of one letter propose; a field that is not found is left out."""
    text = "\n".join(page.text for page in pages if page.text)
    if not text:
        return ()
    found = find_personal_data(text)
    title = _title(text)
    values = {
        "name": _name(text, found),
        "phone": next((re.sub(r"[\s-]", "", span.text) for span in found if span.kind == "phone"), "")
        or next((span.text for span in found if span.kind == "landline"), ""),
        "place": _place(text, found),
        "title": title,
        "body": _body(text, title),
    }
    return tuple(_proposed(field, value, pages) for field, value in values.items() if value)


def _name(text: str, found: Sequence[Span]) -> str:
    signed = list(_SIGNED.finditer(text))
    if signed:
        return signed[-1]["name"]
    told = re.search(r"(?:我叫|我是|本人)(?P<name>[\u4e00-\u9fff]{2,4})(?=[，,。、]|$)", text)
    names = [span for span in found if span.kind == "name" and span.proof in {"learned", "context"}]
    if told and any(span.text == told["name"] for span in names):
        return told["name"]
    # A name that stands alone on one of the last lines is the signature.
    last = text.split("\n")[-4:]
    return next((span.text for span in reversed(names) if span.text in {line.strip() for line in last}), "")


def _place(text: str, found: Sequence[Span]) -> str:
    lives = _LIVES.search(text)
    if lives:
        return lives["place"].strip()
    return next((span.text for span in found if span.kind == "address"), "")


def _title(text: str) -> str:
    """One of the first lines that reads like a title, before or after the greeting."""
    for line in text.split("\n")[:4]:
        words = line.strip()
        if _GREETING.match(words):
            continue
        if len(words) <= 40 and _TITLE.match(words) and not words.endswith(("。", "，")):
            return words
    return ""


def _body(text: str, title: str) -> str:
    lines = [line for line in text.split("\n") if line.strip() and line.strip() != title]
    return "\n".join(lines)


def _proposed(field: str, value: str, pages: Sequence[PageRead]) -> Proposal:
    """The field with the lines that hold its value: the least confidence among them, for a body the mean of all."""
    lines = {(p, n): line for p, page in enumerate(pages) for n, line in enumerate(page.lines)}
    wanted = re.sub(r"[\s-]", "", value)
    if field != "body":
        lines = {
            at: line
            for at, line in lines.items()
            if wanted in (said := re.sub(r"[\s-]", "", line.text)) or (len(said) > 1 and said in wanted)
        }
    many = sum(len(line.text) for line in lines.values())
    if field == "body":
        confidence = sum(line.confidence * len(line.text) for line in lines.values()) / max(1, many)
    else:
        confidence = min((line.confidence for line in lines.values()), default=0.0)
    is_doubtful = not lines or any(line.is_doubtful for line in lines.values())
    return Proposal(field, value, round(confidence, 4), tuple(lines), is_doubtful)
