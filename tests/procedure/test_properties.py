"""What holds of every history: days, order, repetition, and somebody always being responsible."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.histories import APPEAL, BUREAU, HOLDERS, ZONE
from xinqiao.law.library import statute
from xinqiao.procedure.calendar import Calendar, Holiday, YearCalendar
from xinqiao.procedure.counting import Counting
from xinqiao.procedure.facts import Fact, FactsError
from xinqiao.procedure.position import Position, assess

DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
COUNTINGS = st.builds(
    Counting,
    st.integers(0, 90),
    st.sampled_from(("calendar_day", "working_day")),
    st.just("excluded"),
    st.sampled_from(("next_workday", "none")),
)
HOLIDAYS = st.lists(
    st.builds(lambda first, more: Holiday("day off", first, first + timedelta(days=more)), DAYS, st.integers(0, 8)),
    max_size=6,
)


def calendar(holidays: list[Holiday]) -> Calendar:
    return Calendar([YearCalendar(2024, "an invented notice", tuple(holidays))], (5, 6))


@given(COUNTINGS, DAYS, HOLIDAYS, st.integers(0, 30))
def test_a_clock_never_falls_due_before_it_starts(
    counting: Counting, start: date, holidays: list[Holiday], extra: int
) -> None:
    assert counting.due(calendar(holidays), start.toordinal(), extra) >= start.toordinal()


@given(COUNTINGS, DAYS, HOLIDAYS, HOLIDAYS)
def test_another_holiday_never_brings_a_due_date_forward(
    counting: Counting, start: date, holidays: list[Holiday], more: list[Holiday]
) -> None:
    before = counting.due(calendar(holidays), start.toordinal())
    assert counting.due(calendar([*holidays, *more]), start.toordinal()) >= before


@given(COUNTINGS, DAYS, HOLIDAYS, st.integers(0, 30), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9))))
def test_the_explanation_ends_on_the_due_date(
    counting: Counting, start: date, holidays: list[Holiday], extra: int, pauses: list[tuple[int, int]]
) -> None:
    first = start.toordinal()
    excluded = [(first + after, first + after + long) for after, long in pauses]
    due = counting.due(calendar(holidays), first, extra, excluded)
    days = list(counting.days(calendar(holidays), first, extra, excluded))
    assert days[0].date == start and days[-1].date.toordinal() == max(due, first)
    assert sum(day.counted for day in days) == counting.value + extra


class Walk:
    """A lawful life chosen step by step from what the position permits."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.law = statute("cn-2022")
        self.at = datetime(2024, 1, 2, 9, tzinfo=ZONE)
        by = draw(st.sampled_from(("petition_office", "competent")))
        self.facts = [Fact("received", self.at, by, HOLDERS[by], {}, 1)]

    def position(self) -> Position:
        return assess(self.law, APPEAL, self.facts, self.at.date())

    def go_on(self) -> None:
        """Let some days pass and take one of the steps permitted then."""
        self.at += timedelta(days=self.draw(st.integers(0, 20)), minutes=1)
        steps = [permitted for permitted in self.position().may if permitted.step != "correct"]
        if not steps:
            return
        chosen = self.draw(st.sampled_from(steps))
        by = self.draw(st.sampled_from(chosen.by))
        made = Fact(
            self.law.steps[chosen.step].makes[0], self.at, by, HOLDERS.get(by), self.data(), len(self.facts) + 1
        )
        try:
            assess(self.law, APPEAL, [*self.facts, made], self.at.date())
        except FactsError:
            return  # the step was open, these data were not
        self.facts.append(made)

    def data(self) -> dict[str, Any]:
        """Data that most steps can use."""
        outcome = self.draw(st.sampled_from((None, "uphold", "revoke", "change", "support")))
        return {"to": BUREAU, "days": 5, "approved_by": "head", "outcome": outcome}


@st.composite
def lives(draw: Any) -> tuple[list[Fact], date]:
    walk = Walk(draw)
    for _ in range(draw(st.integers(0, 14))):
        walk.go_on()
    return walk.facts, walk.at.date() + timedelta(days=draw(st.sampled_from((0, 1, 35, 400))))


@settings(max_examples=150, deadline=None)
@given(lives())
def test_an_open_petition_has_one_responsible_and_something_that_waits(life: tuple[list[Fact], date]) -> None:
    facts, on = life
    stands = assess(statute("cn-2022"), APPEAL, facts, on)
    assert all(clock.due_on >= clock.started_on for clock in stands.clocks)
    assert all(clock.article for clock in stands.clocks) and all(duty.article for duty in stands.duties)
    assert all(refused.article and refused.why.id for refused in stands.may_not)
    if stands.is_open:
        assert stands.responsible is not None and stands.next_due_on is not None
        assert [permitted for permitted in stands.may if permitted.step != "correct"]
    else:
        assert stands.remedy is not None and stands.ground is not None
        assert not [clock for clock in stands.clocks if clock.is_unmet]


@settings(max_examples=60, deadline=None)
@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_recording_and_asking_twice_change_nothing(life: tuple[list[Fact], date], chance: Any) -> None:
    facts, on = life
    once = assess(statute("cn-2022"), APPEAL, facts, on)
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert assess(statute("cn-2022"), APPEAL, shuffled, on) == once
    assert assess(statute("cn-2022"), APPEAL, facts, on) == once


@settings(max_examples=60, deadline=None)
@given(lives())
def test_nothing_changes_by_itself_before_the_day_that_was_named(life: tuple[list[Fact], date]) -> None:
    facts, on = life
    stands = assess(statute("cn-2022"), APPEAL, facts, on)
    later = stands.changes_on or on + timedelta(days=1000)
    before = assess(statute("cn-2022"), APPEAL, facts, later - timedelta(days=1))
    assert before.as_document() == stands.as_document()
    if stands.changes_on is not None:
        assert assess(statute("cn-2022"), APPEAL, facts, later).as_document() != stands.as_document()
