"""Is a period in hours counted from instant to instant, through office hours or through all, as a slow count does?"""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.procedure.plain_counting import is_workday
from tests.procedure.plain_hours import hours_due, in_office
from xinqiao.law.library import statute
from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.counting import Counting

SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
SPANS = [("09:00", "12:00"), ("13:30", "17:30")]
OFFICE = Calendar(
    statute("cn-2022").calendar.years.values(), (5, 6), [(9 * 60, 12 * 60), (13 * 60 + 30, 17 * 60 + 30)], SHANGHAI
)


def at(written: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=zone)


def test_working_hours_stop_at_noon_in_the_evening_and_over_a_holiday() -> None:
    three = Counting(3, "working_hour", "included")
    assert three.due_at(OFFICE, at("2026-03-02 11:00")) == at("2026-03-02 15:30")
    assert three.due_at(OFFICE, at("2026-03-02 16:30")) == at("2026-03-03 11:00")
    # 30 September is worked, 1 to 7 October are not.
    assert three.due_at(OFFICE, at("2026-09-30 16:30")) == at("2026-10-08 11:00")
    # Saturday 10 October 2026 is a make-up workday.
    assert three.due_at(OFFICE, at("2026-10-09 16:30")) == at("2026-10-10 11:00")


def test_what_comes_at_night_begins_in_the_morning() -> None:
    assert Counting(1, "working_hour", "included").due_at(OFFICE, at("2026-03-02 23:10")) == at("2026-03-03 10:00")


def test_the_hour_of_the_event_is_left_out_where_the_first_does_not_count() -> None:
    assert Counting(2, "hour", "excluded", "none").due_at(OFFICE, at("2026-03-02 10:20")) == at("2026-03-02 13:00")
    assert Counting(2, "hour", "included", "none").due_at(OFFICE, at("2026-03-02 10:20")) == at("2026-03-02 12:20")


def test_hours_that_end_on_a_rest_day_move_to_the_same_hour_of_the_next_workday() -> None:
    day = Counting(24, "hour", "included", "next_workday")
    assert day.due_at(OFFICE, at("2026-03-06 10:20")) == at("2026-03-09 10:20")
    assert Counting(24, "hour", "included", "none").due_at(OFFICE, at("2026-03-06 10:20")) == at("2026-03-07 10:20")


def test_a_night_on_which_the_clocks_are_changed_has_the_hours_it_has() -> None:
    england = Calendar((), (5, 6), (), LONDON)
    due = Counting(24, "hour", "included", "none").due_at(england, at("2026-03-28 12:00", LONDON))
    assert due == at("2026-03-29 13:00", LONDON) and due - at("2026-03-28 12:00", LONDON).astimezone(UTC) == timedelta(
        1
    )


def test_excluded_days_count_for_no_hour() -> None:
    out = ((date(2026, 3, 3).toordinal(), date(2026, 3, 4).toordinal()),)
    assert Counting(2, "working_hour", "included").due_at(OFFICE, at("2026-03-02 16:30"), 0, out) == at(
        "2026-03-05 10:00"
    )


@pytest.mark.parametrize("unit", ["hour", "working_hour"])
def test_a_hundred_random_periods_end_where_a_count_by_the_minute_ends(unit: str) -> None:
    source = random.Random(f"xinqiao counts {unit}s")
    counts = in_office(SPANS, is_workday) if unit == "working_hour" else lambda local: True
    for _ in range(100):
        start = at("2026-01-01 00:00") + timedelta(minutes=source.randrange(60 * 24 * 330))
        hours = source.randrange(1, 12)
        found = Counting(hours, unit, "included", "none").due_at(OFFICE, start)
        assert found == hours_due(start, hours, SHANGHAI, counts), (start, hours)


def test_the_explanation_says_how_many_hours_of_each_day_count() -> None:
    days = list(Counting(6, "working_hour", "included").hours(OFFICE, at("2026-09-30 15:30")))
    assert [(day.date.isoformat(), day.counted) for day in (days[0], days[1], days[-1])] == [
        ("2026-09-30", True),
        ("2026-10-01", False),
        ("2026-10-08", True),
    ]
    assert sum(float(str(day.why.params["hours"])) for day in days if day.counted) == 6
