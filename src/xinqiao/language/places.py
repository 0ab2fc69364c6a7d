"""Which places does a text name? Districts, estates, roads, villages and bodies by what ends their names; masked ones too."""

from __future__ import annotations

import re
from typing import NamedTuple

# 西地省, A市, A3区, K12县: names that a publisher masked.
_MASKED = re.compile(r"[A-Z]\d{0,2}[市区县]")

_ENDS = (
    "小区|花园|家园|嘉园|公寓|名都|国际城|国际|新城|雅苑|华府|华庭|社区|广场|街道|大道|公园|大厦|中学|小学|幼儿园|学校|学院|"
    "大学|医院|公司|集团|平台|驾校|商城|市场|工地|车站|地铁站|号线"
)
# These end many other words, too: only short names are believed.
_SHORT_ENDS = "路|街|巷|镇|乡|村|苑|园|城|府|湾|桥|湖|区|县|市"
_NAMED = re.compile(rf"[\u4e00-\u9fff\d]{{2,6}}?(?:{_ENDS})|[\u4e00-\u9fff]{{2,3}}?(?:{_SHORT_ENDS})")

# Words before a name that do not belong to it, and what only looks like a name.
_BEFORE = re.compile(
    r"^(?:\d+[市区县]|关于|反映|投诉|举报|咨询|请问|建议|希望|再次|位于|坐落|坐落在|地处|住在|我是|我们是|我家|本人|家住|来自|恳请|请求|"
    r"坚决|反对|在|的|对|由|和|与|及|到|从|请|是|为|有|市|区|县|省|旁边|附近|周边|强烈|尊敬|西地省)+"
)
_NO_NAMES = frozenset(
    [
        "小区",
        "社区",
        "街道",
        "学校",
        "公司",
        "村",
        "镇",
        "城市",
        "地区",
        "市区",
        "农村",
        "超市",
        "门市",
        "夜市",
        "城区",
        "县城",
        "全市",
        "我市",
        "本市",
        "省市",
    ]
)


class PlaceName(NamedTuple):
    """A name in a text: its characters from `start` to `end`; masked where it is a publisher's code."""

    name: str
    start: int
    end: int
    is_masked: bool


def find_places(text: str) -> list[PlaceName]:
    """Names of places and bodies in the order of the text; a guess by their endings, with where each stands."""
    found = [PlaceName(match.group(), match.start(), match.end(), True) for match in _MASKED.finditer(text)]
    for match in _NAMED.finditer(text):
        begin = match.start() + _lead(match.group())
        name = text[begin : match.end()]
        if len(name) >= 3 and name not in _NO_NAMES:
            found.append(PlaceName(name, begin, match.end(), False))
    return sorted(found, key=lambda place: place.start)


def _lead(name: str) -> int:
    lead = _BEFORE.match(name)
    return lead.end() if lead else 0
