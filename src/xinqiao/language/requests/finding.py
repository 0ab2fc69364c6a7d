"""Which separate things does a petition ask? Sentences that ask, split where one holds several, said once each."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]*")
# The number that opens an item: 1、 (2) ① 一、 第三，
_ITEM = re.compile(
    r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）、.．]|[①②③④⑤⑥⑦⑧⑨⑩]|第[一二三四五六七八九十][,，、:：点])(?!\d)\s*"
)
_QUESTION = re.compile(
    r"[？?]|请问|咨询|想问|问一下|想知道|想了解|能否|可否|是否|能不能|可不可以|有没有|什么时候|何时|为什么|为何|怎么|怎样|如何|多少|哪里|哪个|哪些|多久|几时|吗[？?]?$"
)
# A question that asks nothing of the reader: it complains.
_RHETORICAL = re.compile(
    r"天理|何在|谈何|难道|岂|凭什么|良心|王法|到底是谁|怎么办(?:啊|呢)?[？?]|谁(?:来)?(?:管|做主|负责)[？?]"
)
# Words with which any petition asks; what is left of a request without them is what it asks.
_GENERAL = re.compile(
    r"请问|请求|恳请|恳求|咨询|希望|盼望|期望|期盼|要求|建议|反映|投诉|关注|重视|解决|处理|帮助|帮忙|督促|督察|督办|落实|协调|调查|核实|彻查|严查|查处|出面|回避|做主|作主|主持公道|实事"
    r"|政府|领导|书记|市长|县长|区长|省长|有关|相关|上级|部门|单位|问题|情况|事情|此事|这些|这个|该|我们|老百姓|百姓|群众|居民"
    r"|村民|市民|业主|大家|尊敬|各位|您|你|尽快|尽早|早日|及时|切实|能够|给予|予以|一个|一下|答复|回复|解答|明确|合理|满意"
    r"|结果|感谢|谢谢|为民|真正|认真|让|能|给|的|了|吧|啊|呢|可以|好|为|把|将|对|不要|万分|此|望|请|盼|到|和|与|并|在"
    r"|我|是否"
)
_SPECIFIC = 3

_SUGGESTION = re.compile(r"建议|提议|倡议")
# A wish counts where it opens a clause or follows who wishes: in 申请 or 希望 further inside, something is told.
_DEMAND = re.compile(
    r"(?:^|[,，、:：。\s）)]|我们?|大家|居民们?|业主们?|村民们?|市民们?|百姓|群众|在此|特此?|再次|强烈|诚挚|因此|所以|故|现|只|也|还|都|并|故此|急|殷切|热切|真诚|衷心|由衷)"
    r"(?:请求|恳请|恳求|要求|希望|盼望|期望|期盼|渴望|敦促|督促|呼吁|申请|烦请|拜托"
    r"|请(?!问|假|教|示|客|愿|来|了|过|律师|人(?!民))[\u4e00-\u9fff]|望(?:政府|领导|有关|相关|尽快|尽早|能|给|予以|解决|您|贵|各|上级|书记)|盼(?:政府|领导|能|解决)|还我)"
)
_COMPLAINT = re.compile(r"投诉|举报|反映|控告|检举")
# Courtesy that asks nothing: thanks, hope to be read, titles.
_IDLE = re.compile(
    r"^(?:望|希望|盼|期待|恳请|请)?(?:领导|政府|各位|相关部门|有关部门)?(?:能|能够|给予|予以)?(?:尽快|早日|认真)?(?:给予|予以)?(?:的)?"
    r"(?:重视|关注|回复|答复|解答|理解|采纳|谅解|批评指正)(?:此事|一下|为盼|为谢)?[,，。！!]*(?:谢谢|感谢|万分感谢|感激不尽)?[您你]?[。！!]*$"
)
_THANKS = re.compile(r"^(?:谢谢|感谢|万分感谢|感激不尽|此致|敬礼|尊敬的[^，。]{1,12}|您好|你好|领导好)[^，,]{0,10}$")
_AND_ALSO = re.compile(
    r"[,，](?=(?:同时|另外|并且|还有|此外|另|再者|也)?(?:请问|请求|恳请|要求|希望|建议|咨询|能否|是否|如果|并(?:请|要求|希望|给予|公布|追究|赔偿|退还|查处)))"
)
_PARTS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_LONGEST = 200
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked: its words as they stand, from `start` to `end` of the text, and its kind.

    `kind` is `question` (to be answered), `demand` (to be done), `suggestion`, `complaint` (to be looked into) or
    `whole` where no sentence asks and the text as a whole is the request.
    """

    words: str
    start: int
    end: int
    kind: str


def find_requests(text: str, most: int = 20) -> tuple[Request, ...]:
    """The separate requests of `text` in their order, at most `most`; never empty for a text that says anything."""
    asked = [request for request in _asking(text) if not _is_idle(request.words)]
    kept = _said_once([request for request in asked if _is_specific(request.words)] or asked[:1])[:most]
    if kept:
        return tuple(sorted(kept, key=lambda request: request.start))
    said = text.strip()
    if not _PARTS.search(said):
        return ()
    start = text.index(said)
    end = min(len(text), start + _LONGEST)
    return (Request(text[start:end].rstrip(), start, end, "whole"),)


def _asking(text: str) -> Iterator[Request]:
    title_end = text.find("\n") if 0 < text.find("\n") <= 60 else -1
    for start, end in _clauses(text):
        kind = _kind(text[start:end], is_title=start < title_end)
        if kind == "demand":
            start = _where_asking_begins(text, start, end)
        words = text[start:end]
        if kind and len(_PARTS.findall(words)) >= 4:
            yield Request(words, start, end, kind)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, split at the numbers of items and where a further asking begins after a comma."""
    for sentence in _SENTENCE.finditer(text):
        cuts = {sentence.start(), sentence.end()}
        for pattern in (_ITEM, _AND_ALSO):
            cuts |= {sentence.start() + found.end() for found in pattern.finditer(sentence.group())}
        marks = sorted(cuts)
        for start, end in itertools.pairwise(marks):
            yield _tight(text, start, end)


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    number = _ITEM.search(piece)
    if number and number.end() == len(piece):
        piece = piece[: number.start()]
    left = len(piece) - len(piece.lstrip(" \t\r\n,，、:：。"))
    return start + left, start + max(left, len(piece.rstrip(" \t\r\n,，、:：")))


def _kind(words: str, *, is_title: bool) -> str:
    if _SUGGESTION.search(words):
        return "suggestion"
    if _DEMAND.search(words):
        return "demand"
    if _QUESTION.search(words) and not _RHETORICAL.search(words):
        return "question"
    if _COMPLAINT.search(words) and is_title:
        return "complaint"
    return ""


def _where_asking_begins(text: str, start: int, end: int) -> int:
    """The clause of a long sentence in which the wish is said; what led up to it is told, not asked."""
    found = _DEMAND.search(text[start:end])
    if not found or end - start <= 40:
        return start
    begin = start + found.start()
    comma = max(text.rfind(mark, start, begin + 1) for mark in ",，:：。 ")
    return comma + 1 if comma >= start else start


def _is_specific(words: str) -> bool:
    """Whether a request says what it asks, and not only that something be done."""
    return len(_PARTS.findall(_GENERAL.sub("", words))) >= _SPECIFIC


def _is_idle(words: str) -> bool:
    bare = words.strip()
    return bool(_IDLE.match(bare) or _THANKS.match(bare))


def _said_once(requests: list[Request]) -> list[Request]:
    """Each request once: the title gives way to the body that says it again, and short words to fuller ones."""
    kept: list[Request] = []
    for request in requests:
        like = next((i for i, known in enumerate(kept) if _is_same(known.words, request.words)), None)
        if like is None:
            kept.append(request)
        elif kept[like].kind == "complaint" or len(kept[like].words) < len(request.words) <= _LONGEST:
            kept[like] = request
    return kept


def _is_same(one: str, other: str) -> bool:
    ours, theirs = _pairs(one), _pairs(other)
    smaller = min(len(ours), len(theirs))
    return smaller > 0 and len(ours & theirs) / smaller >= _ALIKE


def _pairs(words: str) -> set[str]:
    bare = "".join(_PARTS.findall(_GENERAL.sub("", words)))
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
