"""Reading the calendar of a place: one dated file for each year, with the notice that set it."""

import re
from collections.abc import Sequence
from datetime import UTC, date, tzinfo
from pathlib import Path
from typing import Any

from xinqiao.law.entries import Entry
from xinqiao.law.files import read_yaml
from xinqiao.procedure.calendar import Calendar, Holiday, YearCalendar
from xinqiao.procedure.conditions import PackError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEAR_KEYS = ("year", "notice", "provisional", "holidays", "make_up_workdays", "note")


def load_calendar(
    folder: Path, rest_days: Sequence[str], office_hours: Sequence[str] = (), zone: tzinfo = UTC
) -> Calendar:
    """Return the calendar of a folder of years; PackError says which file is wrong.

    Office hours are written as spans of the local day, such as 09:00-12:00; a pack that counts none needs none.
    """
    unknown = [day for day in rest_days if day not in WEEKDAYS]
    if unknown:
        raise PackError(f"'rest_days' names {unknown[0]!r}, which is not a day of the week.")
    years = [read_year(path) for path in sorted(folder.glob("*.yaml"))]
    return Calendar(years, (WEEKDAYS.index(day) for day in rest_days), _spans(office_hours), zone)


def _spans(office_hours: Sequence[str]) -> list[tuple[int, int]]:
    """Minutes of the day of each span; they follow one another and do not overlap."""
    spans: list[tuple[int, int]] = []
    for written in office_hours:
        found = re.fullmatch(r"(\d\d):(\d\d)-(\d\d):(\d\d)", written)
        if found is None:
            raise PackError(f"'office_hours' holds {written!r}, which is no span such as 09:00-12:00.")
        opens, closes = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
        if not (spans[-1][1] if spans else 0) <= opens < closes <= 24 * 60:
            raise PackError(
                f"'office_hours': the span {written} ends before it begins, or begins before the last ended."
            )
        spans.append((opens, closes))
    return spans


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
