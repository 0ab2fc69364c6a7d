"""Issues day by day are what all at once would give; their addresses stay; a shared place alone makes no issue."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinqiao.language.issues.grouping import group
from xinqiao.language.issues.growing import GrowingGroups
from xinqiao.language.issues.heat import Voice, measure
from xinqiao.language.issues.identity import keep_identities
from xinqiao.language.issues.supporting import Support, read_said, supported
from xinqiao.language.issues.warning import Sighting, warn

DAY = date(2026, 3, 2)
NUMBERS = st.integers(0, 11)
LINKS = st.dictionaries(
    st.tuples(NUMBERS, NUMBERS), st.sampled_from([0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]), max_size=40
)
PARTS = st.lists(st.sets(NUMBERS, min_size=1), max_size=6)


def ascending(links: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    return {(min(pair), max(pair)): chance for pair, chance in links.items() if pair[0] != pair[1]}


def day_by_day(links: dict[tuple[int, int], float], days: list[int]) -> list[list[list[int]]]:
    """The groups after each day; `days` are on which day each number came, ascending."""
    grown, after = GrowingGroups(0.65), []
    for day in sorted(set(days)):
        new = [number for number, on in enumerate(days) if on == day]
        grown.add(new, {pair: chance for pair, chance in links.items() if pair[1] in new})
        after.append(grown.groups())
    return after


@given(LINKS, st.lists(st.integers(0, 5), min_size=12, max_size=12).map(sorted))
def test_groups_of_each_day_are_those_that_all_its_petitions_at_once_would_make(
    links: dict[tuple[int, int], float], days: list[int]
) -> None:
    links = ascending(links)
    for day, groups in zip(sorted(set(days)), day_by_day(links, days), strict=True):
        known = [number for number, on in enumerate(days) if on <= day]
        assert groups == group(known, {p: c for p, c in links.items() if p[1] in known}, at_least=0.65)


@given(LINKS, st.lists(st.integers(0, 40), min_size=12, max_size=12).map(sorted))
def test_heats_and_warnings_of_issues_that_grew_are_those_of_a_rebuild(
    links: dict[tuple[int, int], float], days: list[int]
) -> None:
    links = ascending(links)
    on = DAY + timedelta(days=60 + days[-1])
    grown = day_by_day(links, days)[-1]
    rebuilt = group(range(12), links, at_least=0.65)

    def told(groups: list[list[int]]) -> list[object]:
        at = [DAY + timedelta(days=60 + day) for day in days]
        heats = [measure([Voice(f"P{one % 9}", at[one]) for one in numbers], on) for numbers in groups]
        sightings = [Sighting(str(numbers[0]), f"P{one % 9}", at[one]) for numbers in groups for one in numbers]
        return [heats, warn(sightings, on, least_people=2, false_alarms_a_year=3650, since=DAY)]

    assert told(grown) == told(rebuilt)


def test_an_issue_keeps_its_number_when_its_first_petition_leaves_or_another_joins() -> None:
    same = keep_identities({7: {"a", "b", "c"}}, [{"x"}, {"b", "c", "d"}])
    assert (same.of_groups, same.became) == ([None, 7], {})


def test_of_issues_that_come_together_the_larger_keeps_its_number_of_as_large_the_older() -> None:
    assert keep_identities({1: {"a"}, 2: {"b", "c"}}, [{"a", "b", "c"}]).became == {1: 2}
    assert keep_identities({1: {"a"}, 2: {"b"}}, [{"a", "b"}]).became == {2: 1}


def test_of_an_issue_that_is_parted_most_petitions_keep_the_number() -> None:
    same = keep_identities({1: {"a", "b", "c"}}, [{"a"}, {"b", "c"}])
    assert (same.of_groups, same.became) == ([None, 1], {})


def test_an_issue_of_which_no_petition_is_left_became_nothing() -> None:
    assert keep_identities({3: {"a"}}, [{"b"}]).became == {3: None}


@given(PARTS, PARTS)
def test_each_issue_goes_on_in_one_group_or_says_which_one_it_became(
    before: list[set[int]], after: list[set[int]]
) -> None:
    was, groups = dict(enumerate(_apart(before))), _apart(after)
    same = keep_identities(was, groups)
    kept = [issue for issue in same.of_groups if issue is not None]
    assert sorted([*kept, *same.became]) == sorted(was)
    for issue, successor in same.became.items():
        assert successor is None or successor in kept
        assert (successor is None) == was[issue].isdisjoint(set().union(*groups))
    # asked again nothing changes
    again = {
        at if issue is None else issue: members
        for at, (issue, members) in enumerate(zip(same.of_groups, groups, strict=True), 100)
    }
    numbers = {issue: at for at, issue in enumerate(same.of_groups) if issue is not None}
    assert all(keep_identities(again, groups).of_groups[at] == issue for issue, at in numbers.items())


def _apart(parts: list[set[int]]) -> list[set[int]]:
    taken: set[int] = set()
    found = []
    for part in parts:
        if part - taken:
            found.append(part - taken)
            taken |= part
    return found


PLACE = "演示街道灯塔社区"
LETTERS = {
    0: f"邻里漏水（{PLACE}）\n{PLACE}楼上漏水，入冬以来找了三次都没有人调解。请组织双方调解。",
    1: f"社区食堂关门（{PLACE}）\n{PLACE}的社区食堂雨季关门，独居老人没有地方吃饭。请恢复供餐。",
    2: f"残疾人补贴（{PLACE}）\n雨季复核后，我在{PLACE}的护理补贴停了，没有人告诉我为什么。",
    3: f"楼上漏水（{PLACE}）\n{PLACE}三楼漏水，我家天花板泡坏了，找了几次没有人来调解。",
}
OTHERS = [f"路口{number}号的路灯不亮，请恢复。没有人管，请派人来修。" for number in range(60)]


def test_short_letters_about_other_troubles_at_one_place_are_not_one_matter() -> None:
    links = {(one, other): 0.9 for one in LETTERS for other in LETTERS if one < other}
    told = supported(links, LETTERS, [*LETTERS.values(), *OTHERS])
    assert told[0, 3] == pytest.approx(0.9)
    assert all(chance < 0.4 for pair, chance in told.items() if pair != (0, 3))
    assert group(LETTERS, told, at_least=0.65) == [[0, 3], [1], [2]]


def test_the_same_letter_supports_its_link_in_an_office_of_a_handful() -> None:
    support = Support()
    for _letter in range(6):
        support.add(LETTERS[0])
    assert support.of(read_said(LETTERS[0]), read_said(LETTERS[0])) == 1.0


@pytest.mark.parametrize("text", ["", "啊", "😀", "only English", "\n\n"])
def test_a_letter_that_says_nothing_supports_nothing(text: str) -> None:
    assert Support().of(read_said(text), read_said(LETTERS[0])) == 0.0


@pytest.mark.parametrize(("cells", "a_day"), [(10, 0.1), (60, 0.04), (600, 0.01)])
def test_where_nothing_rises_issues_raise_no_more_alarms_than_were_asked_for(cells: int, a_day: float) -> None:
    """Days of alarm a year over all the issues of a page together, of two invented years of chance."""
    asked, alarms, days = 60.0, 0, 0
    for seed in (1, 2):
        random = np.random.default_rng(seed)
        quiet = [
            Sighting(f"{cell}", f"{cell}-{number}", DAY + timedelta(days=int(day)))
            for cell in range(cells)
            for number, day in enumerate(random.integers(0, 560, random.poisson(a_day * 560)))
        ]
        for day in range(210, 560, 5):
            days += 1
            found = warn(quiet, DAY + timedelta(days=day), false_alarms_a_year=asked)
            assert all(alarm.chance < asked / 365 for alarm in found)
            alarms += bool(found)
    assert alarms / days * 365 <= asked
