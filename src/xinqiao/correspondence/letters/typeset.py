"""How does a letter become a sheet of paper that lasts?

`typeset(letter)` answers with the bytes of one PDF file: PDF/A-2a and PDF/UA-1, fonts embedded, tagged, the same
bytes for the same letter. `letters/letter.typ` holds the whole look; this file only hands it the letter's values.

Everything that is not in the law's own letters can be set too (a receipt): build a `Letter` with its blocks, use
`Rows` for a table of two named columns and `Verification` for the QR code, and give it to `typeset`.
"""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import segno
import typst
from django.utils import translation
from django.utils.translation import gettext as _

from xinqiao.correspondence.letters.fonts import FOLDERS, printable
from xinqiao.correspondence.letters.letter import Block, Letter

# What the file promises: kept for decades (ISO 19005-2, level a) and read aloud (ISO 14289-1).
STANDARDS: tuple[Literal["a-2a", "ua-1"], ...] = ("a-2a", "ua-1")
_SCRIPTS = {"zh-hans": ("zh", "cn"), "zh-hant": ("zh", "tw"), "en": ("en", "gb")}


def typeset(letter: Letter) -> bytes:
    """The letter as PDF. Nothing in its text can stop it: a character that no font draws is shown as 〓 and its code."""
    with translation.override(letter.language):
        given = _values(letter)
    made = typst.Compiler(font_paths=_fonts()).compile(
        input=_look(),
        format="pdf",
        pdf_standards=list(STANDARDS),
        timestamp=int(datetime.combine(letter.dated, time(), tzinfo=UTC).timestamp()),
        sys_inputs={"letter": json.dumps(given, ensure_ascii=False)},
    )
    if not isinstance(made, bytes):
        raise TypeError("The typesetter answered with pages instead of one file.")
    return made


def qr_code(text: str) -> str:
    """A QR code as an SVG picture without a border, for print and for pages."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False, scale=4)
    return picture.getvalue().decode()


def _values(letter: Letter) -> Mapping[str, Any]:
    language, region = _SCRIPTS[letter.language]
    verification = letter.verification
    return {
        "language": language,
        "region": region,
        "organ": printable(letter.organ),
        "title": printable(letter.title),
        "number": printable(letter.number),
        "draft_mark": printable(letter.draft_mark),
        "day": [letter.dated.year, letter.dated.month, letter.dated.day],
        "addressee": printable(letter.addressee),
        "blocks": [_block(block, heading) for block, heading in zip(letter.blocks, letter.headings(), strict=True)],
        "closing": printable(letter.closing),
        "signature": {
            "organ": printable(letter.signature.organ),
            "day": letter.signature.day,
            "seal": list(letter.signature.seal),
            "hand": list(letter.signature.hand),
            "seal_says": _("Seal of {organ}").format(organ=printable(letter.signature.organ)),
            "hand_says": _("Signature"),
        },
        "verification": verification
        and {
            "qr": qr_code(verification.address),
            "says": _("QR code with the address where this letter can be checked"),
            "address": verification.address,
            "sentence": printable(verification.sentence),
        },
        # Counted by the typesetter, so only the pattern is handed over.
        "page": _("Page {page} of {pages}"),
    }


def _block(block: Block, heading: str) -> Mapping[str, Any]:
    return {
        "heading": printable(heading),
        "paragraphs": [printable(text) for text in block.paragraphs if text],
        "columns": list(map(printable, block.rows.columns)) if block.rows else [],
        "rows": [list(map(printable, line)) for line in block.rows.lines] if block.rows else [],
        "framed": block.is_framed,
    }


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder) for folder in FOLDERS]
    )


@cache
def _look() -> bytes:
    return files("xinqiao.correspondence.letters").joinpath("letter.typ").read_bytes()
