"""How does a stretch lie in its text: among which words, in which list, and what follows it where it stands again?"""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from xinqiao.language.redaction.surnames import OFFICES, PEOPLE, SINGLE

# What a place, a road, an estate, a firm or an office is called by; a name before it is part of its name.
_NAMED_AFTER = re.compile(
    "[\u4e00-\u9fff]{0,3}?(村|镇|乡|组|路|街|巷|桥|铺|冲|坪|塘|垅|岭|湖|湾|河|水库|大道|小区|社区|花园|公寓|家园|苑|府|城|广场|市场|公园|公路|高速"
    "|物业|公司|集团|矿|厂|驾校|学校|小学|中学|幼儿园|学院|大学|医院|诊所|银行|酒店|超市|楼盘|项目|片区|安置|车站|派出所|办事处|管理区|发改|政办|政发|价)"
)
_LED_TO = re.compile(
    "(?:叫|名|姓|是|由|对|向|找|与|和|经|被|及|给|托|系|人|员|长|记|任|主|师|友|户|民|父|母|妻|夫|子|女|儿|弟|兄|姐|妹|哥|板|东|官|者|理|工|书|同志|丈夫|爱人)$"
)
_FOLLOWED_BY = re.compile(
    f"(?:{OFFICES}|{PEOPLE}|等人|本人|一家|某|之[父母妻子女]|的?(?:父亲|母亲|妻子|丈夫|儿子|女儿))"
)
_MOST_PLACES = 40
_LIST_MARKS = "、，,;；：:。 \n（）()“”《》！!？?"


@cache
def _segmenter() -> Any:
    """The dictionary of words: thirty megabytes that a process which never looks for names does not carry."""
    return import_module("rjieba")


@dataclass(slots=True)
class Reading:
    """A text read once: where its words begin and end and what part of speech each is, by a general dictionary."""

    text: str
    places: list[tuple[int, int, str]]
    word_at: list[int]
    tags: dict[tuple[int, int], str]
    _elsewhere: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _many: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> "Reading":
        """The words of `text`."""
        places: list[tuple[int, int, str]] = []
        word_at = [-1] * (len(text) + 1)
        at = 0
        # Words of the dictionary alone: guessing new words glues a surname to what stands before it.
        for word, tag in _segmenter().tag(text, False):
            start = text.find(word, at)
            if start < 0:
                continue
            at = start + len(word)
            word_at[start:at] = [len(places)] * len(word)
            places.append((start, at, tag))
        return cls(text, places, word_at, {(start, end): tag for start, end, tag in places} | _guessed(text))

    def said_of(self, start: int, end: int) -> tuple[str, str]:
        """How a stretch lies among the words: on their borders or across, and as which part of speech if it is one."""
        first, last = self._word(start), self._word(end - 1)
        return f"{int(first[0] == start)}{int(last[1] == end)}", self.tags.get((start, end), "")

    def words_around(self, start: int, end: int) -> list[str]:
        """The words before, after, and those that the stretch cuts through."""
        before, after = self._word(start - 1), self._word(end)
        first, last = self._word(start), self._word(end - 1)
        text = self.text
        found = [
            f"wb{text[before[0] : before[1]]}",
            f"wa{text[after[0] : after[1]]}",
            f"wt{before[2]}{after[2]}",
            f"wu{before[2]}{end - start}",
            f"wv{after[2]}{end - start}",
            f"ww{first[1] - first[0]}{last[1] - last[0]}{first[2]}{last[2]}",
        ]
        if first[0] < start:
            found += [f"cs{text[first[0] : first[1]]}", f"ct{first[2]}{first[1] - first[0]}"]
        if last[1] > end:
            found += [f"ce{text[last[0] : last[1]]}", f"cf{last[2]}{last[1] - last[0]}"]
        return found

    def list_around(self, start: int, end: int) -> list[str]:
        """What stands beside in a list: names stand among names, villages among villages; and what it may be part of."""
        text = self.text
        left, right = text[start - 1 : start], text[end : end + 1]
        found = [f"mk{left if left in _LIST_MARKS else ''}|{right if right in _LIST_MARKS else ''}{end - start}"]
        if left == "、":
            item = re.split(f"[{re.escape(_LIST_MARKS)}]", text[max(0, start - 9) : start - 1])[-1]
            found += [f"li{len(item)}{item[:1] in SINGLE}", f"lj{item[-1:]}"]
        if right == "、":
            item = re.split(f"[{re.escape(_LIST_MARKS)}]", text[end + 1 : end + 9])[0]
            found += [f"lk{len(item)}{item[:1] in SINGLE}", f"ll{item[-1:]}"]
        named = _NAMED_AFTER.match(text, end, end + 6)
        if named:
            found += [f"na{named[1]}{len(named[0]) - len(named[1])}"]
        led, followed = _LED_TO.search(text[max(0, start - 2) : start]), _FOLLOWED_BY.match(text, end)
        return [*found, f"lf{bool(led)}{bool(followed)}{bool(named)}"]

    def elsewhere(self, words: str, shorter: str) -> tuple[str, ...]:
        """How often the same words stand in the text, before how many different characters, and before what kind."""
        known = self._elsewhere.get(words)
        if known is None:
            known = self._elsewhere[words] = self._read_elsewhere(words, shorter)
        return known

    def _read_elsewhere(self, words: str, shorter: str) -> tuple[str, ...]:
        text, size = self.text, len(words)
        nexts: set[str] = set()
        named = led = followed = many = 0
        at = text.find(words)
        while at >= 0 and many < _MOST_PLACES:
            end = at + size
            nexts.add(text[end : end + 1])
            named += _NAMED_AFTER.match(text, end, end + 4) is not None
            led += _LED_TO.search(text, max(0, at - 1), at) is not None
            followed += _FOLLOWED_BY.match(text, end) is not None
            many += 1
            at = text.find(words, end)
        whole = self._many.get(shorter)
        if whole is None:
            whole = self._many[shorter] = text.count(shorter)
        return (
            f"dc{min(many, 4)}{min(len(nexts), 3)}{size}",
            f"dn{round(4 * named / many) if many else 0}{min(many, 3)}",
            f"dl{round(4 * led / many) if many else 0}{min(followed, 2)}{min(many, 3)}",
            f"dr{'same' if whole <= many else 'less'}{min(whole, 3)}{size}",
        )

    def _word(self, at: int) -> tuple[int, int, str]:
        """The word at a place; before the beginning and after the end stands an empty one."""
        number = self.word_at[at] if 0 <= at < len(self.text) else -1
        return self.places[number] if number >= 0 else (at, at, "")


def _guessed(text: str) -> dict[tuple[int, int], str]:
    """Stretches that the dictionary's own guess takes for a name."""
    found: dict[tuple[int, int], str] = {}
    at = 0
    for word, tag in _segmenter().tag(text, True):
        start = text.find(word, at)
        if start >= 0:
            at = start + len(word)
            if tag.startswith("nr") and len(word) > 1:
                found[start, at] = tag
    return found
