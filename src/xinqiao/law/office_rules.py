"""By which day must the office do what only its own rule asks of it? The values stand in the law's folder."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from xinqiao.procedure.counting import Counting
from xinqiao.procedure.statute import Statute


@dataclass(frozen=True, slots=True)
class OfficeRule:
    """A limit an office sets for itself, with the source that is shown beside it."""

    name: str
    counting: Counting
    source: str

    def due_on(self, *, start_on: date, statute: Statute) -> date:
        """The last day, counted on the calendar of the petition's own statute."""
        return date.fromordinal(self.counting.due(statute.calendar, start_on.toordinal()))


@cache
def office_rule(name: str) -> OfficeRule:
    """The rule of that name. Raises KeyError for a name that the file does not hold."""
    path = resources.files("xinqiao.law") / "china" / "office-rules.yaml"
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))[name]
    counting = Counting(raw["value"], raw["unit"], raw["first_day"], raw["roll"])
    return OfficeRule(name, counting, raw["source"])
