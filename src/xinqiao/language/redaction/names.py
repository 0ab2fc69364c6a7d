"""Which stretches are names of people? A recogniser learned over surnames, spread by repetition, with its proof."""

import base64
import json
import math
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from xinqiao.language.redaction.spans import Span
from xinqiao.language.redaction.surnames import COMPOUND, OFFICES, PEOPLE, SINGLE
from xinqiao.language.shipped import WrongFile, bytes_of

SHIPPED = Path(__file__).with_name("names.json")
# The digest of the shipped file: another file under this name is refused.
DIGEST = "7289649a67a71d22bef6e445c69c6c730bc06679b4bbf0b00116f6f3ae1b71ac"
BUCKETS = 1 << 18
# Start, end of the surname, end.
Place = tuple[int, int, int]
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff]")
_BEGINS = re.compile("|".join([*COMPOUND, "[" + "".join(sorted(SINGLE)) + "]"]))
# Surnames that before a title are more often something else: 三位老人, 向县长, 维修师傅.
_PLAIN_SURNAMES = "".join(sorted(SINGLE - set("位向修于时应但由国利全令查成解年宿仅车明和商计保吉古盖银常")))
# 李某 李某某 李*宸 王×× 张X: written so that the rest is hidden, it still points at one person.
_HIDDEN = re.compile(
    "(?:"
    + "|".join(COMPOUND)
    + "|["
    + _PLAIN_SURNAMES
    + "])(?:某某|某|[*＊×○]{2}|[xX]{1,2}(?![A-Za-z0-9])|[*＊×○][\u4e00-\u9fff]?)"
)
_TITLED = re.compile(f"(?:{'|'.join(COMPOUND)}|[{_PLAIN_SURNAMES}])(?:副|代|老|总)?(?:{OFFICES}|{PEOPLE})")
# A line that holds nothing but a name: a signature, or one of a list of signatures.
_ALONE = re.compile(
    f"(?m)^[ \t　]*(?P<name>(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SINGLE))}])[\u4e00-\u9fff]{{1,2}})[ \t　]*$"
)
# 阿卜杜拉·热合曼: names of several parts, divided by a dot.
_DOTTED = re.compile(r"[\u4e00-\u9fff]{2,6}[·•‧][\u4e00-\u9fff]{2,6}(?:[·•‧][\u4e00-\u9fff]{2,6})?")
_NOT_DOTTED = re.compile(r"(?:省|市|区|县|镇|路|小区|项目|公司|广场|城|府|问政|住宅)$")
_STATED = re.compile(
    r"(?:姓名|联系人|户主|申请人|投诉人|反映人|信访人|举报人|当事人|经办人|被举报人|被投诉人|法定代表人|法人代表|身份证姓名)"
    r"[ :：为是]{1,3}(?P<name>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
SURE_ENOUGH = 0.33
# A possible name counts beside a sure one.
_POSSIBLE = 0.05
# The longer of two readings of one name is taken from here on.
_LONGER = 0.12
_WORD_NEEDS = 0.6
_LISTED = re.compile("[、,，和与及 ]{1,2}|以及")


@cache
def _segmenter() -> Any:
    """The dictionary of words: thirty megabytes that a process which never looks for names does not carry."""
    return import_module("rjieba")


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a text begin and end, and what part of speech each is, by a general dictionary."""

    begins: frozenset[int]
    ends: frozenset[int]
    tags: dict[tuple[int, int], str]

    @classmethod
    def of(cls, text: str) -> "Words":
        """The words of `text`."""
        places: dict[tuple[int, int], str] = {}
        at = 0
        for word, tag in _segmenter().tag(text):
            at = text.find(word, at)
            places[at, at + len(word)] = tag
            at += len(word)
        return cls(frozenset(start for start, _end in places), frozenset(end for _start, end in places), places)

    def said_of(self, start: int, end: int) -> tuple[str, str]:
        """How a stretch lies among the words: on their borders or across, and as which part of speech if it is one."""
        return f"{int(start in self.begins)}{int(end in self.ends)}", self.tags.get((start, end), "")


@dataclass(frozen=True, slots=True)
class Recogniser:
    """One weight per hashed feature, in steps; positive speaks for a name."""

    weights: bytes
    step: float
    intercept: float

    def score(self, text: str, words: Words, place: Place) -> float:
        """The log-odds that the stretch at `place` is a name."""
        total = 0
        for feature in features(text, words, place):
            weight = self.weights[zlib.crc32(feature.encode()) % BUCKETS]
            total += weight - 256 if weight > 127 else weight
        return self.intercept + total * self.step


def candidates(text: str) -> Iterator[Place]:
    """Where a name may stand: start, end of the surname, end; one or two characters follow the surname."""
    for start in range(len(text)):
        for length in (2, 1):
            surname = text[start : start + length]
            if surname not in (COMPOUND if length == 2 else SINGLE):
                continue
            for given in (1, 2):
                end = start + length + given
                if end <= len(text) and all(_HAN.match(letter) for letter in text[start + length : end]):
                    yield start, start + length, end


def features(text: str, words: Words, place: Place) -> list[str]:
    """What speaks for or against a name at a place: its own characters, those around it, and the words it lies among."""
    start, surname_end, end = place
    borders, tag = words.said_of(start, end)
    before, after = "^^^" + text[max(0, start - 3) : start], text[end : end + 3] + "$$$"
    surname, given = text[start:surname_end], text[surname_end:end]
    size = str(end - start)
    return [
        f"s{size}{surname}",
        f"g{size}{given}",
        f"f{given[0]}",
        f"l{size}{given[-1]}",
        f"sf{surname}{given[0]}",
        f"a{before[-1]}",
        f"b{before[-2:]}",
        f"as{before[-1]}{surname}",
        f"x{size}{after[0]}",
        f"y{after[:2]}",
        f"lx{given[-1]}{after[0]}",
        f"ax{before[-1]}{after[0]}",
        f"bx{before[-2:]}{after[0]}",
        f"n{size}",
        f"o{size}{borders}",
        f"p{size}{tag}",
        f"q{borders}{surname}",
    ]


def names_in(text: str, known_names: Iterable[str] = ()) -> Iterator[Span]:
    """Every name in `text`: learned, stated, titled, partly hidden, known beforehand, and again wherever one repeats."""
    found = [*_known(text, known_names), *_formed(text), *_learned(text, shipped())]
    yield from found
    whole = {span.text for span in found if span.proof in {"learned", "context"} and 2 < len(span.text) < 5}
    for name in whole:
        for place in re.finditer(re.escape(name), text):
            yield Span(*place.span(), name, "name", 0.9, "repeated")


def _known(text: str, names: Iterable[str]) -> Iterator[Span]:
    for name in names:
        if len(name.strip()) >= 2:
            for place in re.finditer(re.escape(name.strip()), text):
                yield Span(*place.span(), place.group(), "name", 1.0, "context")


def _formed(text: str) -> Iterator[Span]:
    for found in _STATED.finditer(text):
        yield Span(*found.span("name"), found["name"], "name", 0.95, "context")
    if "\n" in text:
        for found in _ALONE.finditer(text):
            yield Span(*found.span("name"), found["name"], "name", 0.7, "form")
    for found in _HIDDEN.finditer(text):
        yield Span(*found.span(), found.group(), "name", 0.85, "form")
    for found in _TITLED.finditer(text):
        if not _is_inside_word(text, found.start()):
            yield Span(*found.span(), found.group(), "name", 0.8, "form")
    for found in _DOTTED.finditer(text):
        if not _NOT_DOTTED.search(found.group()):
            yield Span(*found.span(), found.group(), "name", 0.8, "form")


def _is_inside_word(text: str, start: int) -> bool:
    """Whether the surname is the end of another word: in 管理于主任 it is, in 找王主任 not."""
    if start > 0 and text[start - 1] == text[start]:
        return True
    return start > 0 and _COMMON_PAIR.fullmatch(text[start - 1 : start + 1]) is not None


_COMMON_PAIR = re.compile(
    "关于|由于|对于|属于|位于|处于|等于|至于|任何|如何|为何|当时|及时|同时|小时|临时|按时|随时|提高|方向|我方|对方|地方|"
    "平安|公安|治安|保安|全国|国内|中国|完成|组成|造成|形成|现成|应当|说明|证明|声明|文明|安全|简单|名单|订单|清单|成年|"
    "路段|阶段|手段|时段|交通|沟通|负责|项目|车位|单位|学位|到位|管理|处理|教育|体育|城管|主管|接管|监管|保管|通知|文件|"
    "条件|利益|权利|便利|顺利|胜利|明白|清楚|工程|过程|课程|流程|日程"
)


def _learned(text: str, recogniser: Recogniser) -> list[Span]:
    """The names of the recogniser, the likeliest first, none upon another."""
    words = Words.of(text)
    scored = [(recogniser.score(text, words, place), place[0], place[2]) for place in candidates(text)]
    taken: list[Span] = []
    left: list[Span] = []
    sure = {(start, end): 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) for score, start, end in scored}
    for place, confidence in sure.items():
        tag = words.tags.get(place, "")
        # 路灯, 井盖: a word of the dictionary that is no name there needs more to be one.
        if place[1] - place[0] == 2 and tag not in ("", "x") and not tag.startswith("nr") and confidence < _WORD_NEEDS:
            sure[place] = 0.0
    for (start, shorter), confidence in sorted(sure.items(), key=lambda item: -item[1]):
        if confidence < _POSSIBLE:
            break
        # A character masked too many costs less than one of a name that is left standing.
        end = shorter + 1 if sure.get((start, shorter + 1), 0.0) >= _LONGER else shorter
        if all(span.end <= start or end <= span.start for span in taken):
            span = Span(start, end, text[start:end], "name", round(confidence, 3), "learned")
            (taken if confidence >= SURE_ENOUGH else left).append(span)
    return [*taken, *_beside(text, taken, left)]


def _beside(text: str, taken: list[Span], left: list[Span]) -> Iterator[Span]:
    """Possible names that stand in one list with a sure one: 甲、乙和丙."""
    known = list(taken)
    for span in left:
        is_listed = any(
            _LISTED.fullmatch(text[other.end : span.start]) or _LISTED.fullmatch(text[span.end : other.start])
            for other in known
        )
        if is_listed and all(other.end <= span.start or span.end <= other.start for other in known):
            known.append(span)
            yield span


@cache
def shipped() -> Recogniser:
    """The recogniser that comes with the project. Raises `WrongFile` where the file was changed."""
    return read_recogniser(SHIPPED, DIGEST)


def read_recogniser(path: Path, digest: str | None = None) -> Recogniser:
    """The recogniser in `path`; refused when its SHA-256 is not `digest`. Raises `WrongFile`."""
    content = bytes_of(path, digest)
    try:
        document = json.loads(content)
        weights = zlib.decompress(base64.b64decode(document["weights"]))
        step, intercept = float(document["step"]), float(document["intercept"])
    except (ValueError, KeyError, TypeError, zlib.error) as fault:
        raise WrongFile(f"The model file {path.name} is not a recogniser of names.") from fault
    if len(weights) != BUCKETS:
        raise WrongFile(f"The model file {path.name} is not a recogniser of names.")
    return Recogniser(weights, step, intercept)
