"""An officer leaves: nothing in her name stays without a person, and nothing goes to the accused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders.city import a_city, an_officer
from tests.builders.petitions import a_petition, do, lead_to_handling
from xinqiao.people.models import Officer
from xinqiao.petitions.acting import ActRefused, BadInput, NotPermitted
from xinqiao.petitions.leaving import officer_leaves
from xinqiao.petitions.models import CachedPosition
from xinqiao.petitions.verifying import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    made = a_city()
    an_officer("keeper", organisation=made["bureau"], roles=["administrator"])
    made.officers["keeper"] = made["bureau"].officers.get(name="Keeper")
    return made


def _in_the_name_of_second_handler(city, **more):
    petition = a_petition(city, place=city.places["district"], **more)
    lead_to_handling(city, petition)
    petition.position.refresh_from_db()
    assert petition.position.responsible_officer == city.officer("second_handler")
    return petition


def test_all_open_petitions_pass_to_the_duty_officer_with_an_event_each(city):
    petitions = [_in_the_name_of_second_handler(city) for _number in range(3)]
    leaver = city.officer("second_handler")
    count = officer_leaves(officer=leaver, actor=city.officer("keeper"), on=timezone.localdate())
    assert count == 3
    for petition in petitions:
        petition.position.refresh_from_db()
        assert petition.position.responsible_officer == city.officer("handler")
        event = petition.events.get(kind="handed_over")
        assert event.data["officer"] == city.officer("handler").pk and event.officer == city.officer("keeper")
    report = verify(on=timezone.localdate())
    assert report.holds, (report.faults, report.invariants)


def test_the_leaver_no_longer_signs_in_and_no_new_petition_comes_to_her(city):
    leaver = city.officer("second_handler")
    officer_leaves(officer=leaver, actor=city.officer("keeper"), on=timezone.localdate())
    assert not city.officer("second_handler").is_serving
    assert not city.officer("second_handler").account.is_active
    petition = a_petition(city, place=city.places["district"])
    lead_to_handling(city, petition)
    petition.position.refresh_from_db()
    assert petition.position.responsible_officer == city.officer("handler")


def test_what_stood_in_her_name_and_is_over_stays_as_it_was(city):
    petition = _in_the_name_of_second_handler(city)
    do("withdraw", petition)
    count_before = petition.events.count()
    petition.position.refresh_from_db()
    petition.position.is_open = False
    petition.position.save()
    officer_leaves(officer=city.officer("second_handler"), actor=city.officer("keeper"), on=timezone.localdate())
    assert petition.events.count() == count_before


def test_a_sealed_petition_about_the_duty_officer_passes_to_somebody_else(city):
    petition = a_petition(
        city, place=city.places["district"], kind="accusation", accused_officer=city.officer("handler")
    )
    lead = city.officer("second_handler")
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, lead)
    petition.position.refresh_from_db()
    assert petition.position.responsible_officer == lead
    officer_leaves(officer=lead, actor=city.officer("keeper"), on=timezone.localdate())
    petition.position.refresh_from_db()
    assert petition.position.responsible_officer == city.officer("head")


def test_a_sealed_petition_passes_only_to_somebody_who_is_trusted_with_sealed_files(city):
    accused = city.officer("clerk")
    petition = a_petition(city, place=city.places["district"], kind="accusation", accused_officer=accused)
    lead = city.officer("second_handler")
    CachedPosition.objects.filter(pk=petition.pk).update(
        responsible_officer=lead, responsible_organisation=city["bureau"]
    )
    # Both may open files, and neither may open a sealed one.
    for name in ("handler", "head"):
        Officer.objects.filter(pk=city.officer(name).pk).update(roles=["reviewer"])
    with pytest.raises(ActRefused):
        officer_leaves(officer=lead, actor=city.officer("keeper"), on=timezone.localdate())
    assert city.officer("second_handler").is_serving


def test_if_one_petition_cannot_be_passed_on_nothing_changes(city, monkeypatch):
    petition = _in_the_name_of_second_handler(city)
    monkeypatch.setattr("xinqiao.petitions.leaving.may_receive", lambda officer, petition: False)
    with pytest.raises(ActRefused):
        officer_leaves(officer=city.officer("second_handler"), actor=city.officer("keeper"), on=timezone.localdate())
    assert city.officer("second_handler").is_serving
    petition.position.refresh_from_db()
    assert petition.position.responsible_officer == city.officer("second_handler")


def test_the_duty_officer_cannot_leave_before_another_is_named(city):
    with pytest.raises(ActRefused, match=r"duty officer first|值班"):
        officer_leaves(officer=city.officer("handler"), actor=city.officer("keeper"), on=timezone.localdate())


def test_only_who_looks_after_people_of_the_same_organisation_records_it(city):
    for actor in ("head", "administrator"):
        with pytest.raises(NotPermitted):
            officer_leaves(officer=city.officer("second_handler"), actor=city.officer(actor), on=timezone.localdate())


def test_nobody_leaves_in_the_future_or_twice(city):
    keeper, today = city.officer("keeper"), timezone.localdate()
    with pytest.raises(BadInput):
        officer_leaves(officer=city.officer("second_handler"), actor=keeper, on=today + timedelta(days=1))
    officer_leaves(officer=city.officer("second_handler"), actor=keeper, on=today)
    with pytest.raises(ActRefused):
        officer_leaves(officer=city.officer("second_handler"), actor=keeper, on=today)
