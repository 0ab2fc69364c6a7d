"""Re-examination, review, withdrawal and new facts."""

from datetime import date

import pytest

from tests.builders.histories import (
    BUREAU,
    CITY,
    PROVINCE,
    accepted,
    answered,
    clock,
    fact,
    position,
    reexamined,
    under_review,
)
from xinqiao.law.library import statute
from xinqiao.procedure.facts import FactsError, ImpossibleFact
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.position import explain


def asked(at: str, **data: str) -> list[object]:
    return [*answered(), fact("reexamination_requested", at, "petitioner", **data)]


def test_the_petitioner_has_thirty_days_from_service() -> None:
    stands = position(answered(), "2024-03-04")
    period = clock(stands, "reexamination_request")
    assert (period.due_on, period.holder, period.article) == (date(2024, 4, 3), "petitioner", "35")
    assert stands.remedy is not None and stands.remedy.params["due_on"] == date(2024, 4, 3)
    assert stands.permits("request_reexamination", "petitioner")


def test_an_unused_period_lapses_and_the_matter_is_concluded_by_itself() -> None:
    assert position(answered(), "2024-04-03").changes_on == date(2024, 4, 4)
    stands = position(answered(), "2024-04-04")
    assert stands.stage == "concluded" and stands.final and stands.ground == "answer_served"
    assert clock(stands, "reexamination_request").state == "lapsed"
    refused = stands.refusal("request_reexamination")
    assert refused is not None and refused.why.params["due_on"] == date(2024, 4, 3)


def test_a_request_posted_on_the_last_day_is_in_time_whenever_it_arrives() -> None:
    stands = position(asked("2024-04-08", posted_on="2024-04-03"), "2024-04-08")  # type: ignore[arg-type]
    assert clock(stands, "reexamination_request").state == "met"
    assert clock(stands, "reexamination").started_on == date(2024, 4, 8)
    assert stands.responsible == ("reexamination", CITY)


def test_a_request_posted_late_or_after_its_arrival_is_refused() -> None:
    with pytest.raises(ImpossibleFact, match="the last day was 3 April 2024"):
        position(asked("2024-04-08", posted_on="2024-04-04"), "2024-04-08")  # type: ignore[arg-type]
    with pytest.raises(FactsError, match="later than the day it was received"):
        position(asked("2024-04-02", posted_on="2024-04-03"), "2024-04-02")  # type: ignore[arg-type]


def test_revoking_sends_the_matter_back_under_a_new_handling_clock() -> None:
    stands = position(reexamined("revoke"), "2024-04-10")
    assert stands.stage == "handling" and stands.responsible == ("competent", BUREAU)
    assert clock(stands, "handling", 2).due_on == date(2024, 6, 11)
    assert clock(stands, "reexamination_service").is_unmet
    redone = [
        *reexamined("revoke"),
        fact("served", "2024-04-11", "reexamination", document="reexamination"),
        fact("replied", "2024-05-06", outcome="support"),
        fact("served", "2024-05-07", document="reply"),
    ]
    again = position(redone, "2024-05-07")
    assert again.stage == "reply_served" and clock(again, "reexamination_request", 2).due_on == date(2024, 6, 6)
    assert clock(again, "reexamination_service").state == "met"


def test_review_follows_a_served_reexamination_and_ends_the_procedure() -> None:
    stands = position(under_review(), "2024-05-06")
    assert stands.responsible == ("review", PROVINCE) and clock(stands, "review").due_on == date(2024, 6, 5)
    done = [
        *under_review(),
        fact("reviewed", "2024-06-03", "review", outcome="uphold"),
        fact("served", "2024-06-04", "review", document="review"),
    ]
    over = position(done, "2024-06-04")
    assert over.stage == "reviewed_served" and over.final
    assert over.remedy is not None and over.remedy.id == "no_remedy_after_review"
    assert over.permits("bring_new_facts", "petitioner") and not over.permits("request_review")


def test_only_a_review_hearing_is_not_counted_from_opening_to_closing() -> None:
    hearing = [*under_review(), fact("hearing_opened", "2024-05-20", "review")]
    stands = position(hearing, "2024-05-22")
    assert clock(stands, "review").state == "paused" and stands.changes_on == date(2024, 5, 23)
    closed = position([*hearing, fact("hearing_closed", "2024-05-23", "review")], "2024-05-24")
    assert (clock(closed, "review").state, clock(closed, "review").due_on) == ("running", date(2024, 6, 11))
    handled = [*accepted(), fact("hearing_opened", "2024-02-01"), fact("hearing_closed", "2024-02-10")]
    assert clock(position(handled, "2024-02-11"), "handling").due_on == date(2024, 3, 8)


def test_the_explanation_names_the_days_of_the_hearing() -> None:
    facts = [
        *under_review(),
        fact("hearing_opened", "2024-05-20", "review"),
        fact("hearing_closed", "2024-05-23", "review"),
    ]
    days = explain(statute("cn-2022"), Matter(), facts, date(2024, 5, 24), "review")
    assert [d.date.day for d in days if d.why.id == "day_hearing_not_counted"] == [20, 21, 22, 23]
    assert days[-1].date == date(2024, 6, 11) and sum(d.counted for d in days) == 30


def test_an_unknown_clock_is_told_with_those_there_are() -> None:
    with pytest.raises(FactsError, match="no clock 'tea' number 1"):
        explain(statute("cn-2022"), Matter(), accepted(), date(2024, 2, 1), "tea")


def test_a_withdrawal_can_be_revoked_for_seven_days_and_then_stands() -> None:
    withdrawn = [*accepted(), fact("withdrawn", "2024-02-01", "petitioner")]
    stands = position(withdrawn, "2024-02-08")
    assert stands.is_open and clock(stands, "handling").state == "ended"
    assert stands.permits("revoke_withdrawal", "petitioner") and stands.changes_on == date(2024, 2, 9)
    over = position(withdrawn, "2024-02-09")
    assert over.final and over.ground == "withdrawn" and not over.permits("revoke_withdrawal")
    again = position([*withdrawn, fact("withdrawal_revoked", "2024-02-08", "petitioner")], "2024-02-09")
    assert again.stage == "handling" and clock(again, "handling").due_on == date(2024, 3, 8)
    with pytest.raises(ImpossibleFact, match="the last day was 8 February 2024"):
        position([*withdrawn, fact("withdrawal_revoked", "2024-02-09", "petitioner")], "2024-02-09")


def test_lateness_before_a_withdrawal_stays_recorded() -> None:
    stands = position([*accepted(), fact("withdrawn", "2024-03-20", "petitioner")], "2024-05-01")
    handling = clock(stands, "handling")
    assert handling.state == "late" and not handling.is_unmet


def test_no_withdrawal_after_the_last_answer_and_never_of_an_accusation() -> None:
    refused = position(answered(), "2024-03-05").refusal("withdraw")
    assert refused is not None and refused.why.id == "last_answer_served"
    refused = position(accepted(), "2024-02-01", matter=Matter(kind="accusation")).refusal("withdraw")
    assert refused is not None and refused.why.id == "accusation_is_not_ended"


def test_new_facts_open_an_ended_matter_anew() -> None:
    anew = [*answered(), fact("new_facts", "2024-05-06", "petitioner")]
    stands = position(anew, "2024-05-06")
    assert stands.stage == "received" and stands.is_open
    assert stands.responsible is not None and stands.responsible.role == "petition_office"
    assert clock(stands, "triage", 2).due_on == date(2024, 5, 21)
    assert stands.received_on == date(2024, 1, 2)


def test_new_facts_in_an_open_matter_are_a_supplement() -> None:
    stands = position([*accepted(), fact("new_facts", "2024-02-01", "petitioner")], "2024-02-01")
    assert stands.stage == "handling" and not stands.permits("bring_new_facts")
