"""How much of what a letter is about does each pair of its characters carry? Learned from titles that people gave their letters."""

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xinqiao.language.summaries.stretches import Stretch

# Weights of `features`, fitted by `tools/measure_summaries.py --fit`: how probably a pair stands in the title as well.
WEIGHTS = (-0.179, 2.238, -0.386, 1.036, -0.022, 0.605, 0.192, 0.388, 0.669)
INTERCEPT = -3.393
_WORDS = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[A-Za-z]+|\d+")
_ABOUT = re.compile(
    r"反映|投诉|举报|关于|问题|咨询|请问|求助|请求|希望|建议|要求|严重|扰民|违规|违法|不合理|何时|能否|什么时候"
)


@dataclass(slots=True)
class Use:
    """Where a pair stands: its first stretch and place, how often, in which stretches, and what those tell."""

    first: int
    place: int
    times: int = 0
    stretches: set[int] = field(default_factory=set)
    told: set[str] = field(default_factory=set)


def pairs_in(words: str) -> tuple[str, ...]:
    """The pairs of neighbouring characters (a word in Latin letters, a number counts as one), in order."""
    units = [unit.lower() for unit in _WORDS.findall(words)]
    return tuple(one + other for one, other in itertools.pairwise(units)) or tuple(units)


def weights_of(stretches: Sequence[Stretch], told: Sequence[frozenset[str]]) -> dict[str, float]:
    """Each pair with how probably it says what the letter is about, 0 to 1."""
    uses = uses_of(stretches, told)
    last = len(stretches) - 2
    return {pair: _probability(features(use, last)) for pair, use in uses.items()}


def uses_of(stretches: Sequence[Stretch], told: Sequence[frozenset[str]]) -> dict[str, Use]:
    """Where every pair of the letter stands."""
    uses: dict[str, Use] = {}
    place = 0
    for number, stretch in enumerate(stretches):
        says = {*told[number], *(["about"] if _ABOUT.search(stretch.words) else [])}
        for pair in pairs_in(stretch.words):
            use = uses.setdefault(pair, Use(number, place))
            use.times += 1
            use.stretches.add(number)
            use.told |= says
            place += 1
    return uses


def features(use: Use, last: int) -> tuple[float, ...]:
    """What is known of a pair; `last` is the number of the stretch with which the end of the letter begins."""
    return (
        float(use.first == 0),
        math.exp(-use.first / 2),
        math.log1p(use.place),
        math.log(use.times),
        math.log(len(use.stretches)),
        float("where" in use.told),
        float("asks" in use.told),
        float("about" in use.told),
        float(use.first >= last),
    )


def _probability(known: tuple[float, ...]) -> float:
    return 1 / (1 + math.exp(-INTERCEPT - sum(w * x for w, x in zip(WEIGHTS, known, strict=True))))
