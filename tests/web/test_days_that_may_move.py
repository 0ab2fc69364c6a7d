"""A day in a year whose holidays are not announced yet is marked so; an announced one is not."""

from datetime import date

import pytest

from xinqiao.law.library import statute
from xinqiao.web.templatetags.xinqiao import may_move


@pytest.mark.parametrize(("day", "year"), [(date(2026, 12, 31), ""), (date(2029, 1, 5), "2029"), (None, "")])
def test_only_a_day_of_an_unannounced_year_may_move(day: date | None, year: str) -> None:
    assert may_move(day, statute("cn-2022"))["year"] == year
