"""Free talk is laid out in the person's own words, what is missing is asked for, and a draft may add nothing."""

from hypothesis import given
from hypothesis import strategies as st

from xinqiao.language.expressing import arrange, find_elements, sourced, without_source

TALK = (
    "领导你好，我住在青梧市柳堤区桂园小区，楼下开了一家烧烤店叫老味道饭店，从去年六月开始每天晚上烤到凌晨两点。"
    "油烟直接往我家窗户里灌，我妈有哮喘。我找过物业好几次，物业说管不了，打12345也没有人来。"
    "希望城管局查一下他有没有手续，让他装油烟净化器。谢谢领导"
)


def words(pieces):
    return [piece.words for piece in pieces]


BITS = ("路灯", "坏了", "请修", "去年", "三月", "物业", "不管", "，", "。", "！", "\n", "🙂", "abc", "12345", "谢谢")


def test_the_elements_are_found_in_her_own_words():
    elements = find_elements(TALK)
    assert elements.is_complete and elements.missing == ()
    assert any("桂园小区" in piece for piece in words(elements.found["where"]))
    assert any("去年六月" in piece for piece in words(elements.found["when"]))
    assert any("老味道饭店" in piece for piece in words(elements.found["concerns"]))
    assert "城管局" in words(elements.found["concerns"]) and "物业" in words(elements.found["concerns"])
    assert any("12345" in piece for piece in words(elements.found["tried"]))
    assert any("查一下他有没有手续" in piece for piece in words(elements.found["asks"]))
    for pieces in elements.found.values():
        assert all(TALK[piece.start : piece.end] == piece.words for piece in pieces)


def test_what_is_missing_is_named():
    assert find_elements("垃圾没人收。").missing == ("happened", "when", "where", "concerns", "asks", "tried")[1:]
    assert "asks" in find_elements("去年六月，桂园小区的物业把绿地改成了车位。").missing
    assert find_elements("请给我办低保。").missing[0] == "happened"


def test_the_layout_keeps_every_sentence_once_and_adds_only_headings():
    layout = arrange(TALK)
    assert words(layout.parts["asks"]) == ["希望城管局查一下他有没有手续，让他装油烟净化器。"]
    assert words(layout.parts["tried"])[0].startswith("我找过物业好几次")
    assert words(layout.parts["closing"]) == ["谢谢领导"]
    assert layout.title == "希望城管局查一下他有没有手续，让他装油烟净化器"
    written = layout.text({"happened": "事实", "tried": "已经做过的", "asks": "请求"})
    assert written.startswith("事实\n领导你好，我住在") and "\n请求\n希望城管局" in written


@given(st.lists(st.sampled_from(BITS), max_size=40))
def test_no_word_is_lost_or_changed_whatever_was_written(parts):
    text = "".join(parts)
    layout = arrange(text)
    pieces = sorted((piece for part in layout.parts.values() for piece in part), key=lambda piece: piece.start)
    assert all(text[piece.start : piece.end] == piece.words for piece in pieces)
    kept = "".join(piece.words for piece in pieces)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_draft_is_traced_to_her_words_and_what_it_adds_is_shown():
    sound = "从去年六月开始，楼下的烧烤店每天晚上烤到凌晨两点。希望城管局查一下他有没有手续。"
    assert without_source(sound, TALK) == ()
    assert sourced(sound, TALK)[0].source.words.startswith("领导你好")
    wrong = without_source("希望城管局罚款五千元。老板赵秉文打了我妈。", TALK)
    assert [sentence.draft.words for sentence in wrong] == ["希望城管局罚款五千元。", "老板赵秉文打了我妈。"]
    assert "五千" in wrong[0].invented and "赵秉文" in wrong[1].invented
