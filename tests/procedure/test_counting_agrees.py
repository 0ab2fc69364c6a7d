"""Does the engine count the days of a petition as a slow and obvious count does?"""

import random
from datetime import date, timedelta

import pytest

from tests.procedure.plain_counting import calendar_due, is_workday, working_due
from tests.procedure.random_histories import RIGHTS, History, a_random_history, facts_document, plain_clocks
from xinqiao.law.library import statute
from xinqiao.procedure.facts import read_document
from xinqiao.procedure.position import assess, explain

FEW, MANY = 2_000, 100_000


def last_day_of(history: History) -> date:
    return max(value for value in vars(history).values() if isinstance(value, date))


def test_two_thousand_random_histories_are_counted_alike() -> None:
    are_counted_alike(FEW)


@pytest.mark.long
def test_a_hundred_thousand_random_histories_are_counted_alike() -> None:
    are_counted_alike(MANY)


def are_counted_alike(histories: int) -> None:
    source = random.Random("xinqiao counts days")
    for number in range(histories):
        history = a_random_history(source)
        matter, facts = read_document(facts_document(history, source))
        on = last_day_of(history) + timedelta(days=source.choice((0, 0, 1, 10, 40)))
        position = assess(statute(history.statute), matter, facts, on)
        found = {clock.name: clock for clock in position.clocks if not clock.internal}
        for name, plain in plain_clocks(history).items():
            said = f"history {number}, {name} on {on}: {history}"
            assert name in found, said
            clock = found[name]
            assert (clock.started_on, clock.due_on) == (plain.started_on, plain.due_on), said
            if name != "objection":
                assert (clock.state, clock.met_on) == (plain.state(on, right=name in RIGHTS), plain.met_on), said


def test_an_explanation_counts_as_many_days_as_the_law_says_and_ends_on_the_due_date() -> None:
    source = random.Random("xinqiao explains days")
    for _ in range(200):
        history = a_random_history(source)
        matter, facts = read_document(facts_document(history, source))
        on = last_day_of(history) + timedelta(days=100)
        for name, plain in plain_clocks(history).items():
            days = explain(statute(history.statute), matter, facts, on, name)
            assert days[0].date == plain.started_on and not days[0].counted, (name, history)
            assert days[-1].date == plain.due_on, (name, history)
            counted = sum(day.counted for day in days)
            wanted = {"triage": 15, "notice": 15, "objection": 5, "handling": 60 + history.extended_days}.get(name, 30)
            assert counted == wanted, (name, history)


@pytest.mark.parametrize("started_on", [date(2025, 9, 1) + timedelta(days=n) for n in range(0, 60, 7)])
def test_the_plain_count_itself_is_right_where_it_can_be_seen(started_on: date) -> None:
    assert calendar_due(started_on, 15) >= started_on + timedelta(days=15)
    assert is_workday(calendar_due(started_on, 15)) and is_workday(working_due(started_on, 5))
    assert calendar_due(date(2025, 8, 4), 60) == date(2025, 10, 9)
    assert working_due(date(2025, 9, 26), 5) == date(2025, 10, 10)
