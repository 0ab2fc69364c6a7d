"""How does a letter leave for another word processor? As a docx with the same words, headings and table."""

import io

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from xinqiao.correspondence.letters.fonts import printable
from xinqiao.correspondence.letters.letter import Block, Letter, Rows

_RED = RGBColor(0xB3, 0x15, 0x1B)
# Names of fonts that offices have; the file names them and does not bring them along.
_SONG, _HEI, _LATIN = "仿宋", "黑体", "Times New Roman"
_BODY, _TITLE, _HEAD = Pt(16), Pt(22), Pt(30)


def editable(letter: Letter) -> bytes:
    """The letter as a docx file. It bears no seal and no code: what can be edited proves nothing."""
    made = docx.Document()
    _set_page(made, letter)
    _line(made, letter.organ, size=_HEAD, colour=_RED, align=WD_ALIGN_PARAGRAPH.CENTER)
    if letter.number or letter.draft_mark:
        _line(made, letter.number or letter.draft_mark, align=WD_ALIGN_PARAGRAPH.RIGHT)
    title = made.add_heading(level=1)
    _run(title, letter.title, size=_TITLE, font=_SONG)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if letter.addressee:
        _line(made, letter.addressee)
    for block, heading in zip(letter.blocks, letter.headings(), strict=True):
        _write_block(made, block, heading, letter)
    if letter.closing:
        _line(made, letter.closing, indent=True)
    for said in (letter.signature.organ, letter.signature.day):
        _line(made, said, align=WD_ALIGN_PARAGRAPH.RIGHT)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _set_page(made: Docx, letter: Letter) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3), Cm(3)
    made.core_properties.title = printable(letter.title)
    made.core_properties.author = printable(letter.organ)
    made.core_properties.language = letter.language


def _write_block(made: Docx, block: Block, heading: str, letter: Letter) -> None:
    if heading:
        _run(made.add_heading(level=2), heading, font=_HEI)
    for paragraph in block.paragraphs:
        _line(made, paragraph, indent=letter.language != "en")
    if block.rows:
        _write_rows(made, block.rows)


def _write_rows(made: Docx, rows: Rows) -> None:
    table = made.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    for cells, said in ((table.rows[0].cells, rows.columns), *((table.add_row().cells, line) for line in rows.lines)):
        for cell, text in zip(cells, said, strict=True):
            _run(cell.paragraphs[0], text, size=Pt(12))


def _line(
    made: Docx,
    text: str,
    *,
    size: Pt = _BODY,
    colour: RGBColor | None = None,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
) -> None:
    paragraph = made.add_paragraph()
    _run(paragraph, text, size=size, colour=colour)
    paragraph.paragraph_format.line_spacing = 1.5
    if indent:
        paragraph.paragraph_format.first_line_indent = size * 2
    if align is not None:
        paragraph.alignment = align


def _run(
    paragraph: Paragraph, text: str, *, size: Pt = _BODY, colour: RGBColor | None = None, font: str = _SONG
) -> None:
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.name = size, _LATIN
    run.font.color.rgb = colour or RGBColor(0, 0, 0)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
