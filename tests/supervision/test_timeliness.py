"""How punctual an organisation was: in time, late, overdue, running; matters are counted, never persons."""

from datetime import date, timedelta

import pytest

from tests.builders.city import City, a_city
from tests.builders.petitions import a_petition
from xinqiao.petitions.models import CachedClock, Petition
from xinqiao.supervision.timeliness import Period, Timeliness, timeliness_for, timeliness_of_all

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 31)
DUE = date(2026, 3, 10)


def a_clock(city: City, at: str = "bureau", *, due_on: date = DUE, late_by: int | None = 0, **rest: object) -> Petition:
    """A handling clock met so many days after its last day; None: not met."""
    petition = a_petition(city)
    petition.clocks.all().delete()
    met_on = None if late_by is None else due_on + timedelta(days=late_by)
    state = "running" if met_on is None else "met" if met_on <= due_on else "late"
    CachedClock.objects.create(
        petition=petition,
        organisation=city[at],
        **{
            "name": "handling",
            "started_on": due_on - timedelta(days=60),
            "due_on": due_on,
            "met_on": met_on,
            "state": state,
        }
        | rest,
    )
    return petition


def row_of(city: City, at: str = "bureau", viewer: str = "office_head", **options: object) -> Timeliness:
    return next(
        row for row in timeliness_for(city.officer(viewer), on=TODAY, **options) if row.organisation_id == city[at].pk
    )


def test_met_in_time_met_late_overdue_and_running_are_told_apart() -> None:
    city = a_city()
    for late_by in (-3, 0, 1, 5, 9, None):
        a_clock(city, late_by=late_by)
    a_clock(city, due_on=TODAY, late_by=None)
    row = row_of(city)
    assert (row.met, row.met_late, row.overdue, row.running) == (2, 3, 1, 1)
    assert (row.n, row.late, row.share_met) == (6, 4, 2 / 6)


def test_lateness_has_a_distribution_a_median_and_a_maximum() -> None:
    city = a_city()
    for late_by in (1, 1, 5, 9, None):
        a_clock(city, late_by=late_by)
    row = row_of(city)
    assert row.lateness == {1: 2, 5: 1, 9: 1, 21: 1}
    assert (row.median_lateness_days, row.maximum_lateness_days) == (5, 21)
    assert row.lateness_quantile_days(0.9) == 21


def test_nobody_is_late_where_nothing_is_late() -> None:
    city = a_city()
    a_clock(city, due_on=TODAY, late_by=None)
    row = row_of(city)
    assert (row.n, row.share_met, row.median_lateness_days, row.maximum_lateness_days) == (0, None, None, None)


def test_clocks_that_ended_otherwise_say_nothing() -> None:
    city = a_city()
    a_clock(city, late_by=None, state="ended")
    a_clock(city, late_by=None, state="lapsed")
    assert timeliness_for(city.officer("office_head"), on=TODAY) == []


def test_a_period_bounds_the_due_day_on_both_sides() -> None:
    city = a_city()
    for day in (9, 10, 11):
        a_clock(city, due_on=date(2026, 3, day))
    assert row_of(city, period=Period(from_on=date(2026, 3, 10))).n == 2
    assert row_of(city, period=Period(until_on=date(2026, 3, 9))).n == 1
    assert row_of(city, period=Period(from_on=date(2026, 3, 10), until_on=date(2026, 3, 10))).n == 1


def test_reconstructed_matters_are_marked_by_their_share() -> None:
    city = a_city()
    petition = a_clock(city)
    a_clock(city)
    Petition.objects.filter(pk=petition.pk).update(is_reconstructed=True)
    assert row_of(city).share_reconstructed == 0.5


def test_a_supervisor_sees_the_branch_and_a_head_the_own_organisation_only() -> None:
    city = a_city()
    for at in ("bureau", "transport", "district_bureau", "street"):
        a_clock(city, at=at)
    seen = {
        viewer: {row.organisation_id for row in timeliness_for(city.officer(viewer), on=TODAY)}
        for viewer in (
            "office_head",
            "district_clerk",
            "head",
            "handler",
            "administrator",
        )
    }
    assert seen["office_head"] == {city[at].pk for at in ("bureau", "transport", "district_bureau", "street")}
    assert seen["district_clerk"] == {city["district_bureau"].pk, city["street"].pk}
    assert seen["head"] == {city["bureau"].pk}
    assert seen["handler"] == seen["administrator"] == set()


def test_whoever_stands_in_the_conflict_set_does_not_count_the_petition() -> None:
    city = a_city()
    petition = a_clock(city)
    a_clock(city)
    Petition.objects.filter(pk=petition.pk).update(accused_officer=city.officers["head"])
    assert row_of(city, viewer="head").n == 1
    assert row_of(city, viewer="office_head").n == 2


def test_the_whole_installation_is_counted_by_clock_without_organisations() -> None:
    city = a_city()
    a_clock(city, at="bureau", late_by=2)
    a_clock(city, at="street")
    a_clock(city, at="street", name="triage")
    rows = timeliness_of_all(on=TODAY, clock="handling")
    assert [(row.clock, row.n, row.late, row.organisation_id) for row in rows] == [("handling", 2, 1, None)]
