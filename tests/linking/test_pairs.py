"""What those who group matters are told of links: the pair, how probable, what was decided; nothing of an accusation."""

from typing import Any

import pytest
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from xinqiao.linking.models import Likeness, MatterLink
from xinqiao.linking.pairs import links, links_among
from xinqiao.petitions.models import Petition

pytestmark = pytest.mark.django_db


def _linked(one: Petition, other: Petition, **more: Any) -> MatterLink:
    first, second = sorted((one, other), key=lambda petition: petition.pk)
    given = {"likeness": Likeness.SAME_MATTER, "probability": 0.7, "judgement": "test", "found_at": timezone.now()}
    return MatterLink.objects.create(one=first, other=second, **(given | more))


def test_a_pair_is_told_with_its_probability_and_what_was_decided() -> None:
    city = a_city()
    petitions = [a_petition(city) for _number in range(4)]
    _linked(petitions[0], petitions[1])
    _linked(petitions[0], petitions[2], state="confirmed", probability=0.4)
    _linked(petitions[0], petitions[3], state="refused", probability=0.9)
    found = {(pair.probability, pair.decision) for pair in links(Petition.objects.all())}
    assert found == {(0.7, "open"), (1.0, "confirmed"), (0.0, "refused")}
    assert all(pair.one < pair.other for pair in links(petitions))


def test_only_pairs_of_which_both_are_asked_about_are_told() -> None:
    city = a_city()
    petitions = [a_petition(city) for _number in range(3)]
    _linked(petitions[0], petitions[1])
    _linked(petitions[1], petitions[2])
    assert len(list(links([petitions[0].pk, petitions[1].pk]))) == 1
    assert len(list(links(Petition.objects.order_by("pk")[:3]))) == 2
    assert list(links(Petition.objects.none())) == []
    assert list(links_among({petitions[0].pk, petitions[1].pk})) == list(links([petitions[0].pk, petitions[1].pk]))
    assert list(links_among(set())) == []


def test_an_accusation_is_in_no_pair_whatever_was_kept_before_it_became_one() -> None:
    city = a_city()
    ordinary, accusing = a_petition(city), a_petition(city, kind="accusation", accused_organisation=city["street"])
    _linked(ordinary, accusing)
    assert list(links(Petition.objects.all())) == []
