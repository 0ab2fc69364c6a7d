"""Of which place does a text speak? Full names, names without their ending, and masked ones, which name nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xinqiao.people.models import Place

# How names of divisions end; a name is also said without it, where two characters are left.
_ENDING = re.compile(r"(?:自治区|自治州|自治县|街道办事处|街道|社区|省|市|区|县|镇|乡|村)$")
_REMARK = re.compile(r"[（(][^）)]*[)）]")
# A place made unreadable on purpose: A3区, 某县, ××镇, K市.
_MASKED = re.compile(r"(?:[A-Z]\d{0,3}|某{1,3}|[×xX＊*]{1,4})(?:省|市|区|县|镇|乡|村|街道)")
# A division said by its first character: 长区, 西县. Only where a name may begin; many such words are no names.
_ABBREVIATED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[在住到去从于的是和与及由向]))([\u4e00-\u9fff])([市区县镇乡])(?![\u4e00-\u9fff]?[民长委政])"
)
_NO_NAMES = frozenset(
    "小社城市郊景园校库片地辖全我该本各新老山灾厂矿林牧禁特专贫外邻某大超门夜上股楼菜早黑闹集下回故家水贵此两每这那一二三四五六七八九十"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a text names, and where: `text[start:end]`."""

    place: Place
    start: int
    end: int


def places_named(text: str, places: Iterable[Place]) -> list[Named]:
    """The places of `places` that `text` names, the lowest level first, then in the order of the text.

    A name that several places bear (two counties with a 城关镇) counts only for those whose superior is named too;
    a short name that stands inside a longer found one is not found again. An abbreviation (长区) counts where only one of
    `places` can be meant.
    """
    known = list(places)
    candidates = [found for place in known if (found := _found(text, place)) is not None]
    candidates += [Named(meant[0], at, end) for at, end, meant in _abbreviated(text, known) if len(meant) == 1]
    kept = [one for one in candidates if not any(_is_within(one, other) for other in candidates)]
    settled = [one for one in kept if _is_settled(one, kept)]
    return sorted(settled, key=lambda one: (-len(_significant(one.place.code)), one.start))


def masked_places(text: str) -> list[str]:
    """The places in `text` whose names were made unreadable: nobody can be found by them."""
    return list(dict.fromkeys(match.group() for match in _MASKED.finditer(text)))


def abbreviated_places(text: str, places: Iterable[Place]) -> list[str]:
    """The abbreviated names in `text` that none or several of `places` may bear: a person has to ask which is meant."""
    found = _abbreviated(text, list(places))
    return list(dict.fromkeys(text[at:end] for at, end, meant in found if len(meant) != 1))


def short_name(name: str) -> str:
    """A division's name as people say it: 西塘县 is 西塘; a name of two characters stays whole."""
    plain = _REMARK.sub("", name)
    short = _ENDING.sub("", plain)
    return short if len(short) >= 2 else plain


def _abbreviated(text: str, places: list[Place]) -> list[tuple[int, int, list[Place]]]:
    """Where an abbreviation stands, and the places that begin and end with its two characters."""
    found = []
    for match in _ABBREVIATED.finditer(text):
        first, last = match.groups()
        if first in _NO_NAMES or any(place.name == match.group() for place in places):
            continue
        names = [(place, _REMARK.sub("", place.name)) for place in places]
        meant = [place for place, name in names if name.startswith(first) and name.endswith(last)]
        found.append((match.start(), match.end(), meant))
    return found


def _found(text: str, place: Place) -> Named | None:
    full = _REMARK.sub("", place.name)
    for name in dict.fromkeys((full, short_name(full))):
        at = text.find(name)
        if at >= 0:
            return Named(place, at, at + len(name))
    return None


def _is_within(one: Named, other: Named) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def _is_settled(one: Named, kept: list[Named]) -> bool:
    namesakes = [other for other in kept if (other.start, other.end) == (one.start, one.end)]
    if len(namesakes) == 1:
        return True
    near = _nearness(one, kept)
    return near > 0 and all(_nearness(other, kept) < near for other in namesakes if other is not one)


def _nearness(one: Named, kept: list[Named]) -> int:
    """How long the code of the nearest superior is that the text names as well; nought where it names none."""
    codes = {_significant(other.place.code) for other in kept if other.start != one.start}
    return max((len(code) for code in codes if one.place.code.startswith(code)), default=0)


def _significant(code: str) -> str:
    """The part of a code that those below it begin with: 990100 is a city, whose counties begin with 9901."""
    return re.sub(r"(?:00)+$", "", code) if len(code) <= 6 else code
