"""Whoever answers for an open petition keeps the roles that open it, until it is handed over."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from xinqiao.people.models import StaffChange
from xinqiao.people.staff import StaffRefused
from xinqiao.petitions.changing_roles import officer_changes_roles
from xinqiao.petitions.models import CachedPosition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def city():
    return a_city()


def test_roles_that_close_her_open_petitions_are_refused_and_nothing_changes(city):
    clerk = city.officer("clerk")
    petition = a_petition(city)
    CachedPosition.objects.filter(pk=petition.pk).update(responsible_officer=city.officer("office_head"))
    head = city.officer("office_head")
    before = list(head.roles)
    with pytest.raises(StaffRefused, match="1 open petition stands in her name"):
        officer_changes_roles(head, ["administrator"], by=city.officer("administrator"))
    head.refresh_from_db()
    assert head.roles == before and not StaffChange.objects.filter(officer=head).exists()
    CachedPosition.objects.filter(pk=petition.pk).update(responsible_officer=clerk)
    officer_changes_roles(head, ["administrator"], by=city.officer("administrator"))
    head.refresh_from_db()
    assert head.roles == ["administrator"]


def test_an_accusation_in_her_name_keeps_her_trusted_with_sealed_files(city):
    petition = a_petition(city, kind="accusation")
    holder = petition.position.responsible_officer
    with pytest.raises(StaffRefused, match="could no longer open"):
        officer_changes_roles(holder, ["reviewer"], by=None)
