"""Which of what an office needs does each stretch of a letter tell: where, when, whom it concerns, what is asked, what was tried?"""

import re
from collections.abc import Iterator, Sequence

from xinqiao.language.expressing.elements import Elements, find_elements
from xinqiao.language.redaction.script import simplified
from xinqiao.language.requests import find_requests
from xinqiao.language.summaries.stretches import Stretch

# What a stretch may tell besides what happened.
TOLD = ("asks", "when", "where", "concerns", "tried")
# A letter in English has words of its own for these; only as many as are plain.
_ENGLISH = {
    "asks": r"\b(?:please|(?:we|i) (?:ask|request|hope|demand|want|urge|would like)|could you|would you|can you|when will|why)\b",
    "when": r"\b(?:since|(?:19|20)\d\d|jan(?:uary)?|feb(?:ruary)?|march|april|june|july|august|september|october|november|december"
    r"|last (?:week|month|year|night)|(?:days|weeks|months|years) ago|every (?:day|night|morning|evening))\b",
    "where": r"\b(?:street|road|avenue|district|village|county|building|estate|neighbou?rhood|near|opposite)\b",
    "concerns": r"\b(?:company|school|hospital|bureau|committee|property management|developer|landlord|employer|police|neighbou?rs?)\b",
    "tried": r"\b(?:called|complained|reported|applied|asked|wrote|went) (?:to|at|the|them|him|her|many|several|twice|before)\b|12345",
}
_IN_ENGLISH = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _ENGLISH.items()}
# Whoever went or asked did so of somebody, or again and again: 自己去买过 is no attempt.
_ADDRESSED = re.compile(
    r"反映|投诉|举报|报告|报警|报修|申请|起诉|仲裁|调解|协商|12345|热线|电话|物业|社区|街道|居委|村委|村里|镇|局|政府|部门|派出所|城管|民警|公司|单位"
    r"|领导|书记|主任|开发商|学校|医院|法院|银行|次|推|不管|不理|没人管|踢皮球"
)
_WISHED = frozenset(["when", "tried"])
_HAN = re.compile(r"[\u4e00-\u9fff]")
# A stretch tells what is asked when it holds this share of the request, or is for the greater part of it.
_ENOUGH = 0.5
_GIANT = 120
_WISHES = frozenset(["question", "demand", "suggestion"])


def told_in(text: str, stretches: Sequence[Stretch]) -> tuple[frozenset[str], ...]:
    """For each of `stretches`, the names of `TOLD` that it tells; `text` may be in either script, or in English."""
    read = simplified(text)
    elements = find_elements(read, with_names=False)
    spans = {name: [(piece.start, piece.end) for piece in elements.found[name]] for name in TOLD}
    spans["asks"] = list(_asked(read, elements, stretches))
    spans["tried"] = [(piece.start, piece.end) for piece in elements.found["tried"] if _ADDRESSED.search(piece.words)]
    told = [frozenset(name for name in TOLD if _tells(stretch, name, spans[name])) for stretch in stretches]
    # A time in a wish is when something is to be done: not when it happened, where another stretch says that.
    elsewhere = frozenset(_WISHED & {name for names in told if "asks" not in names for name in names})
    return tuple(names - elsewhere if "asks" in names else names for names in told)


def _asked(read: str, elements: Elements, stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """What is asked; in a letter that only complains, what it complains of."""
    asked = [(piece.start, piece.end) for piece in elements.found["asks"]]
    asked = asked or [(one.start, one.end) for one in find_requests(read) if one.kind == "complaint"]
    yield from (span for span in asked if span[1] - span[0] <= _GIANT)
    # A letter without stops is one giant request: each of its stretches is looked at by itself.
    giants = [span for span in asked if span[1] - span[0] > _GIANT]
    for one in stretches:
        if any(start < one.end and one.start < end for start, end in giants):
            found = find_requests(read[one.start : one.end])
            yield from ((one.start + r.start, one.start + r.end) for r in found if r.kind in _WISHES)


def _tells(stretch: Stretch, name: str, spans: Sequence[tuple[int, int]]) -> bool:
    if not _HAN.search(stretch.words):
        return bool(_IN_ENGLISH[name].search(stretch.words))
    for start, end in spans:
        common = min(end, stretch.end) - max(start, stretch.start)
        if common > 0 and (name != "asks" or common >= _ENOUGH * min(end - start, stretch.end - stretch.start)):
            return True
    return False
