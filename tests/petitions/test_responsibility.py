"""Every open petition has one organisation and one named person; a change of hands is part of the act."""

import pytest
from django.utils import translation

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, lead_to_handling, lead_to_reply, serve
from xinqiao.petitions.acting import ActRefused
from xinqiao.petitions.models import CachedPosition, Event

pytestmark = pytest.mark.django_db


def test_the_person_for_the_place_answers_before_the_duty_officer() -> None:
    city = a_city()
    petition = a_petition(city, place=city.places["street"])
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    position = CachedPosition.objects.get(pk=petition.pk)
    assert position.responsible_officer == city.officers["second_handler"]


def test_without_a_line_in_the_grid_the_duty_officer_answers() -> None:
    city = a_city()
    petition = a_petition(city, place=city.places["city"])
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    assert CachedPosition.objects.get(pk=petition.pk).responsible_officer == city.officers["handler"]


def test_the_addressee_answers_from_the_moment_of_referral_so_that_nobody_waits_between_two_desks() -> None:
    city = a_city()
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    position = CachedPosition.objects.get(pk=petition.pk)
    assert position.stage == "in_transit"
    assert position.responsible_organisation == city["bureau"]
    assert position.next_due_on is not None


def test_a_hand_over_moves_responsibility_by_name_in_the_act_itself() -> None:
    city = a_city()
    petition = a_petition(city)
    lead_to_handling(city, petition)
    do("hand_over", petition, city.officer("head"), officer=city.officers["second_handler"].pk)
    assert CachedPosition.objects.get(pk=petition.pk).responsible_officer == city.officers["second_handler"]
    do("hear", petition, city.officer("second_handler"), summary="听取。")
    assert CachedPosition.objects.get(pk=petition.pk).responsible_officer == city.officers["second_handler"]


def test_work_is_not_handed_to_somebody_of_another_house() -> None:
    city = a_city()
    petition = a_petition(city)
    lead_to_handling(city, petition)
    with pytest.raises(ActRefused):
        do("hand_over", petition, city.officer("head"), officer=city.officers["transporter"].pk)


def test_an_act_that_would_leave_a_petition_without_a_person_is_refused_and_nothing_changes() -> None:
    city = a_city()
    petition = a_petition(city)
    city["transport"].duty_officer = None
    city["transport"].save()
    translation.activate("en")
    events = Event.objects.count()
    with pytest.raises(ActRefused, match="duty officer"):
        do("refer", petition, city.officer("clerk"), to=city["transport"].code)
    assert Event.objects.count() == events


def test_the_higher_organ_answers_from_the_moment_re_examination_is_asked_for() -> None:
    city = a_city()
    petition = a_petition(city)
    lead_to_reply(city, petition, outcome="not_support")
    serve(petition, city.officer("handler"))
    do("request_reexamination", petition, reasons="未解决。")
    position = CachedPosition.objects.get(pk=petition.pk)
    assert position.responsible_organisation == city["city"]
    assert position.responsible_officer == city.officers["mayor"]
