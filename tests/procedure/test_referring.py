"""From receipt to acceptance: triage, notice, objection, return, dispute of competence."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.histories import (
    APPEAL,
    BUREAU,
    CITY,
    OFFICE,
    ORGANISATIONS,
    OTHER_BUREAU,
    PROVINCE,
    accepted,
    clock,
    fact,
    in_hand,
    position,
)
from xinqiao.law.library import statute
from xinqiao.procedure.facts import FactsError, ImpossibleFact
from xinqiao.procedure.matter import Matter, Organisation
from xinqiao.procedure.position import consider, explain


def test_a_receipt_at_2359_counts_for_that_day() -> None:
    assert clock(
        position([fact("received", "2024-01-02T23:59", "petition_office")], "2024-01-02"), "triage"
    ).due_on == (date(2024, 1, 17))


def test_everything_is_registered_before_it_is_referred() -> None:
    stands = position([fact("received", "2024-01-02", "petition_office")], "2024-01-02")
    assert stands.permits("register", "petition_office") and not stands.permits("refer")
    refused = stands.refusal("refer")
    assert refused is not None and (refused.why.id, refused.article) == ("register_first", "22(1)")


def test_a_referral_meets_the_triage_and_makes_the_receiver_responsible() -> None:
    stands = position(in_hand()[:3], "2024-01-04")
    assert stands.stage == "in_transit" and clock(stands, "triage").state == "met"
    assert stands.responsible == ("competent", BUREAU)
    assert clock(stands, "transit").internal and clock(stands, "transit").article == "office rule"


def test_the_notice_runs_from_the_arrival_and_the_objection_in_working_days() -> None:
    stands = position(in_hand(), "2024-01-05")
    assert clock(stands, "notice").due_on == date(2024, 1, 22)
    assert clock(stands, "objection").due_on == date(2024, 1, 12)
    assert [duty.what for duty in stands.duties] == ["notify"]


def test_a_direct_receipt_by_the_competent_organ_starts_its_notice() -> None:
    stands = position([fact("received", "2024-01-02")], "2024-01-02")
    assert clock(stands, "notice").article == "23(2)"
    assert "triage" not in [c.name for c in stands.clocks]


def test_no_notice_is_owed_to_a_person_who_cannot_be_reached() -> None:
    stands = position([fact("received", "2024-01-02", contactable=False)], "2024-01-02")
    assert "notice" not in [c.name for c in stands.clocks]
    assert clock(stands, "acceptance").internal


def test_an_objection_in_time_goes_back_to_the_sender() -> None:
    stands = position([*in_hand(), fact("objected", "2024-01-12", reason="not ours")], "2024-01-12")
    assert stands.responsible == ("petition_office", OFFICE)
    assert clock(stands, "objection").state == "met" and clock(stands, "notice").state == "running"


def test_after_the_fifth_working_day_an_objection_is_refused_and_a_late_one_is_late() -> None:
    refused = position(in_hand(), "2024-01-15").refusal("object")
    assert refused is not None and refused.why.id == "objection_period_over"
    assert refused.why.params["due_on"] == date(2024, 1, 12)
    assert clock(position(in_hand(), "2024-01-15"), "objection").state == "lapsed"
    late = position([*in_hand(), fact("objected", "2024-01-15")], "2024-01-15")
    assert clock(late, "objection").state == "late" and clock(late, "objection").met_on == date(2024, 1, 15)


def test_a_return_ends_the_notice_and_a_new_referral_starts_another() -> None:
    returned = [*in_hand(), fact("objected", "2024-01-10"), fact("returned", "2024-01-11", "petition_office")]
    stands = position(returned, "2024-01-11")
    assert clock(stands, "notice").state == "ended" and clock(stands, "triage").state == "met"
    assert clock(stands, "new_referral").due_on == date(2024, 1, 16)
    again = [
        *returned,
        fact("referred", "2024-01-12", "petition_office", to=OTHER_BUREAU),
        fact("referral_received", "2024-01-15", "competent", OTHER_BUREAU),
    ]
    stands = position(again, "2024-01-15")
    assert clock(stands, "new_referral").state == "met"
    assert clock(stands, "notice", 2).due_on == date(2024, 1, 30)
    assert stands.received_on == date(2024, 1, 2)


def test_a_refused_objection_leaves_the_organ_responsible_until_competence_is_decided() -> None:
    refused = [*in_hand(), fact("objected", "2024-01-10"), fact("objection_refused", "2024-01-11", "petition_office")]
    stands = position(refused, "2024-01-11")
    assert stands.stage == "competence_disputed" and stands.responsible == ("competent", BUREAU)
    stays = position([*refused, fact("competence_decided", "2024-01-12", "joint_meeting", to=BUREAU)], "2024-01-12")
    assert stays.stage == "notice_due" and clock(stays, "notice").state == "running"
    goes = position(
        [*refused, fact("competence_decided", "2024-01-12", "joint_meeting", to=OTHER_BUREAU)], "2024-01-12"
    )
    assert goes.stage == "in_transit" and clock(goes, "notice").state == "ended"
    assert goes.responsible == ("competent", OTHER_BUREAU)


def test_late_acceptance_keeps_the_sixty_days_and_shows_a_shadow() -> None:
    stands = position([*in_hand(), fact("accepted", "2024-02-01")], "2024-02-01")
    assert clock(stands, "notice").state == "late"
    handling = clock(stands, "handling")
    assert handling.due_on == date(2024, 4, 1) and handling.shadow_due_on == date(2024, 3, 22)
    assert clock(position(accepted(), "2024-02-01"), "handling").shadow_due_on is None


def test_an_assignment_carries_the_day_of_the_report() -> None:
    facts = [*in_hand()[:2], fact("assigned", "2024-01-04", "petition_office", to=BUREAU, report_by="2024-03-01")]
    report = clock(position(facts, "2024-01-04"), "report")
    assert (report.due_on, report.article) == (date(2024, 3, 1), "22(1)(iii)")


def test_an_accusation_never_goes_to_the_accused_or_to_those_it_directs() -> None:
    matter = Matter(
        kind="accusation", accused=BUREAU, organisations=(*APPEAL.organisations, Organisation("station", BUREAU))
    )
    for to in (BUREAU, "station"):
        with pytest.raises(ImpossibleFact, match="accused"):
            position(
                [*in_hand()[:2], fact("referred", "2024-01-04", "petition_office", to=to)], "2024-01-04", matter=matter
            )


@pytest.mark.parametrize(
    ("kind", "organ", "owed"),
    [("accusation", "discipline", False), ("accusation", "competent", True), ("appeal", "discipline", True)],
)
def test_the_duty_of_notice_is_decided_by_organ_and_matter(kind: str, organ: str, owed: bool) -> None:
    matter = Matter(kind=kind, organisations=(Organisation(BUREAU, None, organ),))
    stands = position(in_hand(), "2024-01-05", matter=matter)
    assert ("notice" in [c.name for c in stands.clocks]) is owed
    assert stands.next_due_on is not None


def test_a_ground_for_declining_is_one_of_the_list_and_complete() -> None:
    pack = statute("cn-2022")
    facts = in_hand()[:2]

    def why(**data: str) -> str | None:
        refused = consider(pack, APPEAL, facts, fact("declined", "2024-01-05", "petition_office", **data))
        return None if refused is None else refused.why.id

    assert why(reason="because") == "reason_not_lawful"
    assert why(reason="same_matter_in_progress") == "reason_incomplete"
    assert why(reason="same_matter_in_progress", petition="2023-117") is None
    assert why(reason="after_review_same_facts", petition="2023-117") is None


def test_a_role_that_is_none_is_told_with_the_known_ones() -> None:
    with pytest.raises(FactsError, match="'by' is 'mayor', which is not a role"):
        position([fact("received", "2024-01-02", "mayor")], "2024-01-02")


def test_a_reply_before_anything_was_received_is_impossible() -> None:
    with pytest.raises(ImpossibleFact, match="nothing had been received"):
        position([fact("replied", "2024-01-02", outcome="support")], "2024-01-02")
    with pytest.raises(ImpossibleFact, match="Nothing had been received by 2024-01-01"):
        position([fact("received", "2024-01-02")], "2024-01-01")


def test_a_step_by_another_than_the_responsible_is_effective_and_recorded() -> None:
    stands = position([*in_hand(), fact("guided", "2024-01-08", "petition_office", to="a court")], "2024-01-08")
    assert stands.stage == "guided"
    assert [message.id for message in stands.defects] == ["done_by_another_than_the_responsible"]


def test_the_explanation_of_a_report_ends_on_the_day_that_the_assigner_set() -> None:
    facts = [*in_hand()[:2], fact("assigned", "2024-01-04", "petition_office", to=BUREAU, report_by="2024-01-10")]
    days = explain(statute("cn-2022"), APPEAL, facts, date(2024, 1, 5), "report")
    assert days[-1].date == date(2024, 1, 10) and days[-1].why.id == "day_set_by_the_assigner"


def test_a_referral_that_names_nobody_stays_with_its_sender_until_it_arrives() -> None:
    facts = [*in_hand()[:2], fact("referred", "2024-01-04", "petition_office")]
    stands = position(facts, "2024-01-04")
    assert stands.stage == "in_transit" and stands.responsible == ("petition_office", OFFICE)
    arrived = position([*facts, fact("referral_received", "2024-01-05")], "2024-01-05")
    assert arrived.responsible == ("competent", BUREAU) and arrived.defects == ()


def test_two_competent_organs_may_have_it_decided_from_the_start() -> None:
    facts = [fact("received", "2024-01-02"), fact("registered", "2024-01-02")]
    assert position(facts, "2024-01-03").permits("decide_competence", "joint_meeting")
    alone = position(facts, "2024-01-03", matter=Matter()).refusal("decide_competence")
    assert alone is not None and alone.why.id == "no_dispute_of_competence"
    stays = [*facts, fact("competence_decided", "2024-01-05", "joint_meeting", to=BUREAU)]
    assert clock(position(stays, "2024-01-05"), "notice").state == "running"
    with pytest.raises(ImpossibleFact, match="which organisation"):
        position([*facts, fact("competence_decided", "2024-01-05", "joint_meeting")], "2024-01-05")


def test_a_remedy_against_an_accused_leader_goes_past_that_leader() -> None:
    """What a bureau of the accused city receives is in the province's hands at once, and the remedy lies above that."""
    above = tuple(replace(organ, parent="ministry") if organ.id == PROVINCE else organ for organ in ORGANISATIONS)
    matter = Matter(kind="accusation", accused=CITY, organisations=(*above, Organisation("ministry")))
    facts = [
        fact("received", "2012-01-04"),
        fact("registered", "2012-01-04"),
        fact("accepted", "2012-01-04"),
        fact("replied", "2012-02-01", outcome="explain"),
        fact("served", "2012-02-02", document="reply"),
    ]
    assert position(facts[:1], "2012-01-04", law="cn-2005", matter=matter).responsible == ("competent", PROVINCE)
    asked = [*facts, fact("reexamination_requested", "2012-02-10", "petitioner")]
    stands = position(asked, "2012-02-10", law="cn-2005", matter=matter)
    assert stands.responsible == ("reexamination", "ministry")
    wrong = [*facts, fact("reexamination_requested", "2012-02-10", "petitioner", to=CITY)]
    with pytest.raises(ImpossibleFact, match="accused"):
        position(wrong, "2012-02-10", law="cn-2005", matter=matter)
