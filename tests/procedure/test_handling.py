"""From acceptance to the served answer: sixty days, extension, hearing the petitioner, agreement, service."""

from datetime import date

import pytest

from tests.builders.histories import APPEAL, BUREAU, accepted, answered, clock, fact, in_hand, position
from xinqiao.law.library import statute
from xinqiao.procedure.facts import FactsError, ImpossibleFact
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.position import consider


def extended(at: str, days: int) -> object:
    return fact("extended", at, days=days, approved_by="head", reason="complex")


def test_sixty_days_run_from_acceptance() -> None:
    handling = clock(position(accepted(), "2024-01-08"), "handling")
    assert (handling.due_on, handling.article, handling.state) == (date(2024, 3, 8), "34", "running")


def test_a_reply_meets_the_handling_clock_and_a_late_one_is_effective_and_late() -> None:
    late = position([*accepted(), fact("replied", "2024-03-11", outcome="explain")], "2024-03-11")
    assert late.stage == "replied"
    assert clock(late, "handling").state == "late" and clock(late, "handling").met_on == date(2024, 3, 11)


def test_extensions_add_to_the_count_from_acceptance() -> None:
    facts = [*accepted(), extended("2024-03-01", 10), extended("2024-03-08", 20)]
    assert clock(position(facts, "2024-03-09"), "handling").due_on == date(2024, 4, 7)
    refused = position(facts, "2024-03-09").refusal("extend")
    assert refused is not None and refused.why.id == "extension_used_up"


def test_an_extension_is_granted_on_the_last_day_and_not_after_it() -> None:
    assert position(accepted(), "2024-03-08").permits("extend", "competent")
    refused = position(accepted(), "2024-03-09").refusal("extend")
    assert refused is not None and (refused.why.id, refused.article) == ("extension_after_last_day", "34")
    with pytest.raises(ImpossibleFact, match="the last day of handling was 8 March 2024"):
        position([*accepted(), extended("2024-03-09", 5)], "2024-03-09")


def test_extensions_beyond_thirty_days_together_are_impossible() -> None:
    with pytest.raises(ImpossibleFact, match="longer than the law allows"):
        position([*accepted(), extended("2024-03-01", 20), extended("2024-03-02", 11)], "2024-03-02")


@pytest.mark.parametrize("days", [0, -3, "ten", None, True])
def test_an_extension_needs_a_whole_number_of_days(days: object) -> None:
    with pytest.raises(FactsError, match="'days'"):
        position([*accepted(), fact("extended", "2024-03-01", days=days)], "2024-03-01")


def test_an_extension_without_the_heads_approval_is_a_breach() -> None:
    refused = consider(statute("cn-2022"), APPEAL, accepted(), fact("extended", "2024-03-01", days=5))
    assert refused is not None and refused.why.id == "extension_not_approved"


def test_not_hearing_the_petitioner_is_an_open_duty_and_then_a_defect_but_no_bar() -> None:
    stands = position(accepted(), "2024-02-01")
    assert ("competent", "hear", date(2024, 3, 8), "31(6)", False) in stands.duties
    assert stands.permits("reply", "competent")
    reply = fact("replied", "2024-02-05", outcome="explain")
    assert [message.id for message in position([*accepted(), reply], "2024-02-05").defects] == ["not_heard"]
    assert consider(statute("cn-2022"), APPEAL, accepted(), reply) is None


def test_between_reply_and_service_there_is_an_office_rule() -> None:
    stands = position(answered()[:-1], "2024-03-01")
    assert stands.stage == "replied" and clock(stands, "reply_service").internal
    assert [(duty.what, duty.internal) for duty in stands.duties] == [("serve", True)]


def test_a_second_service_of_the_same_reply_changes_nothing() -> None:
    again = [*answered(), fact("served", "2024-03-10", document="reply", method="post")]
    assert clock(position(again, "2024-03-10"), "reexamination_request").due_on == date(2024, 4, 3)


def test_a_document_that_was_not_issued_cannot_be_served() -> None:
    with pytest.raises(ImpossibleFact, match="the reply has not been issued"):
        position([*accepted(), fact("served", "2024-02-01", document="reply")], "2024-02-01")
    with pytest.raises(FactsError, match="must be one of"):
        position([*answered()[:-1], fact("served", "2024-03-04", document="gift")], "2024-03-04")


def test_serving_a_notice_leaves_the_reply_to_be_served() -> None:
    stands = position([*answered()[:-1], fact("served", "2024-03-04", document="notice")], "2024-03-04")
    assert stands.stage == "replied" and clock(stands, "reply_service").state == "running"


@pytest.mark.parametrize("document", ["agreement", "reply", None])
def test_an_agreement_meets_the_handling_clock_when_it_is_served(document: str | None) -> None:
    made = [*accepted(), fact("mediated", "2024-03-05", perform_by="2024-06-30")]
    assert clock(position(made, "2024-03-05"), "handling").state == "running"
    stands = position([*made, fact("served", "2024-03-07", document=document)], "2024-03-07")
    assert stands.stage == "concluded" and stands.final and stands.ground == "agreement_served"
    assert clock(stands, "handling").met_on == date(2024, 3, 7)
    assert ("competent", "perform_agreement", date(2024, 6, 30), "33", False) in stands.duties
    assert stands.remedy is not None and stands.remedy.id == "remedy_after_agreement"


def test_the_simple_procedure_runs_in_working_days_beside_the_sixty() -> None:
    simple = [*in_hand(), fact("simple_chosen", "2024-01-05"), fact("accepted", "2024-01-08")]
    stands = position(simple, "2024-01-08")
    assert clock(stands, "simple_notice").state == "met"
    assert clock(stands, "simple_handling").due_on == date(2024, 1, 22)
    assert clock(stands, "handling").due_on == date(2024, 3, 8)
    left = position([*simple, fact("simple_left", "2024-01-20")], "2024-01-20")
    assert clock(left, "simple_handling").state == "ended" and clock(left, "handling").due_on == date(2024, 3, 8)


def test_the_sixty_days_are_only_for_the_petition_procedure() -> None:
    for matter in (Matter(kind="suggestion"), Matter(route="performance"), Matter(kind="accusation")):
        stands = position(accepted(), "2024-01-08", matter=matter)
        assert stands.stage == "handling" and "handling" not in [c.name for c in stands.clocks]
        assert clock(stands, "answer").internal
        answered_ = [*accepted(), fact("replied", "2024-02-01"), fact("served", "2024-02-02", document="reply")]
        over = position(answered_, "2024-02-02", matter=matter)
        assert over.stage == "concluded" and over.ground == "answered"


def test_a_matter_of_another_route_is_led_in_and_acknowledged() -> None:
    matter = Matter(route="arbitration", organisations=APPEAL.organisations)
    stands = position(accepted(), "2024-01-08", matter=matter)
    assert clock(stands, "channelling").internal
    led = [*accepted(), fact("channelled", "2024-01-10", route="arbitration", to="an arbitration board")]
    stands = position(led, "2024-01-10", matter=matter)
    assert stands.stage == "channelled" and stands.is_open and clock(stands, "channel_acknowledgement").is_unmet
    over = position([*led, fact("channel_acknowledged", "2024-01-12")], "2024-01-12", matter=matter)
    assert over.final and over.ground == "channelled"


def test_reclassifying_during_handling_changes_the_clocks() -> None:
    away = [*accepted(), fact("reclassified", "2024-01-20", route="arbitration", reason="labour dispute")]
    stands = position(away, "2024-01-20")
    assert clock(stands, "handling").state == "ended" and clock(stands, "channelling").is_unmet
    back = position([*away, fact("reclassified", "2024-01-25", route="petition_procedure")], "2024-01-25")
    assert back.stage == "notice_due" and clock(back, "acceptance").is_unmet and back.route == "petition_procedure"


def test_a_reply_without_acceptance_is_effective_and_a_defect() -> None:
    stands = position([*in_hand(), fact("replied", "2024-01-10")], "2024-01-10")
    assert stands.stage == "replied" and "accept_first" in [message.id for message in stands.defects]


def test_the_2005_regulation_gives_every_accepted_matter_sixty_days_and_knows_no_objection() -> None:
    facts = [
        fact("received", "2012-01-04", "petition_office"),
        fact("registered", "2012-01-04", "petition_office"),
        fact("referred", "2012-01-05", "petition_office", to=BUREAU),
        fact("referral_received", "2012-01-06"),
    ]
    stands = position(facts, "2012-01-06", law="cn-2005", matter=Matter(kind="suggestion"))
    assert clock(stands, "notice").article == "21(2)" and "objection" not in [c.name for c in stands.clocks]
    refused = stands.refusal("object")
    assert refused is not None and refused.why.id == "no_objection_in_this_regulation"
    taken = [*facts, fact("accepted", "2012-01-09")]
    handling = clock(position(taken, "2012-01-09", law="cn-2005", matter=Matter(kind="suggestion")), "handling")
    assert (handling.due_on, handling.article) == (date(2012, 3, 9), "33")
