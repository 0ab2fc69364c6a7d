"""What is a text made of, for comparing it with another: runs of characters by rarity, places, names, numbers."""

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

BUCKETS = 1 << 16
# One step of a stored rarity, in natural logarithm.
_STEP = 1 / 20
_ADDRESSED = re.compile(r"网友|网民|您好|你好|[“\"]?U+0*\d{5,}[”\"]?|A0\d{5,}")
_BETWEEN = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff\u3400-\u4dbf]+")
# A place written in full, in short, or masked by a publisher (A市, A3区).
_PLACE = re.compile(r"[A-Z]\d{0,2}(?:市|区|县|州)|[\u4e00-\u9fff]{2}(?:市|县|区)(?![域别内])")
_NAMED = re.compile(
    r"[\u4e00-\u9fffA-Z0-9]{2,6}?(?:村|镇|乡|街道|社区|小区|路|大道|花园|公寓|广场|医院|学校|中学|小学|大学|学院|公司|花苑|家园|城|苑"
    r"|府|湾|桥|站|组|栋|酒店|幼儿园|派出所|水库|市场|银行)"
)
_NUMBER = re.compile(r"\d{2,}(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z]{2,}\d*")
_MASK_LETTER = re.compile(r"([A-Z])\d{0,2}(?:市|区|县|州)")
# Numbers that stand in most texts: years, months and the hotline.
_EVERYDAY = frozenset({*(str(year) for year in range(2008, 2031)), "10", "11", "12", "12345"})
OFFICES = re.compile(
    "教育|公安|交警|交通|住建|房产|国土|自然资源|环保|生态环境|城管|民政|人社|社保|医保|卫生|卫计|卫健|水利|农业|林业|规划|发改|税务"
    "|工商|市场监管|食药|电力|供电|公积金|法院|司法|消防|物业|公交|地铁|铁路|银行|移动|电信|联通|广电|残联|信访|纪委|征收|拆迁|棚改"
)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare a run of characters is in petitions and replies; numbers by hashed bucket, no texts."""

    table: bytes
    known: dict[str, float] = field(default_factory=dict)

    def of(self, run: str) -> float:
        """The natural logarithm of one text in how many holds `run`, in steps of 1/20."""
        found = self.known.get(run)
        if found is None:
            if len(self.known) > 300_000:
                self.known.clear()
            found = self.known[run] = self.table[zlib.crc32(run.encode()) % BUCKETS] * _STEP
        return found

    @classmethod
    def counted(cls, texts: Iterable[str]) -> "Rarity":
        """The rarity of every run of two and three characters over `texts`."""
        held: Counter[int] = Counter()
        many = 0
        for text in texts:
            many += 1
            said = plain(text)
            runs = {*_runs(said, 2), *_runs(said, 3)}
            held.update({zlib.crc32(run.encode()) % BUCKETS for run in runs})
        return cls(
            bytes(min(255, round(math.log((many + 1) / (held[bucket] + 1)) / _STEP)) for bucket in range(BUCKETS))
        )


def plain(text: str) -> str:
    """The text without its address to the reader, and with one space wherever something other than words stands."""
    return _BETWEEN.sub(" ", _ADDRESSED.sub(" ", text)).strip()


def unaddressed(text: str) -> str:
    """The text without its address to the reader."""
    return _ADDRESSED.sub(" ", text)


def _runs(said: str, length: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for part in said.split():
        for start in range(len(part) - length + 1):
            found[part[start : start + length]] += 1
    return found


class Written:
    """One text as its comparable parts; each is made when first asked for."""

    def __init__(self, text: str, rarity: Rarity) -> None:
        self.text = text
        self.plain = plain(text)
        self.rarity = rarity

    @cached_property
    def pairs(self) -> dict[str, float]:
        """Runs of two characters → weight (rarity, and a little for repetition)."""
        return self._weighed(2)

    @cached_property
    def triples(self) -> dict[str, float]:
        """Runs of three characters → weight."""
        return self._weighed(3)

    @cached_property
    def pairs_length(self) -> float:
        """Euclidean length of the pair weights; 1 for an empty text."""
        return math.sqrt(sum(weight * weight for weight in self.pairs.values())) or 1.0

    @cached_property
    def triples_length(self) -> float:
        """Euclidean length of the triple weights; 1 for an empty text."""
        return math.sqrt(sum(weight * weight for weight in self.triples.values())) or 1.0

    @cached_property
    def places(self) -> frozenset[str]:
        """Cities, districts and counties named, masked ones included."""
        return frozenset(_PLACE.findall(self.text))

    @cached_property
    def mask_letters(self) -> frozenset[str]:
        """First letters of masked places: a district shares its city's."""
        return frozenset(_MASK_LETTER.findall(self.text))

    @cached_property
    def named(self) -> frozenset[str]:
        """Villages, streets, estates, schools, firms and the like."""
        return frozenset(_NAMED.findall(self.text))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers of two digits or more, everyday ones left out."""
        return frozenset(_NUMBER.findall(unaddressed(self.text))) - _EVERYDAY

    @cached_property
    def latin(self) -> frozenset[str]:
        """Words in Latin letters."""
        return frozenset(word.lower() for word in _LATIN.findall(unaddressed(self.text)))

    @cached_property
    def offices(self) -> frozenset[str]:
        """Branches of the administration named."""
        return frozenset(OFFICES.findall(self.text))

    def rarest(self, many: int) -> list[str]:
        """The pairs of greatest weight, first first."""
        return sorted(self.pairs, key=lambda run: -self.pairs[run])[:many]

    def rarest_triples(self, many: int) -> list[str]:
        """The triples of greatest weight, first first."""
        return sorted(self.triples, key=lambda run: -self.triples[run])[:many]

    def _weighed(self, length: int) -> dict[str, float]:
        return {run: (1 + math.log(times)) * self.rarity.of(run) for run, times in _runs(self.plain, length).items()}


def cosine(one: Written, other: Written) -> float:
    """Likeness of two texts by their pairs, 0 to 1."""
    return _dot(one.pairs, other.pairs) / (one.pairs_length * other.pairs_length)


def cosine_of_triples(one: Written, other: Written) -> float:
    """Likeness of two texts by their triples, 0 to 1."""
    return _dot(one.triples, other.triples) / (one.triples_length * other.triples_length)


def _dot(one: dict[str, float], other: dict[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[run] for run, weight in one.items() if run in other)


def covered(runs: dict[str, float], by: dict[str, float]) -> float:
    """Which share of the weight of `runs` is found in `by`, 0 to 1."""
    whole = sum(runs.values())
    return sum(weight for run, weight in runs.items() if run in by) / whole if whole else 0.0


def heaviest_common_runs(one: Written, other: Written, many: int = 3) -> list[float]:
    """Summed rarity of the longest passages that stand word for word in both, heaviest first, padded with 0."""
    text, rest, rarity = one.plain, other.plain, one.rarity
    weights: list[float] = []
    start = 0
    while start < len(text) - 1:
        end = start + 2
        if " " in text[start:end] or text[start:end] not in rest:
            start += 1
            continue
        while end < len(text) and text[end] != " " and text[start : end + 1] in rest:
            end += 1
        weights.append(sum(rarity.of(text[at : at + 2]) for at in range(start, end - 1)))
        start = end - 1
    return (sorted(weights, reverse=True) + [0.0] * many)[:many]
