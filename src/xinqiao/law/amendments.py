"""From which day does a limit have another value? The old value stays: last year's petitions still run under it.

handling:
  value: 60
  article: "34"
  mark: V
  amended:
    - {from: 2026-07-01, value: 45, article: "34", mark: V}
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from xinqiao.law.entries import BASIS, Entry
from xinqiao.procedure.conditions import PackError

AMENDED = "amended"
_KEYS = ("from", "value", "unit", "first_day", "roll", *BASIS)


def amendments_of(limits: Any, in_force: date) -> Mapping[date, Mapping[str, Any]]:
    """Return for each day from which something is otherwise, in order, all limits that are otherwise by then.

    PackError where a day is written twice or lies before the statute.
    """
    found: dict[date, dict[str, Any]] = {}
    for name, raw in limits.items():
        for entry in _entries(name, raw):
            day = entry.day("from")
            if day <= in_force:
                raise PackError(f"{entry.where} is amended from {day}, when the statute was not yet in force.")
            if name in found.get(day, {}):
                raise PackError(f"{entry.where} is amended twice from {day}.")
            found.setdefault(day, {})[name] = {key: value for key, value in entry.raw.items() if key != "from"}
    by_then: dict[str, Any] = {}
    sums: dict[date, Mapping[str, Any]] = {}
    for day in sorted(found):
        by_then = {**by_then, **found[day]}
        sums[day] = by_then
    return sums


def _entries(name: str, raw: Any) -> list[Entry]:
    listed = raw.get(AMENDED, []) if isinstance(raw, Mapping) else []
    if not isinstance(listed, list):
        raise PackError(f"limits.yaml: '{name}': 'amended' must be a list.")
    entries = [Entry(f"limits.yaml: '{name}'", item, _KEYS) for item in listed]
    for entry in entries:
        entry.basis()
        entry.whole("value")
    return entries
