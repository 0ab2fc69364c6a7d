"""An accusation can never reach the accused: not by referral, not by sight, not by search, not by an act."""

import pytest

from tests.builders.city import City, a_city, an_officer
from tests.builders.petitions import a_petition, do
from xinqiao.petitions.access import NoSuchPetition, petition_for, visible_to
from xinqiao.petitions.acting import Actor, BadInput, NotPermitted
from xinqiao.petitions.models import CachedPosition, Petition, SealingLevel

pytestmark = pytest.mark.django_db


def _accusing(city: City, *, organisation: str) -> Petition:
    return a_petition(city, kind="accusation", accused_organisation=city[organisation])


def test_an_accusation_is_sealed_from_the_first_moment() -> None:
    assert _accusing(a_city(), organisation="bureau").sealing == SealingLevel.SEALED


def test_an_accusation_is_not_referred_to_the_accused() -> None:
    city = a_city()
    petition = _accusing(city, organisation="bureau")
    with pytest.raises(BadInput) as refused:
        do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    assert "to" in refused.value.faults
    assert not petition.events.filter(kind="referred").exists()


def test_an_accusation_is_not_referred_to_those_whom_the_accused_directs() -> None:
    city = a_city()
    petition = _accusing(city, organisation="district")
    with pytest.raises(BadInput):
        do("refer", petition, city.officer("clerk"), to=city["district_bureau"].code)


def test_the_lawful_receiver_above_the_accused_is_not_in_the_set() -> None:
    city = a_city()
    petition = _accusing(city, organisation="district_bureau")
    do("refer", petition, city.officer("clerk"), to=city["district"].code)
    position = CachedPosition.objects.get(pk=petition.pk)
    assert position.responsible_organisation == city["district"]


def test_the_accused_organisation_neither_sees_nor_counts_nor_finds_it() -> None:
    city = a_city()
    petition = _accusing(city, organisation="district")
    for name in ("governor", "district_handler", "street_handler", "district_clerk"):
        actor = Actor.of_officer(city.officer(name))
        assert not visible_to(actor).filter(pk=petition.pk).exists()
        assert visible_to(actor).count() == 0
        with pytest.raises(NoSuchPetition):
            petition_for(actor, petition.reference, "view")


def test_an_accused_officer_does_not_see_it_in_the_very_office_that_received_it() -> None:
    city = a_city()
    petition = a_petition(city, kind="accusation", accused_officer=city.officer("clerk"))
    actor = Actor.of_officer(city.officer("clerk"))
    assert not visible_to(actor).exists()
    with pytest.raises(NotPermitted):
        do("refer", petition, city.officer("clerk"), to=city["bureau"].code)


def test_an_accused_head_takes_the_whole_organisation_with_her_into_the_set() -> None:
    city = a_city()
    petition = a_petition(city, kind="accusation", accused_officer=city.officer("head"))
    with pytest.raises(BadInput):
        do("refer", petition, city.officer("clerk"), to=city["bureau"].code)


def test_a_sealed_petition_is_not_seen_from_above_without_a_part_in_it() -> None:
    city = a_city()
    petition = a_petition(city, at="district_office", kind="accusation", accused_organisation=city["street"])
    assert not visible_to(Actor.of_officer(city.officer("office_head"))).filter(pk=petition.pk).exists()
    assert visible_to(Actor.of_officer(city.officer("district_clerk"))).filter(pk=petition.pk).exists()


def test_an_accused_officer_is_never_made_responsible_though_the_grid_names_her() -> None:
    city = a_city()
    accused = city.officer("second_handler")
    petition = a_petition(city, kind="accusation", accused_officer=accused, place=city.places["district"])
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    assert CachedPosition.objects.get(pk=petition.pk).responsible_officer == city.officer("handler")


def test_an_accusation_of_the_duty_officer_is_registered_and_lies_with_a_colleague() -> None:
    city = a_city()
    petition = a_petition(city, kind="accusation", accused_officer=city.officer("clerk"))
    assert CachedPosition.objects.get(pk=petition.pk).responsible_officer == city.officer("office_head")


def test_work_is_not_handed_to_the_accused_nor_to_a_colleague_who_opens_no_files() -> None:
    city = a_city()
    petition = a_petition(city, kind="accusation", accused_officer=city.officer("second_handler"))
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    with pytest.raises(BadInput):
        do("hand_over", petition, city.officer("head"), officer=city.officer("second_handler").pk)
    at_the_office = a_petition(city)
    with pytest.raises(BadInput):
        do("hand_over", at_the_office, city.officer("administrator"), officer=city.officer("administrator").pk)


def test_who_looks_after_accounts_opens_no_petition_of_the_own_office() -> None:
    city = a_city()
    petition = a_petition(city)
    with pytest.raises(NoSuchPetition):
        petition_for(Actor.of_officer(city.officer("administrator")), petition.reference, "view")


def test_a_sealed_petition_is_opened_only_by_those_trusted_with_sealed_files() -> None:
    city = a_city()
    petition = _accusing(city, organisation="street")
    registrar = an_officer("only-registrar", organisation=city["office"], roles=["registrar"])
    assert not visible_to(Actor.of_officer(registrar)).filter(pk=petition.pk).exists()
    assert visible_to(Actor.of_officer(city.officer("clerk"))).filter(pk=petition.pk).exists()


def test_a_sealed_petition_is_never_given_to_somebody_who_may_not_open_it() -> None:
    city = a_city()
    city["office"].duty_officer = an_officer("only-registrar", organisation=city["office"], roles=["registrar"])
    city["office"].save()
    petition = _accusing(city, organisation="street")
    assert CachedPosition.objects.get(pk=petition.pk).responsible_officer == city.officers["clerk"]
