"""Until which day can the other lawful ways be entered? Petitioning does not stop their periods (LAW.md, routes)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from xinqiao.law.entries import MARKS, entries
from xinqiao.law.files import HOME, read_yaml
from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.counting import UNITS, Counting

LANGUAGES = ("zh-hans", "zh-hant", "en")
_KEYS = ("value", "unit", "law", "mark", "way", "starts")


@dataclass(frozen=True, slots=True)
class EntryLimit:
    """The period of one way: its words in three languages, its law, and how sure the value is (a mark of entries)."""

    name: str
    counting: Counting
    way: Mapping[str, str]
    starts: Mapping[str, str]
    law: Mapping[str, str]
    mark: str

    def last_day(self, known_on: date, calendar: Calendar) -> date:
        """The last day for entering the way, counted from the day on which its period starts.

        The starting day is not counted and a last day that is not worked rolls to the next workday (Civil Code
        arts 200-204).
        """
        return date.fromordinal(self.counting.due(calendar, known_on.toordinal()))


@cache
def entry_limits(place: str = "china") -> tuple[EntryLimit, ...]:
    """The periods of a place in the order of its file; PackError names what is missing or unknown."""
    raw = read_yaml(HOME / place / "entry-limits.yaml")
    limits = []
    for name, entry in entries("entry-limits.yaml", raw, _KEYS):
        words = {key: entry.mapped(key) for key in ("way", "starts", "law")}
        for key, said in words.items():
            if any(not said.get(language) for language in LANGUAGES):
                raise PackError(f"{entry.where}: '{key}' needs {', '.join(LANGUAGES)}.")
        counting = Counting(entry.whole("value"), entry.choice("unit", UNITS, "calendar_day"))
        limits.append(
            EntryLimit(name, counting, words["way"], words["starts"], words["law"], entry.choice("mark", MARKS, ""))
        )
    return tuple(limits)
