"""Nothing ticks: cached positions are derived anew when time, rules or the calendar have moved on."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, lead_to_reply, position_of, serve
from xinqiao.petitions.models import CachedClock, CachedPosition, Petition
from xinqiao.petitions.positions import rebuild_positions, refresh_positions
from xinqiao.petitions.verifying import verify

pytestmark = pytest.mark.django_db


def _answered() -> Petition:
    city = a_city()
    petition = a_petition(city)
    lead_to_reply(city, petition)
    serve(petition, city.officer("handler"))
    return petition


def test_a_period_that_lapsed_in_the_night_ends_the_procedure_in_the_morning() -> None:
    petition = _answered()
    changes_on = CachedPosition.objects.get(pk=petition.pk).changes_on
    assert changes_on is not None
    assert refresh_positions(on=changes_on - timedelta(days=1)) == 0
    assert refresh_positions(on=changes_on) == 1
    cached = CachedPosition.objects.get(pk=petition.pk)
    assert (cached.stage, cached.is_open) == ("concluded", False)


@pytest.mark.parametrize("digest", ["statute_digest", "calendar_digest"])
def test_a_position_under_other_rules_or_another_calendar_is_derived_anew(digest: str) -> None:
    petition = _answered()
    due_on = CachedPosition.objects.get(pk=petition.pk).next_due_on
    assert due_on is not None
    CachedPosition.objects.update(**{digest: "of last year", "next_due_on": due_on - timedelta(days=3)})
    assert refresh_positions(on=timezone.localdate()) == 1
    assert CachedPosition.objects.get(pk=petition.pk).next_due_on == due_on
    assert refresh_positions(on=timezone.localdate()) == 0


def test_one_command_mends_every_cached_row_and_adds_no_event() -> None:
    petition = _answered()
    CachedPosition.objects.update(stage="handling", next_due_on=None)
    CachedClock.objects.update(state="late")
    events = petition.events.count()
    assert not verify(on=timezone.localdate()).holds
    assert rebuild_positions(on=timezone.localdate()) == 1
    assert verify(on=timezone.localdate()).holds
    assert petition.events.count() == events
    assert CachedPosition.objects.get(pk=petition.pk).stage == position_of(petition).stage


def test_a_night_without_jobs_changes_no_clock() -> None:
    petition = _answered()
    with time_machine.travel(timezone.now() + timedelta(days=400), tick=False):
        assert position_of(petition).stage == "concluded"
