"""Words of two characters and of one, in either script and whatever width, are found; by whoever may see the petition."""

import pytest
from django.db import connection

from tests.builders.city import City, a_city
from tests.builders.petitions import a_petition, do, lead_to_reply
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import SearchEntry
from xinqiao.petitions.searching.checking import not_findable
from xinqiao.petitions.searching.filling import fill, fill_all, rebuild
from xinqiao.petitions.searching.grams import PIECE, grams_of, pieces_of
from xinqiao.petitions.searching.query import saying
from xinqiao.petitions.searching.words import UnsearchableWords, read_words


@pytest.fixture
def city(db) -> City:
    return a_city()


def found(city: City, line: str, by: str = "clerk") -> set[str]:
    """References of what an officer finds."""
    fill_all()
    visible = visible_to(Actor.of_officer(city.officer(by)))
    return set(saying(visible, read_words(line)).values_list("reference", flat=True))


def written(city: City, body: str, **opening) -> str:
    return a_petition(city, body=body, title="某事项", **opening).reference


@pytest.mark.parametrize(
    "asked",
    [
        "油烟",
        "烟",
        "扰民",
        "烧烤店",
        "油烟扰民",
        "3号楼",
        "号楼",
        "WiFi",
        "wi",
        "１２３",
        "民",
        "油烟 噪音",
        "油煙擾民",
        "𠮷",
        "𠮷野",
        "㐂",
        "噪音，油烟",
    ],
)
def test_what_is_written_is_found(city, asked):
    reference = written(city, "3号楼下烧烤店油烟扰民，噪音大，wifi也坏了（123号）。店名𠮷野㐂")
    written(city, "路灯不亮")
    assert found(city, asked) == {reference}


@pytest.mark.parametrize("asked", ["噪声", "烟油", "烟扰大", "号店", "楼3", "fi", "吉野", "23"])
def test_what_is_not_written_is_not_found(city, asked):
    written(city, "3号楼下烧烤店油烟扰民，噪音大，wifi也坏了（123号）。店名𠮷野㐂")
    assert found(city, asked) == set()


def test_a_text_in_traditional_characters_is_found_in_simplified_ones_and_the_other_way_round(city):
    reference = written(city, "樓下餐廳噪音擾民")
    assert found(city, "餐厅") == found(city, "餐廳") == {reference}


def test_title_place_reference_and_the_place_as_it_was_written_are_searched(city):
    petition = a_petition(city, place=city.places["street"])
    petition.submission.place_text = "银杏里菜场后门"
    petition.submission.save()
    for asked in ("油烟扰民", "桥头街道", "银杏里", petition.reference, petition.reference[:6]):
        assert petition.reference in found(city, asked), asked


def test_supplements_and_answers_are_found_once_they_are_issued_and_drafts_never(city):
    petition = a_petition(city)
    assert found(city, "铁皮棚") == set()
    do("supplement", petition, text="后院又搭了铁皮棚。")
    assert found(city, "铁皮棚") == {petition.reference}
    lead_to_reply(city, petition)
    assert found(city, "责令改正") == {petition.reference}
    # Words of different texts of one petition belong together.
    assert found(city, "铁皮棚 责令改正 油烟") == {petition.reference}


def test_a_draft_is_not_found(city):
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    do("accept", petition, city.officer("handler"), text="已受理。")
    do("draft_reply", petition, city.officer("handler"), request="甲", facts="尚未定稿之语", basis="乙", outcome="support",
       opinion="丙", remedy="丁")  # fmt: skip
    assert found(city, "尚未定稿") == set()


def test_a_word_is_found_where_two_pieces_of_a_very_long_text_meet(city):
    before = "长" * (PIECE - 3)
    reference = written(city, before + "接缝处之词" + "续" * PIECE)
    assert found(city, "接缝处之词") == {reference}


def test_a_sealed_accusation_is_found_by_who_handles_it_and_neither_by_the_accused_nor_from_above(city):
    reference = written(city, "住建局某科长收受礼金", kind="accusation", accused_officer=city.officer("handler"))
    assert found(city, "收受礼金") == {reference}
    assert found(city, "收受礼金", by="handler") == found(city, "收受礼金", by="chair") == set()


def test_who_has_no_part_in_a_petition_does_not_find_it(city):
    written(city, "路灯不亮")
    assert found(city, "路灯", by="transporter") == set()
    assert found(city, "路灯", by="administrator") == set()


def test_the_index_made_anew_finds_the_same_in_the_order_of_arrival(city):
    first, second = written(city, "路灯不亮"), written(city, "路灯又不亮")
    assert found(city, "路灯") == {first, second}
    assert rebuild() == 2
    assert found(city, "路灯") == {first, second}
    assert list(SearchEntry.objects.order_by("number").values_list("petition__reference", flat=True)) == [first, second]


def test_a_registration_only_notes_that_something_waits(city):
    written(city, "路灯不亮")
    assert SearchEntry.objects.filter(is_waiting=True).count() == 1
    assert fill() == 1 and fill() == 0
    assert not SearchEntry.objects.filter(is_waiting=True).exists()
    entry = SearchEntry.objects.get()
    assert entry.rows == 1 and entry.documents == []


def test_a_text_that_is_indexed_twice_over_is_found_once(city):
    reference = written(city, "路灯不亮")
    fill()
    SearchEntry.objects.update(is_waiting=True)
    assert found(city, "路灯") == {reference}
    assert SearchEntry.objects.get().rows == 1


@pytest.mark.parametrize("line", ["，。！", "x" * 101, "一 二 三 四 五 六 七 八 九"])
def test_what_cannot_be_searched_for_is_refused_in_a_sentence(line):
    with pytest.raises(UnsearchableWords, match=r"\w"):
        read_words(line)


@pytest.mark.parametrize(
    "line", ["' OR 1=1 --", 'x" OR y', "a* NEAR b", "油烟':*", "(甲 | 乙) & !丙", "\\", "%", "NOT", "\x00油烟"]
)
def test_nothing_that_is_typed_is_a_command(city, line):
    reference = written(city, "油烟扰民")
    try:
        words = read_words(line)
    except UnsearchableWords:
        return
    fill_all()
    assert set(saying(visible_to(Actor.of_officer(city.officer("clerk"))), words)) is not None
    assert connection.is_usable() and found(city, "油烟") == {reference}


def test_each_chinese_character_begins_one_gram():
    assert grams_of("楼下3号，WiFi") == ["楼下", "下", "3", "号", "wifi"]
    assert list(pieces_of("")) == []


def test_verify_names_a_petition_whose_words_nobody_would_find(city):
    petition = a_petition(city)
    do("supplement", petition, text="补充")
    assert not_findable([petition.pk]) == set(), "what waits is no fault"
    fill_all()
    assert not_findable([petition.pk]) == set()
    SearchEntry.objects.update(documents=[])
    assert not_findable([petition.pk]) == {petition.pk}
    SearchEntry.objects.all().delete()
    assert not_findable([petition.pk]) == {petition.pk}
    rebuild()
    assert not_findable([petition.pk]) == set()
