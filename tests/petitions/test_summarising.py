"""A confirmed summary is only ever added to, names its model, its text and who confirmed it; accusations go to no model."""

import pytest
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from xinqiao.petitions.models import ConfirmedSummary, Petition
from xinqiao.petitions.summarising import confirm_summary, confirmed_summary_of, letter_digest, may_go_to_a_model

pytestmark = pytest.mark.django_db


def confirmed(petition, city, text):
    return confirm_summary(
        petition, text=text, officer=city.officer("clerk"), model="invented-7b", unsourced=0, at=timezone.now()
    )


def test_the_newest_holds_and_the_earlier_ones_stay():
    city = a_city()
    petition = a_petition(city)
    assert confirmed_summary_of(petition) is None
    first = confirmed(petition, city, "油烟很大。")
    confirmed(petition, city, "烧烤店油烟很大，请求处理。")
    assert confirmed_summary_of(petition).text == "烧烤店油烟很大，请求处理。"
    assert ConfirmedSummary.objects.count() == 2
    assert (first.by, first.model, first.text_digest) == (city.officer("clerk"), "invented-7b", letter_digest(petition))


def test_it_is_never_edited_and_never_removed():
    city = a_city()
    kept = confirmed(a_petition(city), city, "油烟很大。")
    kept.text = "没有油烟。"
    with pytest.raises(TypeError, match="never edited"):
        kept.save()
    with pytest.raises(TypeError, match="never removed"):
        kept.delete()
    assert ConfirmedSummary.objects.get().text == "油烟很大。"


def test_an_accusation_and_a_sealed_file_go_to_no_model():
    city = a_city()
    ordinary = a_petition(city)
    assert may_go_to_a_model(ordinary)
    assert not may_go_to_a_model(a_petition(city, kind="accusation", accused_officer=city.officer("handler")))
    # It became an accusation afterwards.
    ordinary.position.kind = "accusation"
    assert not may_go_to_a_model(ordinary)
    for sealing in ("sealed", "restricted"):
        assert not may_go_to_a_model(Petition(kind="appeal", sealing=sealing))
