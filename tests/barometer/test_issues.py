"""Hot issues out of registered petitions: people are counted, accusations never enter, an update gives what a rebuild gives."""

from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.issues import linked, phones, some_petitions
from xinqiao.barometer.models import HotIssue, Membership
from xinqiao.barometer.snapshot import take_snapshot
from xinqiao.barometer.updating import rebuild, update
from xinqiao.linking.models import LinkState, MatterLink

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def told() -> list[dict[str, Any]]:
    """All that is kept of the issues, but for their row numbers and the moment."""
    found = [
        model_to_dict(issue, exclude=["id", "computed_at", "became"])
        | {"members": sorted(str(pk) for pk in issue.members.values_list("pk", flat=True))}
        for issue in HotIssue.objects.filter(people__gte=5)
    ]
    return sorted(found, key=lambda one: one["members"])


def test_an_issue_of_five_people_is_named_by_place_and_shared_words():
    city = a_city()
    linked(some_petitions(city, phones(6)))
    update(today())
    issue = HotIssue.objects.get()
    assert "演示花园" in issue.name
    assert (issue.people, issue.messages, issue.people_in_month) == (6, 6, 6)
    assert issue.place == city.places["district"]
    assert all(people >= 5 for _words, people in issue.evidence)
    assert sum(issue.months) == 6


def test_an_issue_is_about_what_at_least_half_of_its_letters_are_read_as():
    petitions = some_petitions(a_city(), phones(6))
    linked(petitions)
    update(today())
    Membership.objects.update(subject="环境保护/环境污染/大气与油烟")
    Membership.objects.filter(pk__in=[one.pk for one in petitions[:2]]).update(subject="环境保护/环境污染/噪声")
    rebuild(today())
    assert HotIssue.objects.get().subject == "环境保护/环境污染/大气与油烟"
    Membership.objects.filter(pk__in=[one.pk for one in petitions[:4]]).update(subject="")
    rebuild(today())
    assert HotIssue.objects.get().subject == ""


def test_four_people_are_no_issue_however_much_they_write():
    city = a_city()
    linked(some_petitions(city, [*phones(4), *phones(1) * 6]))
    update(today())
    assert not HotIssue.objects.exists()
    assert Membership.objects.count() == 10


def test_one_person_posting_fifty_times_does_not_move_the_heat():
    city = a_city()
    linked(some_petitions(city, phones(5), days_ago=0))
    update(today())
    before = HotIssue.objects.get()
    more = some_petitions(city, phones(1) * 50, days_ago=0)
    linked([*more, *(row.petition for row in Membership.objects.exclude(issue=None)[:1])])
    for one in more:
        for other in Membership.objects.exclude(issue=None).values_list("pk", flat=True):
            pair = sorted([one.pk, other])
            MatterLink.objects.get_or_create(
                one_id=pair[0],
                other_id=pair[1],
                defaults={
                    "likeness": "same_matter",
                    "probability": 0.9,
                    "judgement": "test",
                    "found_at": timezone.now(),
                },
            )
    update(today())
    after = HotIssue.objects.get()
    assert after.messages == 55
    assert after.people == before.people == 5
    assert after.heat <= before.heat


def test_those_who_gave_no_number_count_as_one():
    city = a_city()
    linked(some_petitions(city, [*phones(4), "", "", ""]))
    update(today())
    assert HotIssue.objects.get().people == 5


def test_an_accusation_never_enters_and_what_turns_out_one_leaves():
    city = a_city()
    accusation = some_petitions(city, phones(1), kind="accusation", accused_organisation=city["bureau"])
    others = some_petitions(city, phones(5, begin=10))
    linked([*accusation, *others])
    update(today())
    assert HotIssue.objects.get().people == 5
    assert not Membership.objects.filter(pk=accusation[0].pk).exists()
    keys = take_snapshot().keys()
    assert len(keys) == 5
    assert accusation[0].pk not in set(keys)

    first = min(others, key=lambda petition: petition.registered_at)
    first.accused_organisation = city["bureau"]
    first.save()
    assert update(today()).taken_out == 1
    assert not HotIssue.objects.filter(people__gte=5).exists()
    assert HotIssue.objects.get().name == ""


def test_todays_petitions_change_todays_issues_to_what_a_rebuild_would_make():
    city = a_city()
    early = some_petitions(city, phones(6), days_ago=40)
    linked(early)
    update(today())
    late = some_petitions(city, phones(7, begin=20), days_ago=0)
    linked(late)
    for one in late:
        for other in early:
            low, high = sorted([one.pk, other.pk])
            MatterLink.objects.create(
                one_id=low,
                other_id=high,
                likeness="same_matter",
                probability=0.8,
                judgement="t",
                found_at=timezone.now(),
            )
    update(today())
    updated = told()
    assert updated[0]["people"] == 13
    rebuild(today())
    assert told() == updated


def test_a_link_that_an_officer_refuses_parts_an_issue_at_the_next_update():
    city = a_city()
    one, other = some_petitions(city, phones(5)), some_petitions(city, phones(5, begin=10))
    linked([*one, *other])
    update(today())
    assert HotIssue.objects.get().people == 10
    ids = {petition.pk for petition in one}
    for link in MatterLink.objects.all():
        if (link.one_id in ids) != (link.other_id in ids):
            link.state, link.found_at = LinkState.REFUSED, timezone.now()
            link.save()
    update(today())
    assert sorted(HotIssue.objects.values_list("people", flat=True)) == [5, 5]


def test_a_snapshot_holds_no_identity_and_two_of_them_cannot_be_joined_by_a_person():
    city = a_city()
    some_petitions(city, phones(2), title="我是赵秉文，电话13800138000")
    update(today())
    one, other = take_snapshot(), take_snapshot()
    assert [row.on for row in one.rows] == [row.on for row in other.rows]
    assert not {p for row in one.rows for p in row.people} & {p for row in other.rows for p in row.people}
    text = one.texts([0])[0]
    assert "13800138000" not in text
    assert "赵秉文" not in text


def test_switched_off_nothing_is_formed(settings):
    settings.XINQIAO_LANGUAGE = False
    linked(some_petitions(a_city(), phones(6)))
    assert update(today()).issues == rebuild(today()).issues == 0
    assert not Membership.objects.exists()
