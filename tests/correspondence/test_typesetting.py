"""A letter becomes a sheet: whatever stands in it, with the same bytes each time, and read aloud as printed."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from xinqiao.correspondence.letters.fonts import printable
from xinqiao.correspondence.letters.letter import Block, Letter, Rows, Signature, Verification
from xinqiao.correspondence.letters.typeset import typeset

LETTER = Letter(
    language="zh-hans",
    organ="云溪市住房和城乡建设局",
    title="信访处理意见书",
    number="云溪住建信复〔2026〕12号",
    addressee="𠮷田㐂:",
    dated=date(2026, 11, 24),
    blocks=(
        Block(name="opening", paragraphs=("你提出的信访事项,我局已于2026年10月12日受理。",)),
        Block(name="facts", heading="事实和理由", paragraphs=("经查,情况属实。",)),
        Block(name="files", heading="材料", rows=Rows(columns=("名称", "页数"), lines=(("合同", "3"),))),
        Block(name="remedy", heading="救济途径", paragraphs=("可以请求复查。",), is_framed=True),
    ),
    signature=Signature(organ="云溪市住房和城乡建设局", day="2026年11月24日"),
    verification=Verification(address="https://xinfang.yunxi.example/verify/x", sentence="扫码核验。"),
)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_letter_keeps_every_character_of_a_rare_name(language: str) -> None:
    text = text_of(typeset(replace(LETTER, language=language)))
    assert "𠮷田㐂" in text
    assert "云溪住建信复〔2026〕12号" in text


def test_the_same_letter_has_the_same_bytes() -> None:
    assert typeset(LETTER) == typeset(replace(LETTER))


def test_a_letter_of_ten_pages_counts_its_pages() -> None:
    long = tuple(f"第{number}项:" + "经查,该项目由业主自筹资金实施。" * 20 for number in range(30))
    pdf = typeset(replace(LETTER, blocks=(Block(name="facts", heading="事实", paragraphs=long),)))
    pages = len(pypdfium2.PdfDocument(pdf))
    assert pages >= 10
    assert f"{pages}" in text_of(pdf)[-40:]


def test_a_character_that_no_font_draws_does_not_stop_the_letter() -> None:
    odd = "a\tb😀\x00\u200d\ufe0f𪚥\U000e0100﷽<>#$*_`\\@"
    assert "〓(U+1F600)" in text_of(typeset(replace(LETTER, addressee=odd, title=odd, organ=odd)))


def test_printable_text_keeps_lines_and_drops_controls() -> None:
    assert printable("一\r\n二\x07三") == "一\n二三"


def test_an_organ_with_the_longest_name_still_fits() -> None:
    assert typeset(replace(LETTER, organ="云溪市" * 26))


def test_headings_are_counted_as_official_letters_count_them() -> None:
    assert LETTER.headings() == ("", "一、事实和理由", "二、材料", "三、救济途径")
    assert replace(LETTER, language="en").headings()[1] == "1. 事实和理由"
