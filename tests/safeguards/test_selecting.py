"""A statement made once reads what the queryset reads, on both databases and for every kind of value."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from xinqiao.people.models import Responsibility
from xinqiao.petitions.models import Event, Petition
from xinqiao.safeguards.selecting import Selecting

pytestmark = pytest.mark.django_db

WITH_ALL = Selecting(
    lambda pk: Petition.objects.select_related("place", "position__responsible_officer", "accused_officer").filter(
        pk=pk
    ),
    pk=UUID(int=1),
)


def values_of(row: object) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_a_row_and_its_related_rows_are_those_of_the_queryset() -> None:
    petition = a_petition(a_city())
    made = WITH_ALL.first(pk=petition.pk)
    read = Petition.objects.get(pk=petition.pk)
    assert made is not None and values_of(made) == values_of(read)
    with CaptureQueriesContext(connection) as queries:
        assert made.place == petition.place and made.accused_officer is None
        assert made.position.responsible_officer is not None
    assert len(queries) == 0


def test_it_reads_for_other_values_with_the_same_statement_and_nothing_for_none() -> None:
    city = a_city()
    first, second = a_petition(city), a_petition(city)
    events = Selecting(lambda petition: Event.objects.filter(petition=petition).order_by("seq"), petition=UUID(int=1))
    for petition in (first, second):
        assert events.rows(petition=petition.pk) == list(petition.events.order_by("seq"))
    assert events.rows(petition=UUID(int=5)) == [] and events.first(petition=UUID(int=5)) is None


def test_days_texts_and_numbers_are_filled_in_too() -> None:
    city = a_city()
    lines = Selecting(
        lambda organisation, role, on: Responsibility.objects.filter(
            organisation=organisation, role=role, valid_from__lte=on
        ),
        organisation=-1,
        role="a role",
        on=date(1, 1, 1),
    )
    asked = {"organisation": city["bureau"].pk, "role": "competent"}
    assert len(lines.rows(**asked, on=date(2026, 1, 1))) == 1
    assert lines.rows(**asked, on=date(1999, 1, 1)) == []


def test_a_query_that_does_not_depend_on_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="does not depend on pk"):
        Selecting(lambda pk: Petition.objects.all(), pk=UUID(int=1)).rows(pk=UUID(int=2))
