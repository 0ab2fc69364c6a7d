"""On which texts does a reply rest, and were they in force on its day? Laws by dated data; what the data lacks is said."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

# A title in book marks, and an article of it.
_CITED = re.compile(
    r"《\s*(?P<title>[^《》\n]{3,60}?)\s*》\s*(?:[（(][^（）()\n]{2,40}[)）])?\s*(?:的)?(?P<article>第[一二三四五六七八九十百零\d]{1,8}条)?"
)
_KINDS = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|通知|意见|决定|方案|规划|规范|标准|规程|准则|公告|批复|解释|规则|制度|目录|通则|实施办法)(?:（[^）]*）|\([^)]*\))?$"
)
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,8}[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*\d{1,4}\s*号|\[政府发文\]\s*\d{1,4}号"
)


@dataclass(frozen=True, slots=True)
class Basis:
    """One text cited: its title or number, the article named, and whether it was in force on the reply's day.

    `in_force` is None where the text is not among the dated data (local rules, orders), the day is not known, or the
    data is not sure enough to say that it was not. `worded_since` is the day of the wording that held then, where the
    law had been amended: its articles may bear other numbers than before.
    """

    title: str
    article: str
    start: int
    end: int
    in_force: bool | None
    replaced_by: str = ""
    worded_since: date | None = None


@dataclass(frozen=True, slots=True)
class _Validity:
    since: date
    until: date | None
    replaced_by: str
    is_begin_sure: bool
    is_end_sure: bool
    amended: tuple[date, ...]


def cited_bases(reply: str, on: date | None) -> tuple[Basis, ...]:
    """The laws, rules and numbered documents that `reply` cites, each with its force on the day `on`."""
    found: dict[tuple[str, str], Basis] = {}
    for match in _CITED.finditer(reply):
        title = re.sub(r"\s+", "", match["title"])
        known = _validity(title)
        if known is None and not _KINDS.search(title):
            continue
        basis = Basis(
            title,
            match["article"] or "",
            match.start(),
            match.end(),
            _is_in_force(known, on),
            known.replaced_by if known else "",
            _worded_since(known, on),
        )
        found.setdefault((title, basis.article), basis)
    for match in _DOCUMENT_NUMBER.finditer(reply):
        number = re.sub(r"\s+", "", match.group())
        found.setdefault((number, ""), Basis(number, "", match.start(), match.end(), None))
    return tuple(sorted(found.values(), key=lambda basis: basis.start))


def _is_in_force(known: _Validity | None, on: date | None) -> bool | None:
    if known is None or on is None:
        return None
    if on < known.since:
        return False if known.is_begin_sure else None
    if known.until is None or on < known.until:
        return True
    return False if known.is_end_sure else None


def _worded_since(known: _Validity | None, on: date | None) -> date | None:
    if known is None or on is None:
        return None
    return max((day for day in known.amended if day <= on), default=None)


def _validity(title: str) -> _Validity | None:
    bare = re.sub(r"[（(].*?[)）]", "", title)
    return _statutes().get(bare)


@cache
def _statutes() -> Mapping[str, _Validity]:
    entries = yaml.safe_load(Path(__file__).with_name("statutes.yaml").read_text(encoding="utf-8"))
    table: dict[str, _Validity] = {}
    for entry in entries:
        known = _Validity(
            entry["from"],
            entry.get("until"),
            entry.get("replaced_by", ""),
            entry["confidence"] == "sure",
            entry.get("end", entry["confidence"]) == "sure",
            tuple(entry.get("amended", ())),
        )
        for name in (entry["title"], *entry.get("short", ())):
            table[name] = known
    return table
