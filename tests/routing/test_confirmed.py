"""What bodies accepted before speaks for them: never what the officer may not see, never an accusation, never alone too loudly."""

import pytest

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, lead_to_handling
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.petitions.searching.filling import fill_all
from xinqiao.routing.suggesting import suggest_competent

pytestmark = pytest.mark.django_db
STREET_TREES = {"title": "大树压线", "body": "门口的大树压在电线上。"}


@pytest.fixture
def city():
    return a_city()


def accepted_by_the_bureau(city, times: int, **given: object) -> None:
    for _number in range(times):
        lead_to_handling(city, a_petition(city, **STREET_TREES | given))
    fill_all()


def seen_by(city, name: str):
    return visible_to(Actor.of_officer(city.officer(name)))


def bodies(suggested) -> dict[str, int]:
    return {one.organisation.name: one.reasons.accepted for one in suggested.bodies}


def test_a_body_that_accepted_such_petitions_joins_with_their_number(city):
    letter = a_petition(city, **STREET_TREES)
    assert "信桥市住建局" not in bodies(suggest_competent(letter, earlier=seen_by(city, "clerk")))
    accepted_by_the_bureau(city, 3)
    assert bodies(suggest_competent(letter, earlier=seen_by(city, "clerk")))["信桥市住建局"] == 3
    assert "信桥市住建局" not in bodies(suggest_competent(letter))


def test_fewer_than_three_or_only_referred_teach_nothing(city):
    letter = a_petition(city, **STREET_TREES)
    accepted_by_the_bureau(city, 2)
    do("refer", a_petition(city, **STREET_TREES), city.officer("clerk"), to=city["bureau"].code)
    fill_all()
    assert "信桥市住建局" not in bodies(suggest_competent(letter, earlier=seen_by(city, "clerk")))


def test_nothing_is_learned_from_what_the_officer_may_not_see(city):
    accepted_by_the_bureau(city, 3)
    letter = a_petition(city, **STREET_TREES)
    assert "信桥市住建局" not in bodies(suggest_competent(letter, earlier=Petition.objects.none()))


def test_the_accused_is_not_suggested_whatever_it_accepted(city):
    accepted_by_the_bureau(city, 3)
    letter = a_petition(city, **STREET_TREES, accused_organisation=city["bureau"])
    assert "信桥市住建局" not in bodies(suggest_competent(letter, earlier=seen_by(city, "clerk")))
