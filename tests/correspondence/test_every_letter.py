"""Every letter of both statutes in three languages: set as PDF/A-2a and PDF/UA-1, shown, and exported."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import docx
import pypdfium2
import pytest

from xinqiao.correspondence.letters.editable import editable
from xinqiao.correspondence.letters.letter import Block, Letter, Rows, Signature, Verification
from xinqiao.correspondence.letters.typeset import typeset
from xinqiao.law.letters import LetterBlock, letter_forms, names_in, standing_words
from xinqiao.law.wording import LANGUAGES, catalogue, day_in_words, name_of

DAYS = {"cn-2005": date(2021, 3, 2), "cn-2022": date(2026, 3, 2)}
RARE = "𠮷田㐂"


def _letters() -> Iterator[tuple[str, str, str]]:
    for statute in DAYS:
        for name in letter_forms(statute).forms:
            for language in LANGUAGES:
                yield statute, name, language


def a_letter(statute: str, name: str, language: str) -> Letter:
    """A letter of that form with every part filled, to a person with a rare name."""
    form = letter_forms(statute).form(name, DAYS[statute])
    return Letter(
        language=language,
        organ="云溪市住房和城乡建设局",
        title=name_of("letter", name, language),
        number=letter_forms(statute).number(mark="云溪住建", word=form.word, year=DAYS[statute].year, number=12),
        addressee=f"{RARE}：",
        dated=DAYS[statute],
        blocks=tuple(_block(block, language) for block in form.blocks),
        signature=Signature(organ="云溪市住房和城乡建设局", day=day_in_words(DAYS[statute], language)),
        verification=Verification(address="https://xinfang.yunxi.example/verify/7K3M-9QW2-TZ8C/", sentence="核验。"),
    )


def _block(block: LetterBlock, language: str) -> Block:
    known = {name: "云溪" for text in block.texts for name in names_in(catalogue()["letter_text"][text][language])}
    said = standing_words(block, known, language) or ("Established." if language == "en" else "经查属实。")
    return Block(
        name=block.name,
        heading=name_of("block", block.heading, language) if block.heading else "",
        paragraphs=tuple(said.split("\n")),
        rows=Rows(columns=("项目", "内容"), lines=(("方式", "直接送达"),)) if block.is_rows else None,
        is_framed=block.is_framed,
    )


@pytest.mark.parametrize(("statute", "name", "language"), _letters())
def test_every_letter_is_set_and_exported(statute: str, name: str, language: str) -> None:
    letter = a_letter(statute, name, language)
    pdf = typeset(letter)
    words = "".join("".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf))
    assert RARE in words
    assert "".join(letter.title.split()) in words
    assert letter.number in words
    exported = docx.Document(io.BytesIO(editable(letter)))
    said = "\n".join(paragraph.text for paragraph in exported.paragraphs)
    assert letter.title in said
    assert all(paragraph in said for block in letter.blocks for paragraph in block.paragraphs)


def test_an_opinion_of_ten_pages_is_set_with_each_page_counted() -> None:
    letter = a_letter("cn-2022", "reply", "zh-hans")
    long = tuple(f"第{n}项：" + "经查，该项目由业主自筹资金实施，费用按比例分摊。" * 12 for n in range(40))
    blocks = tuple(replace(block, paragraphs=long) if block.name == "facts" else block for block in letter.blocks)
    pdf = pypdfium2.PdfDocument(typeset(replace(letter, blocks=blocks)))
    assert len(pdf) >= 10
    assert f"共{len(pdf)}页" in "".join(pdf[0].get_textpage().get_text_range().split())
