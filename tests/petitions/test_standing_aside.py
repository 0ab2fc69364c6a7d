"""Who has an interest in a matter acts no more on it, and a colleague stands in until that is decided (28-3)."""

import pytest
from django.utils import timezone

from tests.builders.city import City, a_city
from tests.builders.petitions import a_petition, do, lead_to_handling
from xinqiao.petitions.access import NoSuchPetition, petition_for, visible_to
from xinqiao.petitions.acting import Actor, ActRefused, BadInput, NotPermitted, StepNotPermitted
from xinqiao.petitions.models import CachedPosition, Petition
from xinqiao.petitions.positions import rebuild_positions
from xinqiao.petitions.verifying import verify

pytestmark = pytest.mark.django_db

REASON = "承办人是被投诉商户的亲属。"


@pytest.fixture
def city() -> City:
    return a_city()


def _handled(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    return petition


def _responsible(petition: Petition) -> str:
    officer = CachedPosition.objects.get(pk=petition.pk).responsible_officer
    assert officer is not None
    return officer.name.lower()


def test_a_claim_moves_the_file_to_a_colleague_and_bars_the_officer(city: City) -> None:
    petition = _handled(city)
    assert _responsible(petition) == "handler"
    do("claim_recusal", petition, reason=REASON)
    assert _responsible(petition) == "second_handler"
    with pytest.raises(NotPermitted):
        do("hear", petition, city.officer("handler"), summary="听取。")
    do("hear", petition, city.officer("second_handler"), summary="听取。")


def test_a_refused_claim_lets_the_officer_act_again_and_a_granted_one_does_not(city: City) -> None:
    refused, granted = _handled(city), _handled(city)
    for petition, outcome in ((refused, "refused"), (granted, "granted")):
        do("claim_recusal", petition, reason=REASON)
        do("decide_recusal", petition, city.officer("head"), outcome=outcome, reason="已核实。")
    do("hear", refused, city.officer("handler"), summary="听取。")
    with pytest.raises(NotPermitted):
        do("hear", granted, city.officer("handler"), summary="听取。")
    assert _responsible(granted) == "second_handler"


def test_an_officer_declares_her_own_interest_and_nobody_decides_on_herself(city: City) -> None:
    petition = _handled(city)
    do("declare_recusal", petition, city.officer("head"), reason="与申请人是同学。")
    with pytest.raises(NotPermitted):
        do("decide_recusal", petition, city.officer("head"), outcome="refused", reason="无碍。")
    do("decide_recusal", petition, city.officer("office_head"), outcome="granted", reason="属实。")


def test_a_petitioner_does_not_declare_an_officers_interest_as_if_she_were_the_officer(city: City) -> None:
    with pytest.raises(ActRefused):
        do("declare_recusal", _handled(city), reason=REASON)


def test_a_second_claim_waits_for_the_first_and_nothing_is_decided_without_one(city: City) -> None:
    petition = _handled(city)
    with pytest.raises(StepNotPermitted):
        do("decide_recusal", petition, city.officer("head"), outcome="granted", reason="属实。")
    do("claim_recusal", petition, reason=REASON)
    with pytest.raises(StepNotPermitted):
        do("claim_recusal", petition, reason=REASON)


def test_nobody_is_handed_a_file_from_which_she_stands_aside(city: City) -> None:
    petition = _handled(city)
    do("claim_recusal", petition, reason=REASON)
    with pytest.raises(BadInput):
        do("hand_over", petition, city.officer("head"), officer=city.officers["handler"].pk, reason="")


def test_where_there_is_no_colleague_the_name_stays_and_the_claim_is_decided_above(city: City) -> None:
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["transport"].code)
    do("receive_referral", petition, city.officer("transporter"))
    do("claim_recusal", petition, reason=REASON)
    assert _responsible(petition) == "transporter"
    with pytest.raises(NotPermitted):
        do("accept", petition, city.officer("transporter"), text="受理。")
    do("decide_recusal", petition, city.officer("office_head"), outcome="refused", reason="查无亲属关系。")
    do("accept", petition, city.officer("transporter"), text="受理。")


def test_a_file_from_which_an_officer_stands_aside_keeps_every_promise_and_is_rebuilt_alike(city: City) -> None:
    petition = _handled(city)
    do("claim_recusal", petition, reason=REASON)
    assert verify(on=timezone.localdate()).holds
    before = CachedPosition.objects.filter(pk=petition.pk).values("responsible_officer", "next_due_on", "stage").get()
    rebuild_positions(on=timezone.localdate())
    after = CachedPosition.objects.filter(pk=petition.pk).values("responsible_officer", "next_due_on", "stage").get()
    assert before == after


def test_who_stands_aside_from_an_accusation_does_not_know_of_it_until_the_claim_is_refused(city: City) -> None:
    petition = a_petition(city, kind="accusation", accused_organisation=city["transport"])
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    handler = Actor.of_officer(city.officer("handler"))
    assert visible_to(handler).filter(pk=petition.pk).exists()
    do("claim_recusal", petition, reason=REASON)
    assert not visible_to(handler).filter(pk=petition.pk).exists()
    with pytest.raises(NoSuchPetition):
        petition_for(handler, petition.reference, "view")
    assert visible_to(Actor.of_officer(city.officer("second_handler"))).filter(pk=petition.pk).exists()
    do("decide_recusal", petition, city.officer("head"), outcome="refused", reason="查无关系。")
    assert visible_to(handler).filter(pk=petition.pk).exists()


def test_of_another_petition_who_stands_aside_may_still_read_what_was_done(city: City) -> None:
    petition = _handled(city)
    do("claim_recusal", petition, reason=REASON)
    assert petition_for(Actor.of_officer(city.officer("handler")), petition.reference, "view").pk == petition.pk
