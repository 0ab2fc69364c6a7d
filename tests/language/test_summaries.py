"""A long letter in short: its own sentences as they stand, with what an office needs, each with why it was chosen."""

import itertools
import json
import time

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from xinqiao.cli.language_summary import summary
from xinqiao.language.redaction import script
from xinqiao.language.summaries import length_of, rests_on, stretches_of, summarise
from xinqiao.language.summaries.extracting import LONGEST, MOST, SHORT

LETTER = (
    "尊敬的领导您好！我是青梧市柳堤区桂园小区三期的业主。从2025年6月开始，小区北门外的老味道烧烤店每天晚上营业到凌晨两点，"
    "油烟直接排进居民楼，家里老人孩子都睡不好觉。我们多次向物业反映，物业说管不了。后来打了12345，回复说已转到街道，街道又说归"
    "城管局管，就这样推来推去三个多月。店里还在人行道上摆了十几张桌子，盲道全被占了，上个月一位盲人摔倒送医院。说句心里话，大家都是"
    "老百姓，谁也不想为难谁，做生意不容易我们也理解，可是日子总要过下去。现在天气热了，窗户都不敢开。希望城管局查清这家店有没有"
    "油烟净化设备，责令整改。请问人行道占道经营由哪个部门负责，什么时候能清理？谢谢！"
)
ENGLISH = (
    "Dear Sir or Madam, I live on the third floor of a building in Guiyuan Estate. Since June 2025 a barbecue restaurant "
    "opposite the north gate has been open until two in the morning, and its smoke comes straight into our flats. My mother "
    "has asthma and cannot sleep. We complained to the property management many times and nothing was done. The tables now "
    "stand on the pavement and on the path for the blind, and a blind man fell there last month. I know that it is hard to "
    "run a restaurant, and nobody here wishes its owner any harm, but we have to live as well. Please find out whether the "
    "restaurant has a filter for its smoke. Thank you very much."
)
BITS = (
    "路灯坏了",
    "请修",
    "去年三月",
    "物业不管",
    "，",
    "。",
    "！",
    "\n",
    " ",
    "🙂",
    "abc ",
    "12345",
    "谢谢",
    "希望答复",
    "Please. ",
)


def said(text):
    return [one.words for one in summarise(text).sentences]


def why_of(text):
    return {reason for one in summarise(text).sentences for reason in one.why}


def test_what_an_office_needs_is_in_the_summary_and_each_sentence_says_why():
    found = summarise(LETTER)
    assert {"asks", "when", "where", "concerns", "tried", "matter"} <= why_of(LETTER)
    asks = [one.words for one in found.sentences if "asks" in one.why]
    assert asks == [
        "希望城管局查清这家店有没有油烟净化设备，责令整改。",
        "请问人行道占道经营由哪个部门负责，什么时候能清理？",
    ]
    assert all(one.why for one in found.sentences)
    assert not any("谢谢" in one.words or "您好" in one.words for one in found.sentences)


@given(st.lists(st.sampled_from(BITS), min_size=0, max_size=200).map("".join))
def test_every_sentence_is_the_letters_own_in_its_order_and_the_whole_stays_short(text):
    found = summarise(text)
    places = [(one.start, one.end) for one in found.sentences]
    assert [text[start:end] for start, end in places] == [one.words for one in found.sentences]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))
    assert len(places) <= MOST and sum(length_of(one.words) for one in found.sentences) <= LONGEST
    assert found == summarise(text)
    assert not found.sentences or found.length >= SHORT


@given(st.lists(st.sampled_from(BITS), min_size=0, max_size=200).map("".join))
def test_stretches_leave_no_word_out(text):
    gaps, at = [], 0
    for one in stretches_of(text):
        gaps.append(text[at : one.start])
        at = one.end
    assert length_of("".join([*gaps, text[at:]])) == 0


@pytest.mark.parametrize("text", ["", " \n", "🙂" * 500, "路灯坏了，请修。", "谢谢！" * 100])
def test_a_short_letter_has_nothing_to_shorten(text):
    assert summarise(text).is_short


def test_the_same_is_chosen_in_traditional_characters():
    pairs = {pair[1]: pair[0] for pair in script._PAIRS.read_text(encoding="utf-8").split()}
    written = "".join(pairs.get(character, character) for character in LETTER)
    assert written != LETTER
    assert [one.start for one in summarise(written).sentences] == [one.start for one in summarise(LETTER).sentences]


@pytest.mark.parametrize("stop", ["，", ""])
def test_a_letter_of_one_giant_sentence_is_cut_where_it_begins_anew(stop):
    text = LETTER
    for mark in "。？！" if stop else "。？！，":
        text = text.replace(mark, stop)
    found = summarise(text)
    assert all(length_of(one.words) <= 90 for one in found.sentences)
    assert any(one.words.startswith(("希望城管局", "请问人行道")) and "asks" in one.why for one in found.sentences)


def test_a_sentence_runs_on_over_the_lines_of_a_typed_letter():
    lines = "\n".join(LETTER[at : at + 28] for at in range(0, len(LETTER), 28))
    assert [one.replace("\n", "") for one in said(lines)] == said(LETTER)


def test_a_letter_in_english_is_read_by_its_own_words():
    assert "Please find out whether the restaurant has a filter for its smoke." in said(ENGLISH)
    assert {"asks", "when"} <= why_of(ENGLISH)


def test_a_long_text_that_tells_nothing_still_gives_a_sentence_and_its_reason():
    text = "".join(
        f"{first}{second}然而{second}{first}云云。" for first in "春夏秋冬风花雪月" for second in "琴棋书画诗酒茶"
    )
    assert summarise(text).sentences and all(one.why for one in summarise(text).sentences)


def test_a_time_in_a_wish_is_not_when_it_happened():
    text = LETTER.replace("责令整改", "责令夜里十点前收摊，今年整改完")
    assert not any({"asks", "when"} <= set(one.why) for one in summarise(text).sentences)


def test_what_was_said_is_not_said_again():
    assert len(said("\n".join(f"第{number}条，我家门口路灯坏了，希望修好。" for number in range(60)))) == 1


def test_four_thousand_lines_are_read_quickly_from_both_ends():
    began = time.process_time()
    found = summarise(
        LETTER + "\n" + "今天又去了一次，没有人接待我们，说领导开会。\n" * 4000 + "恳请市长查处这家烧烤店。"
    )
    assert time.process_time() - began < 2
    assert found.left_out > 0
    assert found.sentences[-1].words == "恳请市长查处这家烧烤店。"


def test_a_written_summary_is_traced_to_the_sentences_it_puts_together():
    written = "桂园小区北门外的烧烤店营业到凌晨两点，物业说管不了。店主姓钱，罚款五千元。\n希望城管局责令整改。"
    both, added, asked = rests_on(written, LETTER)
    assert both.is_sound and ["营业到凌晨两点" in one.words or "物业" in one.words for one in both.sources]
    assert len(both.sources) >= 2 and [one.start for one in both.sources] == sorted(one.start for one in both.sources)
    assert not added.is_sound
    assert asked.is_sound and "责令整改" in asked.sources[0].words
    assert all(LETTER[one.start : one.end] == one.words for one in (*both.sources, *asked.sources))


def test_a_written_summary_that_turns_a_sentence_around_is_not_sound():
    letter = "路灯去年三月坏了。物业上门修理过三次。"
    assert rests_on("物业上门修理过三次。", letter)[0].is_sound
    turned = rests_on("物业没有上门修理过三次。", letter)[0]
    assert not turned.is_sound and turned.invented == ("没",)


@pytest.mark.parametrize("text", ["", "🙂", "\n"])
def test_nothing_written_rests_on_nothing(text):
    assert rests_on(text, LETTER) == ()
    assert not any(one.sources for one in rests_on("路灯坏了。", text))


def test_the_command_tells_sentences_with_places_and_reasons(tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    told = json.loads(CliRunner().invoke(summary, [str(letter), "--json"], standalone_mode=False).stdout)
    assert not told["is_short"] and told["left_out"] == 0
    assert all(LETTER[one["start"] : one["end"]] == one["words"] and one["why"] for one in told["sentences"])
    assert "asks) 希望城管局" in CliRunner().invoke(summary, [str(letter)], standalone_mode=False).stdout
    letter.write_text("路灯坏了，请修。", encoding="utf-8")
    assert "nothing to shorten" in CliRunner().invoke(summary, [str(letter)], standalone_mode=False).stdout


def test_a_file_that_is_no_text_is_refused_in_one_sentence(tmp_path):
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\xff\xfe")
    answer = CliRunner().invoke(summary, [str(scan)])
    assert answer.exit_code == 1 and "is not text in UTF-8." in answer.output
    assert "cannot be read" in CliRunner().invoke(summary, [str(tmp_path / "none.txt")]).output
