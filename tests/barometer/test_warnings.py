"""Early warnings out of registered petitions: a planted rise is told once, with its day; a decision stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.issues import linked, phones, some_petitions
from xinqiao.barometer.coarsening import in_fives
from xinqiao.barometer.deciding import decide_warning
from xinqiao.barometer.models import EarlyWarning
from xinqiao.barometer.updating import rebuild, update
from xinqiao.petitions.acting import NotPermitted

pytestmark = pytest.mark.django_db


def a_rise():
    """Half a year of one letter now and then from the city, and nine people of the district within nine days."""
    city = a_city()
    for back in range(200, 20, -12):
        some_petitions(city, phones(1, begin=1000 + back), days_ago=back, title="路灯不亮", place=city.places["city"])
    linked(some_petitions(city, phones(9), days_ago=0))
    return city


def test_a_rise_is_told_with_what_was_usual_and_once():
    a_rise()
    update(timezone.localdate())
    cell = EarlyWarning.objects.get(kind="cell")
    assert cell.place.name == "东渡区"
    assert cell.people >= 5
    assert cell.expected < cell.people / 2
    assert EarlyWarning.objects.filter(kind="issue").count() == 1
    update(timezone.localdate() + timedelta(days=1))
    assert EarlyWarning.objects.filter(kind="cell").count() == 1


def test_the_back_test_tells_the_day_on_which_a_year_of_scans_would_have_warned():
    a_rise()
    rebuild(timezone.localdate())
    cells = EarlyWarning.objects.filter(kind="cell")
    assert cells.count() >= 1
    first = cells.order_by("raised_on").first()
    assert first.raised_on < timezone.localdate()
    assert first.days_before is not None


def test_words_that_rise_are_told_at_the_rebuild_without_a_persons_data():
    a_rise()
    rebuild(timezone.localdate())
    phrases = EarlyWarning.objects.filter(kind="phrase")
    assert phrases.exists()
    assert all(phrase.people >= 5 for phrase in phrases)


def test_what_an_analyst_decided_stays_when_all_is_made_anew():
    city = a_rise()
    rebuild(timezone.localdate())
    warning = EarlyWarning.objects.filter(kind="cell").first()
    decide_warning(warning=warning, officer=city.officer("office_head"), decision="false_alarm", words="演练")
    rebuild(timezone.localdate())
    kept = EarlyWarning.objects.get(pk=warning.pk)
    assert (kept.decision, kept.words, kept.decided_by.name) == ("false_alarm", "演练", "Office_head")
    assert EarlyWarning.objects.filter(kind="cell", key=warning.key).count() == 1


def test_who_may_not_see_issues_decides_nothing():
    city = a_rise()
    update(timezone.localdate())
    with pytest.raises(NotPermitted):
        decide_warning(warning=EarlyWarning.objects.first(), officer=city.officer("handler"), decision="noted")


def test_counts_are_told_in_fives_so_that_no_two_of_them_differ_by_less():
    shown = [in_fives(people) for people in range(60)]
    assert {abs(one - other) for one in shown for other in shown} <= set(range(0, 60, 5))
    assert all(count == 0 for count in shown[:5])
