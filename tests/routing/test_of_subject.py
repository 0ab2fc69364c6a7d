"""What officers confirmed of earlier petitions speaks for who took them up, and against whom they came back from."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, lead_to_handling
from xinqiao.language.subjects.tree import paths
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.routing.confirming import confirm_subject, confirmed_subject_of, path_confirmed
from xinqiao.routing.of_subject import taken_up
from xinqiao.routing.suggesting import suggest_competent

pytestmark = pytest.mark.django_db
# Words that speak of nobody: what is learned here is the subject's alone.
SAYS_LITTLE = {"title": "一件事", "body": "请看附件。"}
TAXIS, BUSES, HEATING = "030101", "030201", "010401"
LONG_AGO = timezone.now() - timedelta(days=4000)


@pytest.fixture
def city():
    return a_city()


def confirmed(city, petition: Petition, code: str) -> Petition:
    confirm_subject(petition, path=paths()[code], officer=city.officer("clerk"), seen=None, at=timezone.now())
    return petition


def accepted_by_the_bureau(city, code: str, times: int) -> None:
    for _number in range(times):
        lead_to_handling(city, confirmed(city, a_petition(city, **SAYS_LITTLE), code))


def returned_by_the_bureau(city, code: str) -> None:
    petition = confirmed(city, a_petition(city, **SAYS_LITTLE), code)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    do("object", petition, city.officer("handler"), reason="属交通局职权。")
    do("return_to_sender", petition, city.officer("clerk"), reason="同意退回。")


def seen_by(city, name: str = "clerk"):
    return visible_to(Actor.of_officer(city.officer(name)))


def suggested_for(city, petition: Petition):
    kept = confirmed_subject_of(petition)
    return suggest_competent(petition, path_confirmed(kept) if kept else None, seen_by(city))


def weight_of(suggested, name: str) -> float:
    return {one.organisation.name: one.weight for one in suggested.bodies}.get(name, 0.0)


def test_a_confirmed_override_changes_who_is_suggested_first(city):
    accepted_by_the_bureau(city, TAXIS, 8)
    letter = a_petition(city, title="出租车拒载", body="出租车拒载。")
    by_words = suggested_for(city, letter)
    assert by_words.bodies[0].organisation == city["transport"]
    weights_before = weight_of(by_words, "信桥市住建局"), weight_of(by_words, "信桥市交通局")
    confirmed(city, letter, TAXIS)
    learned = suggested_for(city, letter)
    assert weight_of(learned, "信桥市住建局") > weights_before[0]
    # The rules still lead: what was accepted never speaks louder than two of their words.
    assert learned.bodies[0].organisation == city["transport"] and weight_of(learned, "信桥市住建局") <= 2.0
    silent = confirmed(city, a_petition(city, **SAYS_LITTLE), "010101")
    assert suggested_for(city, silent).bodies[0].organisation == city["bureau"]
    confirmed(city, silent, "02")
    assert city["bureau"] not in [one.organisation for one in suggested_for(city, silent).bodies]


def test_the_very_subject_counts_whole_its_parents_less_and_a_petition_once(city):
    accepted_by_the_bureau(city, TAXIS, 2)
    accepted_by_the_bureau(city, BUSES, 1)
    letter = a_petition(city, **SAYS_LITTLE)
    taken = taken_up(seen_by(city), paths()[TAXIS], besides=letter, since=LONG_AGO)[city["bureau"].pk]
    assert (taken.accepted, taken.exactly, taken.weighed) == (3, 2, 2.25)
    assert taken.newest_on == timezone.localdate()
    branch = taken_up(seen_by(city), paths()["03"], besides=letter, since=LONG_AGO)[city["bureau"].pk]
    assert (branch.accepted, branch.exactly) == (3, 3)
    assert taken_up(seen_by(city), paths()["02"], besides=letter, since=LONG_AGO) == {}


def test_a_referral_that_came_back_counts_against(city):
    accepted_by_the_bureau(city, TAXIS, 4)
    letter = confirmed(city, a_petition(city, **SAYS_LITTLE), TAXIS)
    before = weight_of(suggested_for(city, letter), "信桥市住建局")
    returned_by_the_bureau(city, TAXIS)
    after = suggested_for(city, letter)
    assert 0 < weight_of(after, "信桥市住建局") < before
    (taken,) = [one.reasons.of_subject for one in after.bodies if one.organisation == city["bureau"]]
    assert (taken.accepted, taken.returned) == (4, 1)
    for _number in range(2):
        returned_by_the_bureau(city, TAXIS)
    assert weight_of(suggested_for(city, letter), "信桥市住建局") == 0.0


def test_rules_are_weighed_down_where_such_petitions_came_back(city):
    heating = {"title": "暖气不热", "body": "供热管网坏了。"}
    letter = confirmed(city, a_petition(city, **heating), HEATING)
    before = weight_of(suggested_for(city, letter), "信桥市住建局")
    for _number in range(3):
        returned_by_the_bureau(city, HEATING)
    after = suggested_for(city, letter)
    assert before - 2.0 <= weight_of(after, "信桥市住建局") < before
    assert after.bodies[0].reasons.of_subject.returned == 3


def test_what_is_learned_alone_is_never_sure_a_person_decides(city):
    accepted_by_the_bureau(city, TAXIS, 10)
    (only,) = suggested_for(city, confirmed(city, a_petition(city, **SAYS_LITTLE), "0301")).bodies[:1]
    assert only.organisation in (city["bureau"], city["transport"])
    alone = confirmed(city, a_petition(city, **SAYS_LITTLE, accused_organisation=city["transport"]), TAXIS)
    suggested = suggested_for(city, alone)
    assert [one.organisation for one in suggested.bodies] == [city["bureau"]]
    assert not suggested.is_sure


def test_fewer_than_three_or_what_was_before_the_time_looked_back_teach_nothing(city):
    accepted_by_the_bureau(city, TAXIS, 2)
    letter = confirmed(city, a_petition(city, **SAYS_LITTLE), TAXIS)
    assert weight_of(suggested_for(city, letter), "信桥市住建局") == 0.0
    tomorrow = timezone.now() + timedelta(days=1)
    taken = taken_up(seen_by(city), paths()[TAXIS], besides=letter, since=tomorrow)
    assert taken == {}


def test_nobody_in_the_conflict_set_is_named_and_an_accusation_learns_and_teaches_nothing(city):
    accepted_by_the_bureau(city, TAXIS, 5)
    accused = confirmed(city, a_petition(city, **SAYS_LITTLE, accused_organisation=city["bureau"]), TAXIS)
    assert weight_of(suggested_for(city, accused), "信桥市住建局") == 0.0
    became_one = confirmed(city, a_petition(city, **SAYS_LITTLE), TAXIS)
    given = {"kind": "accusation", "route": "petition_procedure", "reason": "见信"}
    do("reclassify", became_one, city.officer("clerk"), **given)
    became_one = Petition.objects.select_related("position").get(pk=became_one.pk)
    kept = path_confirmed(confirmed_subject_of(became_one))
    assert all(not one.reasons.of_subject for one in suggest_competent(became_one, kept, Petition.objects.all()).bodies)


def test_nothing_is_learned_from_what_the_officer_may_not_see(city):
    accepted_by_the_bureau(city, TAXIS, 5)
    letter = confirmed(city, a_petition(city, **SAYS_LITTLE), TAXIS)
    assert suggest_competent(letter, paths()[TAXIS], Petition.objects.none()).bodies[0].organisation != city["bureau"]
