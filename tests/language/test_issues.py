"""Hot issues: groups of petitions, a heat that counts people, a warning before everybody knows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinqiao.benchmarks.planted_matters import plant
from xinqiao.language.issues.grouping import group
from xinqiao.language.issues.heat import Voice, measure
from xinqiao.language.issues.issues import Issues, Message
from xinqiao.language.issues.warning import Sighting, day_of_half, first_warnings, warn
from xinqiao.language.places import find_places

DAY = date(2026, 3, 2)


def test_one_chance_link_does_not_join_two_groups() -> None:
    links = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (3, 4): 0.9, (2, 3): 0.6}
    assert group(range(6), links, at_least=0.5) == [[0, 1, 2], [3, 4], [5]]


@given(st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 8)), st.floats(0, 1), max_size=30))
def test_every_petition_is_in_exactly_one_group(links: dict[tuple[int, int], float]) -> None:
    ordered = {(min(pair), max(pair)): chance for pair, chance in links.items() if pair[0] != pair[1]}
    groups = group(range(9), ordered, at_least=0.4)
    assert sorted(number for numbers in groups for number in numbers) == list(range(9))


def test_one_person_posting_fifty_times_does_not_move_the_heat() -> None:
    voices = [Voice("P1", DAY), Voice("P2", DAY + timedelta(days=1))]
    fifty = [Voice("P1", DAY + timedelta(days=day)) for day in range(50)]
    on = DAY + timedelta(days=60)
    assert measure(voices + fifty, on).heat == measure(voices, on).heat
    assert measure(voices + fifty, on).people == 2
    assert measure([*voices, Voice("P3", DAY)], on).heat > measure(voices, on).heat


def test_letters_without_a_name_are_one_voice_together() -> None:
    assert measure([Voice(None, DAY)] * 20, DAY).heat == measure([Voice(None, DAY)], DAY).heat


def test_heat_fades_and_an_issue_that_comes_back_is_counted() -> None:
    voices = [Voice("P1", DAY), Voice("P2", DAY + timedelta(days=200))]
    assert measure(voices[:1], DAY + timedelta(days=60)).heat == pytest.approx(0.5)
    measures = measure(voices, DAY + timedelta(days=200))
    assert (measures.recurrences, measures.span_days, measures.people) == (1, 201, 2)


def test_how_far_an_issue_has_spread_is_told_beside_how_far_it_had_a_month_ago() -> None:
    voices = [Voice("P1", DAY, place="甲小区", organisation="城管"), Voice("P2", DAY, place="甲小区")]
    later = [
        Voice(f"Q{at}", DAY + timedelta(days=45), place=place) for at, place in enumerate(("乙小区", "丙小区", ""))
    ]
    measures = measure(voices + later, DAY + timedelta(days=60))
    assert (measures.places, measures.places_month_ago, measures.organisations) == (3, 1, 1)


def messages(rows: int = 240) -> list[Message]:
    """Invented petitions in the order of their days."""
    planted = plant(rows, matters=20, seed=3)
    return sorted(
        (Message(row.id, row.person, date.fromisoformat(row.at), row.text) for row in planted), key=lambda one: one.on
    )


def test_a_days_petitions_update_the_issues_to_what_all_at_once_would_give() -> None:
    all_messages = messages()
    at_once, daily = Issues(), Issues()
    at_once.add(all_messages)
    daily.add(all_messages[:200])
    for message in all_messages[200:]:
        daily.add([message])
    together = [set(ids) for ids in at_once.groups() if len(ids) > 1]
    kept = sum(set(ids) in together for ids in daily.groups() if len(ids) > 1)
    assert together
    # the judgement itself, and which words are seldom, move a little with each letter
    assert kept >= 0.75 * len(together)
    assert sorted(number for ids in daily.groups() for number in ids) == sorted(message.id for message in all_messages)


def test_an_issue_is_named_by_its_place_and_shows_what_its_petitions_share() -> None:
    texts = (
        "华源小区楼下烧烤店油烟扰民\n我家住在华源小区3栋，烧烤店没有烟道，油烟直接排到楼上。",
        "投诉华源小区烧烤店油烟直排\n华源小区3栋底层烧烤店营业到半夜，油烟直接排到楼上住户家。",
        "华源小区的油烟谁来管\n华源小区3栋一楼烧烤店没有烟道，油烟直接排到楼上，孩子咳嗽。",
    )
    issues = Issues()
    issues.add([*messages(60), *(Message(1000 + at, f"Q{at}", DAY, text) for at, text in enumerate(texts))])
    issue = next(one for one in issues.on(date(2026, 12, 31)) if 1000 in one.ids)
    assert set(issue.ids) == {1000, 1001, 1002}
    assert "华源小区" in issue.place
    assert any("油烟直接排到楼上" in phrase.words or phrase.words in "油烟直接排到楼上" for phrase in issue.evidence)
    assert issue not in issues.on(date(2026, 12, 31), least_people=5)


def test_a_rise_is_warned_of_before_half_of_the_people_wrote_and_a_steady_stream_is_not() -> None:
    rising = [Sighting("A3区 油烟", f"P{at}", DAY + timedelta(days=200 + at // 3)) for at in range(60)]
    steady = [Sighting("A1区 停水", f"S{at}", DAY + timedelta(days=at * 3)) for at in range(100)]
    first = first_warnings(rising + steady)
    assert "A1区 停水" not in first
    assert first["A3区 油烟"] < day_of_half(rising)["A3区 油烟"]


def test_fewer_false_alarms_are_had_by_asking_for_fewer() -> None:
    some = [Sighting(f"cell {at % 7}", f"P{at}", DAY + timedelta(days=(at * at) % 300)) for at in range(400)]
    on = DAY + timedelta(days=299)
    assert len(warn(some, on, false_alarms_a_year=0.001)) <= len(warn(some, on, false_alarms_a_year=5000))


def test_one_person_alone_never_raises_a_warning() -> None:
    alone = [Sighting("A3区 油烟", "P1", DAY + timedelta(days=at % 3)) for at in range(50)]
    assert warn(alone, DAY + timedelta(days=3)) == []


def test_places_are_found_with_where_they_stand_masked_ones_too() -> None:
    text = "反映A3区桐梓路华源小区停水"
    names = {text[place.start : place.end]: place.is_masked for place in find_places(text)}
    assert names["A3区"] is True
    assert any("华源小区" in name for name in names)
