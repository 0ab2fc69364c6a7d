"""Which facts started, prolonged, paused, met or ended a clock, beside its days?"""

from datetime import date

import pytest

from tests.builders.histories import APPEAL, accepted, fact, in_hand
from xinqiao.law.library import statute
from xinqiao.law.wording import LANGUAGES, words
from xinqiao.procedure.explaining import explanation_of
from xinqiao.procedure.facts import FactsError

LAW = "cn-2022"


def _moved(facts, on: str, clock: str, nth: int = 1) -> list[tuple[str, str, str]]:
    told = explanation_of(statute(LAW), APPEAL, facts, date.fromisoformat(on), clock, nth)
    return [(moved.how, moved.fact, moved.on.isoformat()) for moved in told.moved]


def test_a_clock_says_which_fact_started_it_and_which_met_it() -> None:
    facts = [*accepted(), fact("replied", "2024-03-01", outcome="explain")]
    started, met = _moved(facts, "2024-03-02", "handling")
    assert started[:2] == ("started", "accepted") and met == ("met", "replied", "2024-03-01")


def test_an_extension_prolongs_it_and_a_return_ends_it() -> None:
    facts = [*accepted(), fact("extended", "2024-02-20", days=10, approved_by="head")]
    assert ("prolonged", "extended", "2024-02-20") in _moved(facts, "2024-02-21", "handling")
    back = [
        *in_hand(),
        fact("objected", "2024-01-08", reason="other"),
        fact("returned", "2024-01-09", "petition_office"),
    ]
    assert _moved(back, "2024-01-10", "notice")[-1] == ("ended", "returned", "2024-01-09")


def test_a_withdrawal_ends_it_and_its_revocation_lets_it_go_on() -> None:
    facts = [
        *accepted(),
        fact("withdrawn", "2024-02-01", "petitioner"),
        fact("withdrawal_revoked", "2024-02-03", "petitioner"),
    ]
    assert [how for how, _fact, _on in _moved(facts, "2024-02-04", "handling")] == ["started", "ended", "resumed"]


def test_what_was_declared_void_started_nothing() -> None:
    facts = [*accepted(), fact("voided", "2024-02-01", "competent", fact=len(accepted()), reason="entered twice")]
    with pytest.raises(FactsError):
        _moved(facts, "2024-02-02", "handling")


def test_the_days_and_the_clock_are_those_of_the_position_and_each_move_has_words() -> None:
    told = explanation_of(statute(LAW), APPEAL, accepted(), date(2024, 2, 1), "handling")
    assert told.days[-1].date == told.clock.due_on and told.days[0].date == told.clock.started_on
    for language in LANGUAGES:
        said = words(told.moved[0].why, language)
        assert "{" not in said and "clock_" not in said
