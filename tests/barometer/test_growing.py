"""Days updated one by one leave the issues, members, heats and warnings that making all of it anew leaves."""

from datetime import timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.issues import linked, phones, some_petitions
from xinqiao.barometer.models import EarlyWarning, HotIssue, Membership
from xinqiao.barometer.updating import rebuild, update
from xinqiao.linking.models import LinkState, MatterLink

pytestmark = pytest.mark.django_db


def told() -> dict[str, list[Any]]:
    """What stands of the issues and the warnings, but for row numbers and moments."""
    issues = [
        model_to_dict(issue, exclude=["id", "computed_at", "became"])
        | {"members": sorted(str(pk) for pk in issue.members.values_list("pk", flat=True))}
        for issue in HotIssue.objects.filter(people__gte=5)
    ]
    warnings = [
        model_to_dict(one, exclude=["id"])
        for one in EarlyWarning.objects.exclude(kind="phrase").order_by("kind", "key", "raised_on")
    ]
    return {"issues": sorted(issues, key=lambda one: one["members"]), "warnings": warnings}


def test_issues_that_come_together_are_what_a_rebuild_makes_of_them_and_a_rise_keeps_its_row():
    """Two rises of one matter that come together on a later day, among letters of every fortnight."""
    city, today = a_city(), timezone.localdate()
    for back in range(160, 60, -14):
        some_petitions(city, phones(1, begin=1000 + back), days_ago=back, title="路灯不亮", place=city.places["city"])
    update(today - timedelta(days=61))
    first: list[Any] = []
    for back, people in ((30, range(5)), (29, range(5, 7)), (12, range(20, 26)), (11, range(26, 28)), (0, range(6, 9))):
        for number in people:
            first += some_petitions(city, phones(1, begin=number), days_ago=back)
        MatterLink.objects.all().delete()
        early = [one for one in first if (today - timezone.localdate(one.registered_at)).days > 20]
        late = [one for one in first if one not in early]
        for part in (early, late) if back else (first,):
            linked(part)
        update(today - timedelta(days=back))
        update(today - timedelta(days=back))
    grown = told()
    assert [one["people"] for one in grown["issues"]] == [17]
    assert {one["kind"] for one in grown["warnings"]} == {"cell", "issue"}
    rows = set(EarlyWarning.objects.exclude(kind="phrase").values_list("pk", flat=True))
    rebuild(today)
    assert told()["issues"] == grown["issues"]
    rebuild(today)
    assert told()["issues"] == grown["issues"]
    assert rows & set(EarlyWarning.objects.values_list("pk", flat=True)), "a rise found again keeps its row"


def test_an_issue_that_only_grows_has_the_same_warnings_day_by_day_and_at_once():
    city, today = a_city(), timezone.localdate()
    for back in range(160, 60, -14):
        some_petitions(city, phones(1, begin=1000 + back), days_ago=back, title="路灯不亮", place=city.places["city"])
    grown: list[Any] = []
    for back, people in ((30, range(4)), (29, range(4, 8)), (10, range(8, 9)), (4, range(20, 27)), (0, range(6, 9))):
        for number in people:
            grown += some_petitions(city, phones(1, begin=number), days_ago=back)
        MatterLink.objects.all().delete()
        linked(grown)
        update(today - timedelta(days=back))
    day_by_day = told()
    assert len(day_by_day["warnings"]) >= 2
    rebuild(today)
    assert told() == day_by_day


def test_an_address_stays_when_the_first_petition_leaves_and_when_a_link_is_taken_back():
    city, today = a_city(), timezone.localdate()
    petitions = some_petitions(city, phones(8))
    linked(petitions)
    update(today)
    number = HotIssue.objects.get().pk
    petitions[0].accused_organisation = city["bureau"]
    petitions[0].save()
    update(today)
    assert HotIssue.objects.get(people__gte=5).pk == number
    MatterLink.objects.filter(one=petitions[1]).update(state=LinkState.REFUSED, found_at=timezone.now())
    MatterLink.objects.filter(other=petitions[1]).update(state=LinkState.REFUSED, found_at=timezone.now())
    update(today)
    issue = HotIssue.objects.get(people__gte=5)
    assert (issue.pk, issue.people) == (number, 6)
    assert EarlyWarning.objects.filter(kind="issue", key=str(petitions[0].pk)).count() == 0


def test_an_issue_that_joins_a_larger_one_says_which_it_became_and_keeps_no_word():
    city, today = a_city(), timezone.localdate()
    small, large = some_petitions(city, phones(5, begin=50)), some_petitions(city, phones(7))
    linked(small)
    linked(large)
    update(today)
    address = Membership.objects.get(pk=small[0].pk).issue
    larger = Membership.objects.get(pk=large[0].pk).issue
    MatterLink.objects.all().delete()
    linked([*small, *large])
    update(today)
    address.refresh_from_db()
    assert (address.became, address.people, address.name, address.evidence) == (larger, 0, "", [])
    assert HotIssue.objects.get(people__gte=5).people == 12


def test_an_issue_that_falls_below_five_people_and_rises_again_has_its_old_address():
    city, today = a_city(), timezone.localdate()
    petitions = some_petitions(city, phones(5))
    linked(petitions)
    update(today)
    number = HotIssue.objects.get().pk
    petitions[2].accused_organisation = city["bureau"]
    petitions[2].save()
    update(today)
    assert HotIssue.objects.get().people == 0
    MatterLink.objects.all().delete()
    linked([*petitions[:2], *petitions[3:], *some_petitions(city, phones(1, begin=80), days_ago=0)])
    update(today)
    assert (HotIssue.objects.get().pk, HotIssue.objects.get().people) == (number, 5)
