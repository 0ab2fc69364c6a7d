"""What does a person tell: what happened, when, where, whom it concerns, what she asks, what was tried? And what is missing?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xinqiao.language.redaction import find_personal_data
from xinqiao.language.requests import find_requests

# What a petition should tell, in the order in which it is asked for.
ELEMENTS = ("happened", "when", "where", "concerns", "asks", "tried")
# Without these an office must ask back; `tried` is asked for and may be left.
NEEDED = ("happened", "when", "where", "concerns", "asks")

_TIME = re.compile(
    r"(?:(?:19|20)\d{2}|[一二三四五六七八九〇零]{4})年(?:\d{1,2}月(?:\d{1,2}[日号])?|[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}[日号])?)?"
    r"|\d{1,2}月\d{1,2}[日号]|\d{1,2}月份?|[一二三四五六七八九十]{1,2}月(?:[初底中]|[一二三四五六七八九十]{1,3}[日号])?(?=[，,。、以到起之前后的那]|$)"
    r"|(?:今年(?![\d一二三四五六七八九十]+岁)|去年|前年|上个?月|这个?月|上(?:个)?(?:周|星期|礼拜)[一二三四五六日天]?|昨[天晚日]|前[天晚]|今[天早晚]"
    r"|大前天)(?:[春夏秋冬]天|年初|年底|[一二三四五六七八九十\d]{1,3}月(?:份|初|底)?)?"
    r"|(?:[一二两三四五六七八九十半几\d]+)(?:多)?个?(?:年|月|星期|周|天|小时)(?:多)?(?:以?前|以来|了)|每(?:天"
    r"|晚|到|逢)[^，,。]{0,6}|(?:从|自)[^，,。]{2,12}(?:起|开始|以来)|(?:凌晨|早上|上午|中午|下午|晚上"
    r"|夜里|半夜)[\d一二三四五六七八九十两]{1,3}点"
)
_PLACE = re.compile(
    r"[\u4e00-\u9fffA-Z0-9]{2,10}?(?:省|市|区|县|镇|乡|街道|社区|小区|村(?![民委支主干])|路口|路段"
    r"|大道|大街|路|街|巷|花园|家园|公寓|大厦|广场|市场|学校|小学|中学|幼儿园|医院|车站|工地|工厂|公园|水库|大桥|河道|河边"
    r"|楼下|楼道)"
)
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{2,14}?(?:有限公司|公司|集团|物业|开发商|施工队|工厂|厂|学校|小学|中学|幼儿园"
    r"|医院|银行|居委会|村委会|社区|街道办|派出所|公安局|城管局?|教育局|住建局|人社局|环保局|民政局|交警队?|法院|政府|业委会|合作社"
    r"|饭店|餐馆|酒吧|中介|驾校|局|办事处)"
)
_LEADS = re.compile(
    "希望|要求|请求?|我们?|他们?|她们?|大家|找过?|去过?|问过?|打过?|电话给|反映|投诉|举报|[在向被由跟和与让给叫对到把是的了过]"
)
_PERSON_ROLE = re.compile(
    r"老板|包工头|房东|邻居|业主|村干部|村支书|书记|主任|校长|老师|医生|司机|城管|民警|物业|开发商|经理|领导班子|承包人|施工方"
    r"|房主|楼上(?:住户)?|楼下(?:住户)?"
)
_TRIED = re.compile(
    r"(?:反映|投诉|举报|报告|报警|报修|打过?|拨打|找过?|去过?|问过?|申请|起诉|仲裁|调解|协商)[^。，,；;]{0,20}(?:过"
    r"|了|多次|几次|好几次|没人|没有|不管|不理|推|踢皮球|答复|回复|说)|(?:多次|几次|曾经?|已经?)[^。，,；;]{0,10}(?:反映"
    r"|投诉|举报|找|打|去|报)|12345|踢皮球|推来推去"
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_GREETING = re.compile(
    r"^(?:尊敬的[^，,。]{1,14}|各位领导|领导|您好|你好|谢谢[^。]{0,8}|感谢[^。]{0,12}|此致|敬礼)[，,。！!：:\s]*$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the person's own words, from `start` to `end` of what she wrote."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Elements:
    """What was found of each element, in her own words; `missing` names those to ask for, the needed ones first."""

    found: dict[str, tuple[Piece, ...]]

    @property
    def missing(self) -> tuple[str, ...]:
        """The elements of which nothing was found."""
        return tuple(name for name in ELEMENTS if not self.found[name])

    @property
    def is_complete(self) -> bool:
        """Whether nothing that an office needs is missing."""
        return all(self.found[name] for name in NEEDED)


def find_elements(text: str, *, with_names: bool = True) -> Elements:
    """What `text` tells. It looks and asks; it changes no word.

    Without names of persons and homes it needs no model file, and a letter takes a millisecond instead of ten.
    """
    asked = tuple(
        Piece(request.words, request.start, request.end)
        for request in find_requests(text)
        if request.kind not in {"whole", "complaint"}
    )
    spans = find_personal_data(text) if with_names else ()
    names = [Piece(span.text, span.start, span.end) for span in spans if span.kind == "name"]
    homes = [Piece(span.text, span.start, span.end) for span in spans if span.kind == "address"]
    return Elements(
        {
            "happened": tuple(_happened(text, asked)),
            "when": _once(_matches(_TIME, text)),
            "where": _once([*homes, *_matches(_PLACE, text)]),
            "concerns": _once([*names, *_organisations(text), *_matches(_PERSON_ROLE, text)]),
            "asks": asked,
            "tried": _once(_matches(_TRIED, text)),
        }
    )


def sentences_of(text: str) -> tuple[Piece, ...]:
    """The sentences of `text` in order, each with its closing mark."""
    pieces = []
    for found in _SENTENCE.finditer(text):
        words = found.group().strip()
        if _WORDS.search(words):
            start = found.start() + found.group().index(words)
            pieces.append(Piece(words, start, start + len(words)))
    return tuple(pieces)


def is_greeting(words: str) -> bool:
    """Whether a sentence only greets or thanks."""
    return bool(_GREETING.match(words))


def _happened(text: str, asked: tuple[Piece, ...]) -> Iterator[Piece]:
    """Sentences that tell, and do not only ask or greet."""
    for sentence in sentences_of(text):
        told = (
            sentence.end
            - sentence.start
            - sum(max(0, min(sentence.end, piece.end) - max(sentence.start, piece.start)) for piece in asked)
        )
        if told >= 6 and not is_greeting(sentence.words):
            yield sentence


def _organisations(text: str) -> list[Piece]:
    """Organisations without the words that lead up to them: 希望城管局 is 城管局."""
    found = []
    for piece in _matches(_ORGANISATION, text):
        cuts = [0, *(lead.end() for lead in _LEADS.finditer(piece.words))]
        cut = max(at for at in cuts if len(piece.words) - at >= 2)
        found.append(Piece(piece.words[cut:], piece.start + cut, piece.end))
    return found


def _matches(pattern: re.Pattern[str], text: str) -> list[Piece]:
    return [Piece(found.group(), *found.span()) for found in pattern.finditer(text)]


def _once(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Each thing once, the longer words where two overlap, in the order of the text."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start - piece.end, piece.start)):
        is_free = all(piece.end <= other.start or other.end <= piece.start for other in kept)
        if is_free and all(piece.words != other.words for other in kept):
            kept.append(piece)
    return tuple(sorted(kept, key=lambda piece: piece.start))
