"""Which stretches are names of people? By their form, by the recogniser, and again wherever a sure one repeats."""

import re
from collections.abc import Iterable, Iterator

from xinqiao.language.redaction.forms import forms_in
from xinqiao.language.redaction.reading import Reading
from xinqiao.language.redaction.recognising import Recogniser, candidates, shipped
from xinqiao.language.redaction.script import simplified
from xinqiao.language.redaction.spans import Span, Taken
from xinqiao.language.redaction.surnames import OFFICES, PEOPLE

SURE_ENOUGH = 0.5
# A possible name counts beside a sure one, and alone on its line.
_POSSIBLE = 0.1
# Right after a word for somebody less is needed, and where a sure name stands again, next to nothing.
_AFTER_A_ROLE = 0.12
_SURE = 0.7
_AGAIN = 0.02
_ROLE = re.compile(
    f"(?:{OFFICES}|{PEOPLE}|居民|村民|组民|业主|邻居|户主|法人|代表|民警|职工|员工|工头|房东|司机|网友|名叫|我叫|叫做|名字|姓名|本人|丈夫|老公|妻子|老婆|爱人"
    "|父亲|母亲|爸爸|妈妈|儿子|女儿|儿媳|女婿|哥哥|弟弟|姐姐|妹妹|公公|婆婆|岳父|岳母|爷爷|奶奶|孙子|孙女|侄子|[其父母妻夫子女]父|其[母妻夫子女儿])$"
)
# The longer of two readings of one name is taken from here on.
_LONGER = 0.35
# Across a broken line more is needed: what ends one line and begins the next seldom belongs together.
_ACROSS = 0.6
# 路灯, 高中生: a word of the dictionary that is no name there must be as good as certain.
_WORD_NEEDS = 0.9
# So does what ends like a village, a road or a lake: 白鹭湖, 王仙镇, 陈家.
_LIKE_A_PLACE = re.compile(
    "..[村镇路街组湖河塘冲巷社线段]|.[村镇家]|.(?:学校|公司|小区|社区|物业|政府|医院|大道|花园|家.)"
)
_NO_NAMES = frozenset({"敬礼", "谢谢", "高中生", "马月"})
_LISTED = re.compile("[、,，和与及 ]{1,2}|以及")
# A line or a column that breaks a name: 王 伟, 张\n建国.
_BROKEN = re.compile(r"(?<=[\u4e00-\u9fff])[ 　]?\r?\n?[ 　]?(?<=[ 　\n])(?=[\u4e00-\u9fff])")

Chances = dict[tuple[int, int], float]


def names_in(text: str, known_names: Iterable[str] = ()) -> Iterator[Span]:
    """Every name in `text`: learned, stated, titled, partly hidden, known beforehand, and again wherever one repeats."""
    reading = Reading.of(simplified(text))
    chances = _chances(reading, shipped())
    found = [*_known(text, known_names), *_formed(text, reading, chances), *_learned(text, chances)]
    found += _broken(text, shipped())
    yield from found
    whole = {span.text for span in found if _is_sure(span)}
    for name in whole:
        for place in re.finditer(re.escape(name), text):
            if chances.get(place.span(), 0.0) >= _AGAIN:
                yield Span(*place.span(), name, "name", 0.9, "repeated")


def _is_sure(span: Span) -> bool:
    """Whether a name is sure enough, and long enough, to be looked for in the whole text."""
    is_read = span.proof == "context" or (span.proof == "learned" and span.confidence >= _SURE)
    return is_read and 2 < len(span.text) < 5


def _chances(reading: Reading, recogniser: Recogniser) -> Chances:
    """How probable each stretch is that may be a name."""
    found: Chances = {}
    for place in candidates(reading.text):
        confidence = recogniser.confidence(reading, place)
        _borders, tag = reading.said_of(place[0], place[2])
        words = reading.text[place[0] : place[2]]
        is_other_word = tag not in ("", "x") and not tag.startswith("nr")
        is_doubtful = is_other_word or _LIKE_A_PLACE.fullmatch(words)
        is_none = words in _NO_NAMES or (is_doubtful and confidence < _WORD_NEEDS)
        found[place[0], place[2]] = 0.0 if is_none else confidence
    return found


def _known(text: str, names: Iterable[str]) -> Iterator[Span]:
    for name in names:
        if len(name.strip()) >= 2:
            for place in re.finditer(re.escape(name.strip()), text):
                yield Span(*place.span(), place.group(), "name", 1.0, "context")


def _formed(text: str, reading: Reading, chances: Chances) -> Iterator[Span]:
    for form in forms_in(reading):
        place = (form.start, form.end)
        if form.kind == "alone" and chances.get(place, 1.0) < _POSSIBLE:
            continue
        proof = "context" if form.kind == "stated" else "form"
        yield Span(*place, text[form.start : form.end], "name", form.confidence, proof)


def _learned(text: str, chances: Chances) -> list[Span]:
    """The names of the recogniser, the likeliest first, none upon another."""
    names: list[Span] = []
    left: list[Span] = []
    taken = Taken()
    for (start, shorter), confidence in sorted(chances.items(), key=lambda item: -item[1]):
        if confidence < _AFTER_A_ROLE:
            break
        # A character masked too many costs less than one of a name that is left standing.
        end = shorter + 1 if chances.get((start, shorter + 1), 0.0) >= _LONGER else shorter
        needed = _AFTER_A_ROLE if _ROLE.search(text, max(0, start - 4), start) else SURE_ENOUGH
        span = Span(start, end, text[start:end], "name", round(confidence, 3), "learned")
        if confidence < needed:
            left.append(span)
        elif taken.takes(start, end):
            names.append(span)
    return [*names, *_beside(text, names, left, taken)]


def _beside(text: str, names: list[Span], left: list[Span], taken: Taken) -> Iterator[Span]:
    """Possible names that stand in one list with a sure one: 甲、乙和丙."""
    starts, ends = {span.start for span in names}, {span.end for span in names}
    for span in left:
        if span.confidence < _POSSIBLE:
            break
        is_listed = any(
            (span.start - gap in ends and _LISTED.fullmatch(text, span.start - gap, span.start))
            or (span.end + gap in starts and _LISTED.fullmatch(text, span.end, span.end + gap))
            for gap in (1, 2)
        )
        if is_listed and taken.takes(span.start, span.end):
            starts.add(span.start)
            ends.add(span.end)
            yield span


def _broken(text: str, recogniser: Recogniser) -> Iterator[Span]:
    """Names that the end of a line or a blank divides."""
    gaps = list(_BROKEN.finditer(text))
    if not gaps:
        return
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for gap in gaps:
        parts.append(text[at : gap.start()])
        places += range(at, gap.start())
        at = gap.end()
    places += range(at, len(text))
    joined = "".join([*parts, text[at:]])
    chances = _chances(Reading.of(simplified(joined)), recogniser)
    for span in _learned(joined, chances):
        start, end = places[span.start], places[span.end - 1] + 1
        if end - start > len(span.text) and span.confidence >= _ACROSS:
            yield Span(start, end, text[start:end], "name", span.confidence, "learned")
