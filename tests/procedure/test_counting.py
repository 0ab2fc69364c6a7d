"""How days are counted: start day, rest days, holidays, make-up workdays, excluded days, weeks and months."""

from datetime import date

import pytest

from xinqiao.procedure.calendar import Calendar, Holiday, YearCalendar
from xinqiao.procedure.counting import Counting

WEEKENDS = (5, 6)
PLAIN = Calendar((), WEEKENDS)
GOLDEN_WEEK = Calendar(
    [
        YearCalendar(
            2024,
            "an invented notice",
            (Holiday("National Day", date(2024, 10, 1), date(2024, 10, 7)),),
            (date(2024, 9, 29), date(2024, 10, 12)),
        )
    ],
    WEEKENDS,
)


def due(counting: Counting, start: date, calendar: Calendar = PLAIN, **more: object) -> date:
    return date.fromordinal(counting.due(calendar, start.toordinal(), **more))  # type: ignore[arg-type]


def test_the_starting_day_is_not_counted() -> None:
    assert due(Counting(15), date(2024, 1, 2)) == date(2024, 1, 17)


def test_a_first_day_can_be_counted_where_a_regime_says_so() -> None:
    assert due(Counting(7, first_day="included", roll="none"), date(2024, 1, 1)) == date(2024, 1, 7)


def test_a_last_day_at_a_weekend_moves_to_monday() -> None:
    assert due(Counting(15), date(2024, 1, 5)) == date(2024, 1, 22)


def test_a_last_day_in_the_golden_week_moves_behind_it() -> None:
    assert due(Counting(15), date(2024, 9, 17), GOLDEN_WEEK) == date(2024, 10, 8)


def test_a_make_up_sunday_is_a_workday_and_keeps_the_last_day() -> None:
    assert due(Counting(15), date(2024, 9, 14), GOLDEN_WEEK) == date(2024, 9, 29)
    assert GOLDEN_WEEK.kind_of(date(2024, 9, 29)) == "make_up_workday"


def test_working_days_step_over_holidays_and_take_make_up_days() -> None:
    assert due(Counting(5, "working_day"), date(2024, 9, 29), GOLDEN_WEEK) == date(2024, 10, 11)
    assert due(Counting(6, "working_day"), date(2024, 9, 29), GOLDEN_WEEK) == date(2024, 10, 12)


def test_sixty_days_across_a_leap_day() -> None:
    assert due(Counting(60), date(2024, 1, 2)) == date(2024, 3, 4)


def test_an_extension_is_added_before_the_last_day_moves() -> None:
    # 60 days end on Saturday 2 March, 70 on Tuesday 12 March: the move happens once, at the end.
    assert due(Counting(60), date(2024, 1, 2), extra=10) == date(2024, 3, 12)


@pytest.mark.parametrize(("value", "last"), [(1, date(2024, 2, 29)), (2, date(2024, 4, 1)), (13, date(2025, 2, 28))])
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(value: int, last: date) -> None:
    assert due(Counting(value, "month"), date(2024, 1, 31)) == last


def test_weeks_are_seven_days() -> None:
    assert due(Counting(2, "week"), date(2024, 1, 3)) == date(2024, 1, 17)


def test_excluded_days_are_not_counted_and_days_before_the_start_do_not_matter() -> None:
    start = date(2024, 1, 2).toordinal()
    hearing = (date(2024, 1, 10).toordinal(), date(2024, 1, 12).toordinal())
    before = (date(2023, 12, 20).toordinal(), start)
    assert due(Counting(15), date(2024, 1, 2), excluded=[hearing, before]) == date(2024, 1, 22)


def test_the_explanation_says_of_each_day_why() -> None:
    days = list(Counting(5, "working_day").days(GOLDEN_WEEK, date(2024, 9, 30).toordinal()))
    assert days[0].why.id == "day_start_not_counted" and not days[0].counted
    assert days[1].why.id == "day_holiday" and days[1].why.params["holiday"] == "National Day"
    assert [day.date for day in days if day.counted][-1] == days[-1].date == date(2024, 10, 12)


def test_the_explanation_of_a_moved_last_day_ends_on_the_workday() -> None:
    days = list(Counting(15).days(GOLDEN_WEEK, date(2024, 9, 17).toordinal()))
    assert days[-1].date == date(2024, 10, 8) and days[-1].why.id == "day_due_rolled"
    assert sum(day.counted for day in days) == 15


def test_a_year_without_a_file_knows_weekends_only_and_is_provisional() -> None:
    assert GOLDEN_WEEK.is_provisional(date(2031, 10, 1)) and not GOLDEN_WEEK.is_provisional(date(2024, 10, 1))
    assert GOLDEN_WEEK.kind_of(date(2031, 10, 1)) == "workday"
