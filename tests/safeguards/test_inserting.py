"""Rows inserted by statements made once are the rows that the ORM would have written."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from xinqiao.petitions.models import CachedClock, Document, Event
from xinqiao.safeguards.inserting import Inserted, Replacing, Updated, insert, insert_together

pytestmark = pytest.mark.django_db

AS_ON_CLOCK = Replacing(known_by=("petition_id", "name", "nth"), replaced=("due_on", "state"))


@pytest.fixture
def petition():
    return a_petition(a_city())


def an_event(petition, seq, **rest):
    at = petition.registered_at
    return Event(petition=petition, seq=seq, kind="heard", occurred_at=at, recorded_at=at, by_role="competent", **rest)


def test_values_of_every_kind_come_back_as_they_were(petition):
    event = an_event(petition, 50, data={"text": "𠮷'\"%s;", "n": 1, "none": None}, is_fact=False)
    insert([event])
    read = Event.objects.get(pk=event.pk)
    assert (read.data, read.is_fact, read.occurred_at, read.officer) == (event.data, False, event.occurred_at, None)


def test_each_row_gets_its_own_key_in_the_order_given(petition):
    events = [an_event(petition, seq) for seq in (60, 50, 70)]
    insert(events)
    assert [Event.objects.get(pk=event.pk).seq for event in events] == [60, 50, 70]
    assert not events[0]._state.adding


def test_more_rows_than_one_statement_takes(petition):
    insert([an_event(petition, seq) for seq in range(1000, 2203)])
    assert Event.objects.filter(seq__gte=1000).count() == 1203


def test_a_row_that_is_there_is_replaced_where_that_is_asked_for(petition):
    clock = CachedClock.objects.get(petition=petition, name="triage")
    changed = CachedClock(
        petition=petition,
        name="triage",
        nth=1,
        started_on=date(2000, 1, 1),
        state="met",
        due_on=clock.due_on + timedelta(days=1),
    )
    insert([changed], replacing=AS_ON_CLOCK)
    again = CachedClock.objects.get(pk=clock.pk)
    assert (again.state, again.due_on, again.started_on) == ("met", changed.due_on, clock.started_on)


def test_without_that_a_second_row_is_refused(petition):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([an_event(petition, 1)])


def test_rows_of_several_models_go_together_and_each_gets_its_key(petition):
    document = Document(petition=petition, kind="notice", blocks={"text": "x"}, drafted_at=petition.registered_at)
    event = an_event(petition, 50)
    with CaptureQueriesContext(connection) as statements:
        insert_together([Inserted([document]), Inserted([]), Inserted([event])])
    assert (Document.objects.get(pk=document.pk).blocks, Event.objects.get(pk=event.pk).seq) == ({"text": "x"}, 50)
    assert len(statements) == (1 if connection.vendor == "postgresql" else 2)


def test_nothing_to_insert_asks_nothing_of_the_database():
    with CaptureQueriesContext(connection) as statements:
        insert([])
    assert not statements.captured_queries


def test_a_related_row_without_a_key_is_refused(petition):
    with pytest.raises(ValueError, match="unsaved"):
        insert([an_event(petition, 50, document=Document(petition=petition, kind="notice"))])


def test_of_a_row_that_stands_there_only_what_is_named_is_changed(petition):
    clock = CachedClock.objects.get(petition=petition, name="triage")
    started_on, clock.due_on, clock.started_on = clock.started_on, date(2030, 1, 1), date(2000, 1, 1)
    insert_together([Updated([clock], ("due_on",)), Updated([], ("due_on",))])
    again = CachedClock.objects.get(pk=clock.pk)
    assert (again.due_on, again.started_on) == (date(2030, 1, 1), started_on)
