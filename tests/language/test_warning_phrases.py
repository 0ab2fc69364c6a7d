"""Emerging phrases: many people's new words are told as one phrase; one person's, a name's, and the usual ones are not."""

from datetime import date, timedelta

import numpy as np

from xinqiao.language.issues.phrases import Written, emerging_phrases, phrases_of

DAY = date(2026, 1, 5)
ON = DAY + timedelta(days=200)
_WORDS = [
    "停车",
    "路灯",
    "噪声",
    "垃圾",
    "公交",
    "水压",
    "电梯",
    "绿化",
    "补贴",
    "工资",
    "学校",
    "医保",
    "井盖",
    "油烟",
    "护栏",
]


def quiet(seed: int, days: int = 201, a_day: int = 2) -> list[Written]:
    """Letters of invented words in the usual mixture."""
    random = np.random.default_rng(seed)
    return [
        Written(f"Q{seed}-{day}-{number}", DAY + timedelta(days=day), "，".join(random.choice(_WORDS, size=4)))
        for day in range(days)
        for number in range(a_day)
    ]


def letters(text: str, people: int, *, same_person: bool = False) -> list[Written]:
    return [
        Written("P" if same_person else f"P{number}", ON - timedelta(days=number % 10), text)
        for number in range(people)
    ]


def test_new_words_of_many_people_are_told_as_one_phrase() -> None:
    found = emerging_phrases(quiet(1) + letters("上周起河里漂浮蓝色泡沫，气味刺鼻。", 9), ON)
    told = [one for one in found if one.phrase in "上周起河里漂浮蓝色泡沫"]
    assert len(told) == 1
    assert len(told[0].phrase) == 8
    assert told[0].people == 9
    assert told[0].expected < 1


def test_one_person_writing_fifty_times_makes_no_phrase() -> None:
    assert emerging_phrases(quiet(1) + letters("河里漂浮蓝色泡沫", 50, same_person=True), ON) == []


def test_words_of_fewer_than_five_people_are_not_told() -> None:
    stream = quiet(1) + letters("河里漂浮蓝色泡沫", 4)
    found = emerging_phrases(stream, ON, false_alarms_a_year=1e9)
    assert all(one.people >= 5 for one in found)
    assert not any("泡沫" in one.phrase for one in found)


def test_a_name_and_a_masked_sign_are_never_a_phrase() -> None:
    named = "我叫赵秉文，河水发蓝。"
    found = emerging_phrases(quiet(1) + letters(named, 12), ON)
    assert found
    assert not any("秉文" in one.phrase or "赵" in one.phrase for one in found)
    assert "姓名" not in phrases_of("业主[姓名1]说")


def test_usual_words_in_a_quiet_year_raise_no_more_alarms_than_were_asked_for() -> None:
    stream = quiet(5, days=560)
    days = [DAY + timedelta(days=day) for day in range(210, 560, 7)]
    alarms = sum(bool(emerging_phrases(stream, on, false_alarms_a_year=12)) for on in days)
    assert alarms / len(days) * 365 <= 24


def test_nothing_is_told_of_nothing() -> None:
    assert emerging_phrases([], ON) == []
    assert emerging_phrases(letters("河里漂浮蓝色泡沫", 9), ON) == []
