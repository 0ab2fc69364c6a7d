"""Do the dated calendars say which day is a workday, as the yearly notices and a second source say it?"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CALENDARS = sorted((ROOT / "src/xinqiao/law/china/calendar").glob("*.yaml"))
SECOND_SOURCE = ROOT.parent / "shared" / "data" / "cn_workdays.csv"


def read(path: Path) -> dict[str, Any]:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def days(block: dict[str, Any]) -> Iterator[date]:
    day = block["from"]
    while day <= block["to"]:
        yield day
        day += timedelta(days=1)


def is_workday(day: date, calendar: dict[str, Any]) -> bool:
    if any(day in set(days(block)) for block in calendar["holidays"]):
        return False
    return day in calendar["make_up_workdays"] or day.isoweekday() <= 5


def test_there_is_one_calendar_a_year_from_2004_to_2027() -> None:
    assert [read(path)["year"] for path in CALENDARS] == list(range(2004, 2028))
    assert [int(path.stem) for path in CALENDARS] == list(range(2004, 2028))


@pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.stem)
def test_a_calendar_names_its_notice_and_keeps_to_its_year(path: Path) -> None:
    calendar = read(path)
    assert set(calendar) == {"year", "notice", "provisional", "holidays", "make_up_workdays"}
    assert str(calendar["year"]) in calendar["notice"]
    held = [day for block in calendar["holidays"] for day in days(block)]
    assert held == sorted(set(held)), "holidays overlap or are out of order"
    assert {day.year for day in (*held, *calendar["make_up_workdays"])} == {calendar["year"]}


@pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.stem)
def test_a_make_up_workday_is_a_weekend_day_and_no_holiday(path: Path) -> None:
    calendar = read(path)
    held = {day for block in calendar["holidays"] for day in days(block)}
    for day in calendar["make_up_workdays"]:
        assert day.isoweekday() > 5
        assert day not in held


def test_only_a_year_whose_notice_is_not_out_is_provisional() -> None:
    assert [read(path)["year"] for path in CALENDARS if read(path)["provisional"]] == [2027]


def test_national_day_is_a_holiday_every_year() -> None:
    for path in CALENDARS:
        calendar = read(path)
        assert not is_workday(date(calendar["year"], 10, 1), calendar)


def test_every_day_agrees_with_the_second_source() -> None:
    if not SECOND_SOURCE.exists():
        pytest.skip(
            "the second source of workdays is not on this machine (shared/data/cn_workdays.csv beside the checkout)"
        )
    calendars = {read(path)["year"]: read(path) for path in CALENDARS}
    compared = 0
    with SECOND_SOURCE.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            day = date.fromisoformat(row["date"])
            assert is_workday(day, calendars[day.year]) == (row["is_workday"] == "1"), day
            compared += 1
    assert compared > 8000
