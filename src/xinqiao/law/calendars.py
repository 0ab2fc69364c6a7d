"""Reading the calendar of a place: one dated file for each year, with the notice that set it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xinqiao.law.entries import Entry
from xinqiao.law.files import read_yaml
from xinqiao.procedure.calendar import Calendar, Holiday, YearCalendar
from xinqiao.procedure.conditions import PackError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEAR_KEYS = ("year", "notice", "provisional", "holidays", "make_up_workdays", "note")


def load_calendar(folder: Path, rest_days: Sequence[str]) -> Calendar:
    """Return the calendar of a folder of years; PackError says which file is wrong."""
    unknown = [day for day in rest_days if day not in WEEKDAYS]
    if unknown:
        raise PackError(f"'rest_days' names {unknown[0]!r}, which is not a day of the week.")
    years = [read_year(path) for path in sorted(folder.glob("*.yaml"))]
    return Calendar(years, (WEEKDAYS.index(day) for day in rest_days))


def read_year(path: Path) -> YearCalendar:
    """Return one year's file."""
    entry = Entry(f"calendar/{path.name}", read_yaml(path), YEAR_KEYS)
    year = entry.whole("year")
    if path.stem != str(year):
        raise PackError(f"{entry.where} says that it is for {year}.")
    return YearCalendar(
        year,
        entry.text("notice"),
        tuple(_holiday(entry, raw) for raw in entry.listed("holidays")),
        tuple(_workday(entry, raw) for raw in entry.listed("make_up_workdays")),
        entry.flag("provisional"),
    )


def _holiday(entry: Entry, raw: Any) -> Holiday:
    holiday = Entry(f"{entry.where}: a holiday", raw, ("name", "from", "to"))
    block = Holiday(holiday.text("name"), holiday.day("from"), holiday.day("to"))
    if block.last_on < block.first_on:
        raise PackError(f"{entry.where}: the holiday '{block.name}' ends before it begins.")
    return block


def _workday(entry: Entry, raw: Any) -> date:
    if not isinstance(raw, date):
        raise PackError(f"{entry.where}: the make-up workday {raw!r} is not a date.")
    return raw
