"""Into which stretches does a letter fall, so that each can stand for itself? Its sentences; a giant one in its clauses."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from xinqiao.language.expressing.elements import is_greeting

# A sentence longer than this is cut into clauses, put together again up to `_CLAUSES` at most.
_GIANT = 50
_CLAUSES = 40
_FEWEST = 16
_STOP = "。！？!?；;…"
_END = re.compile(rf"[{_STOP}]+[”’\"』」）)]*|(?<=[A-Za-z)])\.(?=\s)|\n|(?<=[\u4e00-\u9fff])\.(?!\d)")
_CLAUSE = re.compile(r"[,，、:：]+|[ \u3000\t~～]+")
# Where a writer who sets no marks begins anew.
_ANEW = re.compile(
    r"(?:可是|但是|后来|然后|所以|因为|现在|如今|当时|于是|而且|结果|从此|我们?|他们?|她们?|至今|目前|到了|从?去年|从?今年|从?\d{4}年)"
)
# Where a wish begins: it stands by itself, whatever ran into it.
_WISH = re.compile(r"希望|要求|请求|恳请|恳求|请问|建议|盼望|[请望](?=政府|领导|有关|相关|贵)")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9À-ɏ]+")
_CLOSING = re.compile(
    r"^(?:(?:在此)?(?:万分|衷心|非常|十分|先行?)?(?:谢谢|感谢|多谢|拜谢|叩谢)|谢谢|此致|敬礼|祝(?:您|你|领导|各位)|盼复|望回复|尊敬的|敬爱的|您好|你好|领导"
    r"|各位领导|dear\b|thank|thanks|yours|sincerely|hello\b|hi\b|regards|best regards).{0,18}$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the letter from `start` to `end`, tight around its words, and how long it reads (see `length_of`)."""

    words: str
    start: int
    end: int
    length: int

    @property
    def is_courtesy(self) -> bool:
        """Whether it only greets, thanks or takes leave."""
        return is_greeting(self.words) or bool(_CLOSING.match(self.words.strip(" \t\u3000,，")))


def length_of(text: str) -> int:
    """How long a text reads: a Chinese character counts one, a word or number in Latin letters two, a sign nothing."""
    return len(_HAN.findall(text)) + 2 * len(_LATIN.findall(text))


def stretches_of(text: str) -> tuple[Stretch, ...]:
    """The stretches of `text` in its order; between them stand only spaces. What holds no word is none."""
    found = []
    for start, end in _sentences(text):
        for first, last in _cut(text, start, end):
            words = text[first:last].strip()
            if length_of(words):
                begin = first + text[first:last].index(words)
                found.append(Stretch(words, begin, begin + len(words), length_of(words)))
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    widest = max(map(len, text.split("\n")), default=0)
    start = 0
    for mark in _END.finditer(text):
        if mark.group() == "\n" and _runs_on(text, mark.start(), widest):
            continue
        yield start, mark.end()
        start = mark.end()
    yield start, len(text)


def _runs_on(text: str, at: int, widest: int) -> bool:
    """Whether a sentence runs on over the end of a line: after a comma, or where lines are as wide as the paper."""
    line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    following = text[at + 1 : at + 2]
    if not line or not following.strip():
        return False
    return line[-1] in ",，、" or (14 <= len(line) <= 60 and len(line) >= widest - 3 and line[-1] not in ":：")


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it stands, or a giant one in runs of its clauses."""
    if length_of(text[start:end]) <= _GIANT:
        yield start, end
        return
    first, so_far = start, 0
    for begin, last in _clauses(text, start, end):
        length = length_of(text[begin:last])
        is_wish = bool(_WISH.match(text, begin, last))
        if so_far >= _FEWEST and (is_wish or so_far + length > _CLAUSES):
            yield first, begin
            first, so_far = begin, 0
        so_far += length
    yield first, end


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks = [start, *(mark.end() for mark in _CLAUSE.finditer(text, start, end)), end]
    for first, last in itertools.pairwise(marks):
        if length_of(text[first:last]) <= _CLAUSES:
            yield first, last
        else:
            yield from _unmarked(text, first, last)


def _unmarked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without any mark, cut where the writer seems to begin anew, and else by length."""
    while length_of(text[start:end]) > _CLAUSES:
        window = start + _FEWEST, min(end, start + _CLAUSES)
        wish = _WISH.search(text, *window)
        cuts = [found.start() for found in _ANEW.finditer(text, *window)]
        cut = wish.start() if wish else cuts[-1] if cuts else _by_length(text, start, end)
        yield start, cut
        start = cut
    yield start, end


def _by_length(text: str, start: int, end: int) -> int:
    """After `_CLAUSES` of length, but not within a word in Latin letters."""
    cut = start + _CLAUSES
    while cut < end and text[cut - 1].isascii() and text[cut].isascii() and text[cut].isalnum():
        cut += 1
    return cut
