"""How suggested subjects held: counts of matters for those who watch, nothing of fewer than five, nothing of an accusation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders.petitions import a_petition
from tests.web.officer.desk import signed_in
from xinqiao.language.subjects.tree import path_of
from xinqiao.routing.confirming import confirm_subject
from xinqiao.routing.subject import MODEL, SubjectSeen

PAGE = "/desk/subjects/"


def confirmed(city, count: int, said: str, was: str, **given) -> None:
    at = given.pop("at", timezone.now())
    seen = SubjectSeen(label=said, matter="", words=(), others=(), confidence=0.85, model_digest="d" * 64)
    for _number in range(count):
        confirm_subject(a_petition(city, **given), path=path_of(was), officer=city.officer("clerk"), seen=seen, at=at)


def page(city, name: str = "office_head") -> str:
    return signed_in(city, name).get(PAGE).content.decode()


def test_it_says_how_often_the_suggestion_was_confirmed_and_what_is_taken_for_what(city):
    confirmed(city, 8, "城乡建设", "城乡建设")
    confirmed(city, 6, "城乡建设", "环境保护")
    text = page(city)
    assert "Of 14 with a suggestion, 57 in 100 were confirmed as suggested." in text
    assert "城乡建设 was suggested, 环境保护 confirmed: 6 petitions" in text
    assert "<svg" in text and "57</td>" in text
    assert "信桥市: 43 % overridden, of 14 petitions" in text
    assert "too few to say" in text.split("Drift against last month", 1)[1]


def test_what_fewer_than_five_petitions_share_is_not_shown(city):
    confirmed(city, 4, "教育文体", "卫生计生")
    text = page(city)
    assert "教育文体" not in text and "卫生计生" not in text
    assert "2 subjects have too few petitions to be shown." in text
    assert "Too few had a suggestion to say how often it held." in text


def test_accusations_are_in_none_of_it(city):
    confirmed(city, 6, "纪检监察", "纪检监察", kind="accusation")
    assert "0 petitions have a confirmed subject." in page(city)


def test_a_mixture_that_moved_since_last_month_is_marked(city):
    last = timezone.now().replace(day=1) - timedelta(days=2)
    confirmed(city, 20, "城乡建设", "城乡建设", at=last)
    confirmed(city, 20, "环境保护", "环境保护")
    drift = page(city).split("Drift against last month", 1)[1].split("</ul>", 1)[0]
    assert "confirmed by officers" in drift and "teach anew" in drift


@pytest.mark.parametrize(
    ("name", "status"), [("administrator", 200), ("office_head", 200), ("head", 200), ("clerk", 403)]
)
def test_who_watches_over_the_work_or_the_machine_sees_it(city, name, status):
    assert signed_in(city, name).get(PAGE).status_code == status


def test_switched_off_or_with_a_wrong_model_the_figures_stand_and_it_is_said(city, settings, tmp_path):
    confirmed(city, 6, "城乡建设", "城乡建设")
    settings.XINQIAO_HOME = tmp_path
    (tmp_path / MODEL).parent.mkdir()
    (tmp_path / MODEL).write_bytes(b"no model")
    assert "The model of subjects is not available" in page(city)
    settings.XINQIAO_LANGUAGE = False
    text = page(city)
    assert "switched off" in text and "100 in 100 were confirmed" in text
