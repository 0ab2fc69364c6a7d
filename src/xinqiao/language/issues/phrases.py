"""Which words are suddenly written by many people? Phrases of two to eight characters whose people rise beyond chance.

What is counted are the people who wrote a phrase, each once in the last weeks and once before. A phrase is told only where enough
people wrote it, and never where it touches personal data in any text that holds it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xinqiao.language.issues.warning import FALSE_ALARMS_A_YEAR, HISTORY_DAYS, LEAST_PEOPLE, is_long_enough
from xinqiao.language.redaction.finding import find_personal_data

SHORTEST, LONGEST = 2, 8
WINDOW_DAYS = 14
# Of a text so much is read: what it is about stands there.
_READ = 600
_WRITTEN = re.compile(r"[\u4e00-\u9fff]+")
_SIGNS = re.compile(r"\[[^\]\s]{1,8}\]")
# Two phrases are one where they overlap and so many of their people are the same.
_SAME_PEOPLE = 0.5
# Of overlapping phrases the longest is told that so many of the people of the most telling one wrote.
_WHOLE = 0.8
_MOST = 20
# Before anything was seen half a person in the whole history is taken as usual (Jeffreys).
_PRIOR_PEOPLE = 0.5


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody (None: not known) wrote on a day."""

    person: str | None
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Emerging:
    """A phrase that `people` wrote in the last `window_days` where `expected` were usual.

    `chance` is how probable it is, on a day on which nothing has changed, that any of all the phrases looks as surprising.
    """

    phrase: str
    window_days: int
    people: int
    expected: float
    chance: float


def emerging_phrases(
    texts: Iterable[Written],
    on: date,
    *,
    false_alarms_a_year: float = FALSE_ALARMS_A_YEAR,
    least_people: int = LEAST_PEOPLE,
) -> list[Emerging]:
    """The phrases that rise on that day, least probable first; overlapping ones as one, none that holds a person's data.

    What is usual is the phrase's share of all people before, so that a busy fortnight is no rise. The threshold shares the
    false alarms out over days and all phrases that are known (Bonferroni); overlapping phrases make it strict.
    """
    begin, history = on - timedelta(days=WINDOW_DAYS), on - timedelta(days=WINDOW_DAYS + HISTORY_DAYS)
    read = [one for one in texts if history < one.on <= on]
    first = min((one.on for one in read), default=on)
    if not is_long_enough((on - first).days, WINDOW_DAYS):
        return []
    now = [one for one in read if one.on > begin]
    before = [one for one in read if one.on <= begin]
    who = _people_of(now)
    rising = {phrase for phrase, people in who.items() if len(people) >= least_people}
    usual = Counter({phrase: len(people) for phrase, people in _people_of(before, rising).items()})
    rate = len({one.person for one in before}) / max(len({one.person for one in now}), 1)
    if not rising or not rate:
        return []
    known = len(who) or 1
    found = []
    for phrase in rising:
        shape = usual[phrase] + _PRIOR_PEOPLE
        chance = min(1.0, _chance_of(len(who[phrase]), shape, rate) * known)
        if chance < false_alarms_a_year / 365:
            found.append(Emerging(phrase, WINDOW_DAYS, len(who[phrase]), round(shape / rate, 3), chance))
    return [one for one in _merged(found, who) if not _is_personal(one.phrase, now)]


def _chance_of(people: int, shape: float, rate: float) -> float:
    """At least `people` where the usual number is itself uncertain (Poisson under a gamma: negative binomial).

    `shape` people were seen before, over `rate` times as many as now write.
    """
    none = shape * math.log(rate / (rate + 1))
    below = 0.0
    for count in range(people):
        term = math.lgamma(shape + count) - math.lgamma(shape) - math.lgamma(count + 1) - count * math.log(rate + 1)
        below += math.exp(none + term)
    return max(1.0 - below, 1e-15)


def phrases_of(text: str) -> set[str]:
    """All stretches of two to eight Chinese characters of a text that cross no sign, and no mark that stands for a person's data."""
    return set(_stretches(text))


def _stretches(text: str) -> Iterator[str]:
    for run in _WRITTEN.findall(_SIGNS.sub(" ", text[:_READ])):
        for size in range(SHORTEST, LONGEST + 1):
            for at in range(len(run) - size + 1):
                yield run[at : at + size]


def _people_of(texts: Sequence[Written], among: set[str] | None = None) -> dict[str, set[str | None]]:
    who: dict[str, set[str | None]] = defaultdict(set)
    for one in texts:
        for phrase in phrases_of(one.text):
            if among is None or phrase in among:
                who[phrase].add(one.person)
    return who


def _merged(found: Sequence[Emerging], who: dict[str, set[str | None]]) -> list[Emerging]:
    """Of phrases that overlap and are written by the same people one: the longest that most of them wrote."""
    waiting = sorted(found, key=lambda one: (one.chance, -len(one.phrase), one.phrase))
    told: list[Emerging] = []
    while waiting and len(told) < _MOST:
        best = waiting[0]
        alike = [one for one in waiting if one is best or _are_one(best.phrase, one.phrase, who)]
        whole = [one for one in alike if len(who[one.phrase] & who[best.phrase]) >= _WHOLE * len(who[best.phrase])]
        told.append(max(whole, key=lambda one: (len(one.phrase), -one.chance, one.phrase)))
        # what overlaps the longer phrase goes with it
        waiting = [one for one in waiting if one not in alike and not _are_one(told[-1].phrase, one.phrase, who)]
    return told


def _are_one(phrase: str, other: str, who: dict[str, set[str | None]]) -> bool:
    together = len(who[phrase] & who[other])
    if together < _SAME_PEOPLE * min(len(who[phrase]), len(who[other])):
        return False
    # inside one another, or one begins with what the other ends with
    shared = range(min(len(phrase), len(other)), 0, -1)
    return (
        phrase in other
        or other in phrase
        or any(phrase.endswith(other[:size]) or other.endswith(phrase[:size]) for size in shared)
    )


def _is_personal(phrase: str, texts: Sequence[Written]) -> bool:
    """Whether the phrase shares a character with personal data in any of the texts that hold it."""
    for one in texts:
        text = one.text[:_READ]
        if phrase not in text:
            continue
        spans = find_personal_data(text)
        at = text.find(phrase)
        while at >= 0:
            if any(span.start < at + len(phrase) and at < span.end for span in spans):
                return True
            at = text.find(phrase, at + 1)
    return False
