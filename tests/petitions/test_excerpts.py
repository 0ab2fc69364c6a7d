"""A piece of a text shows where the words stand, whatever the width, case or script they were written in."""

from xinqiao.petitions.searching.excerpts import BEFORE, LENGTH, Part, Reading, best_of
from xinqiao.petitions.searching.words import read_words


def shown(parts: list[Part]) -> str:
    return "".join(f"[{part.text}]" if part.is_marked else part.text for part in parts)


def test_every_place_where_a_word_stands_is_marked_as_it_was_written():
    assert (
        shown(Reading("油煙大，油烟呛人，WiFi坏", read_words("油烟 wifi")).marked()) == "[油煙]大，[油烟]呛人，[WiFi]坏"
    )


def test_words_that_overlap_are_marked_as_one():
    assert shown(Reading("油烟扰民", read_words("油烟扰 扰民")).marked()) == "[油烟扰民]"


def test_a_sign_that_is_written_with_more_or_fewer_signs_moves_no_mark():
    assert shown(Reading("㎡①处油烟", read_words("油烟")).marked()) == "㎡①处[油烟]"


def test_a_piece_begins_a_little_before_the_first_word_and_says_that_there_is_more():
    text = "甲" * 100 + "油烟" + "乙" * 200
    parts = Reading(text, read_words("油烟")).excerpt()
    assert shown(parts).startswith("…" + "甲" * BEFORE + "[油烟]乙") and shown(parts).endswith("乙…")
    assert sum(len(part.text) for part in parts) == LENGTH + 2


def test_without_a_word_the_piece_is_the_beginning():
    assert shown(Reading("楼下油烟", []).excerpt()) == "楼下油烟"
    assert Reading("", read_words("油烟")).excerpt() == []


def test_the_text_that_says_most_of_the_words_is_shown():
    words = read_words("油烟 铁皮棚")
    readings = [Reading(text, words) for text in ("油烟", "油烟和铁皮棚", "铁皮棚")]
    assert best_of(readings).text == "油烟和铁皮棚"
