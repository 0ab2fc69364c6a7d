"""An officer says what a petition is about: the newest holds, nothing is edited, and accusations teach nothing unless permitted."""

import pytest
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do
from xinqiao.language.subjects.tree import find_paths, path_of, paths
from xinqiao.routing.confirming import (
    UnknownSubject,
    chosen_path,
    confirm_subject,
    confirmed_subject_of,
    newest_confirmed,
)
from xinqiao.routing.models import ConfirmedSubject
from xinqiao.routing.subject import SubjectSeen

pytestmark = pytest.mark.django_db
SEEN = SubjectSeen(
    label="城乡建设", matter="物业服务", words=("物业",), others=("环境保护",), confidence=0.8, model_digest="d" * 64
)


@pytest.fixture
def city():
    return a_city()


def say(city, petition, code: str, seen: SubjectSeen | None = SEEN) -> ConfirmedSubject:
    return confirm_subject(petition, path=paths()[code], officer=city.officer("clerk"), seen=seen, at=timezone.now())


def test_the_three_levels_are_kept_beside_what_was_suggested_and_by_which_model(city):
    petition = a_petition(city)
    say(city, petition, "020102")
    kept = confirmed_subject_of(petition)
    assert (kept.branch, kept.area, kept.matter) == ("环境保护", "环境污染", "大气与油烟")
    assert (kept.suggested, kept.suggested_matter, kept.confidence) == ("城乡建设", "物业服务", 0.8)
    assert kept.model_digest == "d" * 64 and kept.by == city.officer("clerk")


def test_the_newest_holds_and_the_earlier_ones_stay(city):
    petition = a_petition(city)
    say(city, petition, "02")
    say(city, petition, "010101", seen=None)
    assert str(confirmed_subject_of(petition)) == "城乡建设 › 物业与小区 › 物业服务"
    assert petition.confirmed_subjects.count() == 2
    assert [one.matter for one in newest_confirmed()] == ["物业服务"]


def test_what_was_confirmed_is_neither_edited_nor_removed(city):
    row = say(city, a_petition(city), "02")
    row.branch = "教育文体"
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()


def test_accusations_and_sealed_files_teach_nothing_unless_the_office_permits_it(city):
    sealed, reclassified = a_petition(city, kind="accusation"), a_petition(city)
    say(city, sealed, "100101")
    say(city, reclassified, "100102")
    say(city, a_petition(city), "02")
    do("reclassify", reclassified, city.officer("clerk"), kind="accusation", route="petition_procedure", reason="见信")
    assert [one.branch for one in newest_confirmed()] == ["环境保护"]
    assert newest_confirmed(with_accusations=True).count() == 3


def test_a_choice_is_a_code_of_the_tree_or_a_label_that_was_suggested():
    assert chosen_path("0201", None).title == "环境保护 › 环境污染"
    assert chosen_path("环境保护", SEEN).code == "02"
    own = SubjectSeen(label="宠物登记", matter="", words=(), others=(), confidence=0.9)
    assert chosen_path("宠物登记", own).title == "宠物登记"
    for value in ("", "99", "教育文体", "010101 ", "\x00"):
        with pytest.raises(UnknownSubject):
            chosen_path(value, SEEN)


def test_the_tree_is_searched_by_names_and_by_the_words_of_its_matters():
    assert find_paths("停车")[0].matter == "小区停车"
    assert "050101" in [one.code for one in find_paths("包工头")]
    assert find_paths("环境保护")[0] == path_of("环境保护")
    assert find_paths("") == find_paths("没有这样的词") == ()
    assert path_of("没有") is None
