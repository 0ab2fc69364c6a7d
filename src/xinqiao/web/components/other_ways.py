"""The other lawful ways with their last days, as pages and slips of both faces show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from xinqiao.law.entry_limits import EntryLimit, entry_limits
from xinqiao.law.handbook.chapters import length_of
from xinqiao.law.library import statute_in_force
from xinqiao.law.wording import nearest_language

# What is only remembered, not read in the text of the law, is said to be so.
_READ = ("V", "X")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWay:
    """One way with its period in words and its last day, counted from the day that was given."""

    way: str
    length: str
    starts: str
    last_on: date
    is_over: bool
    law: str
    is_sure: bool


def other_ways(known_on: date, *, today: date) -> Sequence[OtherWay]:
    """Every other way, its period counted from `known_on`; `is_over` where its last day lies before today."""
    calendar = statute_in_force(today).calendar
    return [_way(limit, limit.last_day(known_on, calendar), today=today) for limit in entry_limits()]


def other_ways_of(kind: str, *, today: date) -> Sequence[OtherWay]:
    """What is told at intake: the ways of an appeal, counted from today at the latest; other kinds have none."""
    return other_ways(today, today=today) if kind == "appeal" else ()


def _way(limit: EntryLimit, last_on: date, *, today: date) -> OtherWay:
    language = nearest_language(get_language() or "")
    return OtherWay(
        way=limit.way[language],
        length=length_of(limit.counting, language),
        starts=limit.starts[language],
        last_on=last_on,
        is_over=last_on < today,
        law=limit.law[language],
        is_sure=limit.mark in _READ,
    )
