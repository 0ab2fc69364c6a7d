"""Which days are worked: weekly rest days, public holidays and make-up workdays, year by year."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, tzinfo


@dataclass(frozen=True, slots=True)
class Holiday:
    """A block of days off, both ends included."""

    name: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """One year's adjustment, with the notice that set it; provisional where it is not yet announced."""

    year: int
    notice: str
    holidays: tuple[Holiday, ...] = ()
    make_up_workdays: tuple[date, ...] = ()
    provisional: bool = False


class Calendar:
    """Answers for every day what sort of day it is; days are dates outside and ordinals inside.

    Office hours are minutes of the day, (540, 720) for nine to twelve; only periods of working hours ask for them.
    """

    def __init__(
        self,
        years: Iterable[YearCalendar] = (),
        rest_weekdays: Iterable[int] = (),
        office_hours: Iterable[tuple[int, int]] = (),
        zone: tzinfo = UTC,
    ) -> None:
        self.years: Mapping[int, YearCalendar] = {year.year: year for year in years}
        self.rest_weekdays = frozenset(rest_weekdays)
        self.office_hours = tuple(office_hours)
        self.zone = zone
        self._holidays: dict[int, str] = {}
        self._make_up = {day.toordinal() for year in self.years.values() for day in year.make_up_workdays}
        for year in self.years.values():
            for holiday in year.holidays:
                for ordinal in range(holiday.first_on.toordinal(), holiday.last_on.toordinal() + 1):
                    self._holidays[ordinal] = holiday.name
        self._next: dict[int, int] = {}
        self.digest = hashlib.sha256(self._canonical()).hexdigest()

    def _canonical(self) -> bytes:
        content: dict[str, object] = {
            "rest": sorted(self.rest_weekdays),
            "holidays": sorted(self._holidays),
            "make_up": sorted(self._make_up),
            "provisional": sorted(y.year for y in self.years.values() if y.provisional),
            "years": sorted(self.years),
        }
        if self.office_hours:
            content["office_hours"] = list(self.office_hours)
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    def kind_of(self, day: date) -> str:
        """Return `workday`, `make_up_workday`, `holiday` or `rest_day`."""
        ordinal = day.toordinal()
        if ordinal in self._make_up:
            return "make_up_workday"
        if ordinal in self._holidays:
            return "holiday"
        return "rest_day" if day.weekday() in self.rest_weekdays else "workday"

    def holiday_on(self, day: date) -> str | None:
        """Return the name of the holiday block that the day lies in, if any."""
        return self._holidays.get(day.toordinal())

    def is_provisional(self, day: date) -> bool:
        """Answer whether the year's adjustment is not yet announced (only weekly rest days are certain)."""
        year = self.years.get(day.year)
        return year is None or year.provisional

    def is_workday(self, ordinal: int) -> bool:
        """Answer for a day given as an ordinal whether it is worked."""
        if ordinal in self._make_up:
            return True
        return ordinal not in self._holidays and (ordinal + 6) % 7 not in self.rest_weekdays

    def next_workday(self, ordinal: int) -> int:
        """Return the ordinal of the same day if worked, else of the first worked day after it."""
        found = self._next.get(ordinal)
        if found is None:
            found = ordinal
            while not self.is_workday(found):
                found += 1
            self._next[ordinal] = found
        return found

    def add_workdays(self, ordinal: int, workdays: int) -> int:
        """Return the ordinal of the n-th worked day after the given day."""
        while workdays > 0:
            ordinal += 1
            if self.is_workday(ordinal):
                workdays -= 1
        return ordinal
