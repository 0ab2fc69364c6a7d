"""The only door to a petition, and the only queryset."""

import pytest

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do
from xinqiao.petitions.access import NoSuchPetition, petition_for, petitioner_for, visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.safeguards.access_log import openings_of
from xinqiao.safeguards.codes import hash_query_code, new_query_code

pytestmark = pytest.mark.django_db


def test_an_officer_sees_the_petitions_in_which_the_organisation_has_a_part() -> None:
    city = a_city()
    petition = a_petition(city)
    handler = Actor.of_officer(city.officer("handler"))
    assert not visible_to(handler).exists()
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    assert visible_to(handler).get() == petition
    assert not visible_to(Actor.of_officer(city.officer("transporter"))).exists()


def test_a_former_participant_may_still_read_what_it_did() -> None:
    city = a_city()
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    do("object", petition, city.officer("handler"), reason="非我局职权。")
    do("return_to_sender", petition, city.officer("clerk"), reason="同意。")
    do("refer", petition, city.officer("clerk"), to=city["transport"].code)
    assert visible_to(Actor.of_officer(city.officer("handler"))).exists()
    assert visible_to(Actor.of_officer(city.officer("transporter"))).exists()


def test_a_supervising_office_sees_its_own_branch_only() -> None:
    city = a_city()
    below = a_petition(city, at="district_bureau")
    beside = a_petition(city, at="transport")
    seen = visible_to(Actor.of_officer(city.officer("district_clerk")))
    assert below in seen
    assert beside not in seen
    assert {below, beside} <= set(visible_to(Actor.of_officer(city.officer("office_head"))))


def test_a_leaver_sees_nothing() -> None:
    city = a_city()
    a_petition(city)
    clerk = city.officer("clerk")
    clerk.left_on = clerk.joined_on
    assert not visible_to(Actor.of_officer(clerk)).exists()


def test_each_look_of_an_officer_is_logged_and_the_petitioner_may_ask_who_looked() -> None:
    city = a_city()
    petition = a_petition(city)
    petition_for(Actor.of_officer(city.officer("clerk")), petition.reference, "view")
    assert [opening.organisation_id for opening in openings_of(petition.pk)] == [str(city["office"].pk)]


def test_reference_and_code_open_the_own_petition_and_no_other() -> None:
    city = a_city()
    petition, other = a_petition(city), a_petition(city)
    code = new_query_code()
    petition.submission.code_digest = hash_query_code(code)
    petition.submission.save()
    actor = petitioner_for(petition.reference, code)
    assert visible_to(actor).get() == petition
    with pytest.raises(NoSuchPetition):
        petition_for(actor, other.reference, "view")


def test_a_wrong_code_and_an_unknown_reference_get_the_same_answer() -> None:
    petition = a_petition(a_city())
    with pytest.raises(NoSuchPetition) as wrong_code:
        petitioner_for(petition.reference, "WRONG-CODE")
    with pytest.raises(NoSuchPetition) as unknown:
        petitioner_for("XQ2026-0000-0000-0000", "WRONG-CODE")
    assert str(wrong_code.value) == str(unknown.value)
