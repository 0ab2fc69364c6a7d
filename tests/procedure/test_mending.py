"""The order of facts, and facts corrected and voided in the open."""

import random
from datetime import date

import pytest

from tests.builders.histories import accepted, answered, clock, fact, position, under_review
from xinqiao.procedure.facts import Fact, FactsError, ImpossibleFact


def numbered(facts: list[Fact]) -> list[Fact]:
    return [Fact(f.kind, f.at, f.by, f.organisation, f.data, n) for n, f in enumerate(facts, start=1)]


def test_the_order_of_writing_down_does_not_matter() -> None:
    facts = numbered(under_review())
    shuffled = list(facts)
    random.Random(5).shuffle(shuffled)
    assert position(shuffled, "2024-05-20") == position(facts, "2024-05-20")


def test_facts_of_one_instant_keep_the_order_of_their_numbers() -> None:
    received, accepts = fact("received", "2024-01-02"), fact("accepted", "2024-01-02")
    registers = fact("registered", "2024-01-02")
    swapped = [
        Fact(accepts.kind, accepts.at, accepts.by, accepts.organisation, {}, 3),
        Fact(registers.kind, registers.at, registers.by, registers.organisation, {}, 2),
        Fact(received.kind, received.at, received.by, received.organisation, {}, 1),
    ]
    assert position(swapped, "2024-01-02").stage == "handling"
    assert position([received, registers, accepts], "2024-01-02").stage == "handling"
    with pytest.raises(ImpossibleFact):
        position([accepts, registers, received], "2024-01-02")


def test_facts_after_the_day_are_ignored() -> None:
    assert position(answered(), "2024-02-01").stage == "handling"


def test_a_corrected_day_of_service_moves_the_petitioners_period() -> None:
    facts = [*answered(), fact("corrected", "2024-03-20", fact=8, at="2024-03-07T09:00:00+08:00", reason="mistyped")]
    assert clock(position(facts, "2024-03-19"), "reexamination_request").due_on == date(2024, 4, 3)
    assert clock(position(facts, "2024-03-20"), "reexamination_request").due_on == (
        date(2024, 4, 7)  # a make-up Sunday
    )


def test_a_correction_replaces_only_the_data_it_names() -> None:
    facts = [*answered(), fact("corrected", "2024-03-20", fact=7, data={"outcome": "support"})]
    assert "execute" in [duty.what for duty in position(facts, "2024-03-21").duties]


def test_a_voided_fact_is_as_if_it_never_happened() -> None:
    facts = [*accepted(), fact("voided", "2024-01-10", fact=5, reason="entered for another petition")]
    assert position(facts, "2024-01-09").stage == "handling"
    assert position(facts, "2024-01-10").stage == "notice_due"


def test_a_voiding_that_was_voided_itself_does_nothing() -> None:
    facts = numbered([*accepted(), fact("voided", "2024-01-10", fact=5), fact("voided", "2024-01-11", fact=6)])
    assert position(facts, "2024-01-11").stage == "handling"


def test_a_mending_of_something_not_on_record_is_refused() -> None:
    with pytest.raises(ImpossibleFact, match="not on record"):
        position([*accepted(), fact("voided", "2024-01-10", fact=99)], "2024-01-10")


def test_a_correction_to_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FactsError, match="no time that exists"):
        position([*accepted(), fact("corrected", "2024-01-10", fact=5, at="2024-02-30T10:00:00+08:00")], "2024-01-10")


def test_a_correction_that_makes_a_later_fact_impossible_is_told() -> None:
    facts = [*answered(), fact("voided", "2024-03-20", fact=7)]
    with pytest.raises(ImpossibleFact):
        position(facts, "2024-03-20")
