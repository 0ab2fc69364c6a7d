"""A newly announced holiday moves running last days; both days stay on record, and who is told of news is told."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone, translation

from tests.builders.city import City, a_city
from tests.builders.petitions import a_petition, do, lead_to_handling
from xinqiao.config.wiring import FOLLOWS
from xinqiao.petitions import positions
from xinqiao.petitions.acting import dossier as dossiers
from xinqiao.petitions.acting.moved_dates import MOVED
from xinqiao.petitions.models import CachedClock, CachedPosition, Event, Petition
from xinqiao.petitions.positions import refresh_positions
from xinqiao.petitions.verifying import verify
from xinqiao.procedure.calendar import Calendar, Holiday
from xinqiao.procedure.statute import Statute
from xinqiao.web.components.moved_dates import moved_in_words

pytestmark = pytest.mark.django_db


def _handled(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    return petition


def _with_a_day_off(statute: Statute, day: date) -> Statute:
    """The statute on a calendar where that day has become a holiday."""
    calendar = statute.calendar
    year = calendar.years.get(day.year)
    assert year is not None
    more = replace(year, holidays=(*year.holidays, Holiday("announced", day, day)))
    others = [one for one in calendar.years.values() if one.year != day.year]
    return statute.with_calendar(Calendar([*others, more], calendar.rest_weekdays))


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch):
    """Make a day a holiday, as though a new calendar had been installed."""
    real = dossiers.statute

    def announce(day: date) -> None:
        for room in (dossiers, positions):
            monkeypatch.setattr(room, "statute", lambda *given: _with_a_day_off(real(*given), day))

    return announce


def _handling(petition: Petition) -> CachedClock:
    return CachedClock.objects.get(petition=petition, name="handling")


def _moved(petition: Petition) -> list[Event]:
    return list(petition.events.filter(kind=MOVED))


def test_both_days_stay_on_record_and_the_chain_is_whole(announced) -> None:
    petition = _handled(a_city())
    before = _handling(petition).due_on
    assert before is not None
    announced(before)
    assert refresh_positions(on=timezone.localdate()) == 1
    after = _handling(petition).due_on
    assert after is not None and after > before
    (event,) = _moved(petition)
    assert not event.is_fact
    (one,) = [moved for moved in event.data["moved"] if moved["clock"] == "handling"]
    assert (one["from"], one["to"]) == (before.isoformat(), after.isoformat())
    assert event.data["because"] == "calendar"
    assert event.data["officer"] == CachedPosition.objects.get(pk=petition.pk).responsible_officer_id
    assert verify(on=timezone.localdate()).holds
    assert refresh_positions(on=timezone.localdate()) == 0
    assert len(_moved(petition)) == 1


def test_a_holiday_that_moves_no_last_day_leaves_no_note(announced) -> None:
    petition = _handled(a_city())
    due_on = _handling(petition).due_on
    assert due_on is not None
    # A day in the middle of a period of calendar days counts like any other.
    announced(date.fromordinal(due_on.toordinal() - 20))
    refresh_positions(on=timezone.localdate())
    assert not _moved(petition)


def test_an_act_done_before_the_night_notes_it_too_and_not_its_own_doing(announced) -> None:
    city = a_city()
    petition = _handled(city)
    due_on = _handling(petition).due_on
    assert due_on is not None
    announced(due_on)
    do("hear", petition, city.officer("handler"), summary="当面听取陈述。")
    (event,) = _moved(petition)
    assert {one["clock"] for one in event.data["moved"]} == {"handling"}


def test_whoever_chose_notices_is_told() -> None:
    assert any("tell_of_event" in follow.task for follow in FOLLOWS[MOVED])


def test_both_faces_say_it_in_the_same_words() -> None:
    moved = {"clock": "handling", "nth": 1, "from": "2027-01-29", "to": "2027-02-01"}
    with translation.override("en"):
        said = list(moved_in_words({"because": "calendar", "moved": [moved]}))
    assert said[0].endswith("until 29 January 2027, now until 1 February 2027")
    assert said[1].startswith("The public holidays were announced")
