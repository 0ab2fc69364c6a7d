"""Cells of place and subject: a planted burst is found early; a quiet year raises about as many alarms as were asked for."""

from datetime import date, timedelta

import numpy as np

from xinqiao.language.issues.backtest import scan_days
from xinqiao.language.issues.cells import Report, scan

DAY = date(2026, 1, 5)
PLACES = [("信桥市", district, f"{district}{street}街") for district in ("东渡区", "西塘县") for street in "甲乙丙"]
SUBJECTS = [("城乡建设", "水电气暖"), ("城乡建设", "道路"), ("环境保护", "噪声"), ("劳动保障", "工资")]


def quiet(days: int, a_day: float, seed: int) -> list[Report]:
    """Reports by mere chance: each day, place and subject as probable as any other day's."""
    random = np.random.default_rng(seed)
    found = []
    for day in range(days):
        for number in range(random.poisson(a_day)):
            place, subject = PLACES[random.integers(len(PLACES))], SUBJECTS[random.integers(len(SUBJECTS))]
            found.append(Report(f"Q{seed}-{day}-{number}", DAY + timedelta(days=day), place, subject))
    return found


def burst(people: int, *, from_day: int, over_days: int, same_person: bool = False) -> list[Report]:
    """People who write about one street's water within some days."""
    return [
        Report(
            "B" if same_person else f"B{number}",
            DAY + timedelta(days=from_day + number * over_days // people),
            PLACES[1],
            SUBJECTS[0],
        )
        for number in range(people)
    ]


def test_a_planted_burst_is_found_in_its_place_and_subject_days_before_half_have_written() -> None:
    stream = quiet(240, 1.5, seed=1) + burst(24, from_day=200, over_days=24)
    half = DAY + timedelta(days=211)
    first = None
    for day in range(198, 240):
        on = DAY + timedelta(days=day)
        if any(rise.place[:2] == PLACES[1][:2] and rise.subject[:1] == SUBJECTS[0][:1] for rise in scan(stream, on)):
            first = on
            break
    assert first is not None
    assert (half - first).days >= 2


def test_a_rise_says_how_many_were_usual_and_is_told_once_for_its_levels() -> None:
    on = DAY + timedelta(days=212)
    found = scan(quiet(240, 1.5, seed=1) + burst(24, from_day=200, over_days=12), on)
    of_the_burst = [rise for rise in found if rise.subject[:1] == ("城乡建设",) or rise.place == PLACES[1]]
    assert len(of_the_burst) == 1
    assert of_the_burst[0].people >= 20
    assert of_the_burst[0].expected < 6
    assert of_the_burst[0].chance < 1e-3


def test_one_person_writing_fifty_times_is_no_rise() -> None:
    on = DAY + timedelta(days=212)
    stream = quiet(240, 1.5, seed=2)
    assert scan(stream + burst(50, from_day=205, over_days=6, same_person=True), on) == scan(
        stream + burst(1, from_day=205, over_days=6, same_person=True), on
    )


def test_fewer_than_five_people_are_never_told() -> None:
    stream = [*burst(4, from_day=199, over_days=1), Report("A", DAY), Report("B", DAY + timedelta(days=90))]
    assert scan(stream, DAY + timedelta(days=200), false_alarms_a_year=1e9) == []
    some = quiet(200, 0.2, seed=3) + burst(4, from_day=199, over_days=1)
    assert all(rise.people >= 5 for rise in scan(some, DAY + timedelta(days=200), false_alarms_a_year=1e9))


def test_a_busy_week_of_the_whole_office_is_no_rise_of_a_cell() -> None:
    busy = [
        Report(f"W{number}", DAY + timedelta(days=207 + number % 7), PLACES[number % 6], SUBJECTS[number % 4])
        for number in range(96)
    ]
    assert scan(quiet(214, 1.5, seed=4) + busy, DAY + timedelta(days=213), false_alarms_a_year=4) == []


def test_nothing_is_said_before_enough_days_were_watched() -> None:
    assert scan(burst(24, from_day=0, over_days=10), DAY + timedelta(days=12)) == []
    assert scan([], DAY) == []


def test_a_quiet_year_raises_about_as_many_alarms_as_were_asked_for() -> None:
    """Asked for 24 days of alarm a year: over two invented years of chance the mean stays between a quarter and twice that."""
    asked, days_of_alarm, days = 24.0, 0, 0
    for seed in (11, 12):
        stream = quiet(560, 1.5, seed=seed)
        for day in range(200, 560, 3):
            days += 1
            days_of_alarm += bool(scan(stream, DAY + timedelta(days=day), false_alarms_a_year=asked))
    a_year = days_of_alarm / days * 365
    assert asked / 4 <= a_year <= asked * 2


def test_the_back_test_says_how_many_days_before_half_had_written_and_tells_a_rise_once() -> None:
    stream = quiet(240, 1.5, seed=1) + burst(24, from_day=200, over_days=24)
    told = scan_days(stream, [DAY + timedelta(days=day) for day in range(195, 240)], false_alarms_a_year=4)
    of_the_burst = [one for one in told if one.rise.place[:2] == PLACES[1][:2]]
    assert len({(one.rise.place, one.rise.subject) for one in told}) == len(told)
    assert of_the_burst
    assert of_the_burst[0].days_before >= 2
