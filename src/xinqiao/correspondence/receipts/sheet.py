"""How does a signed receipt become a sheet of paper that proves itself?

One PDF file (PDF/A-3a, PDF/UA-1): number and query code in large print, what arrived when, and a QR code that holds the
signed receipt itself. The receipt also lies in the file as an attachment and among its keywords, so that a program
finds it without reading the picture.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import segno
import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xinqiao.correspondence.letters.fonts import FOLDERS, printable
from xinqiao.safeguards.receipt_text import receipt_text

# As letters, but level 3: only that one may carry another file.
STANDARDS: tuple[Literal["a-3a", "ua-1"], ...] = ("a-3a", "ua-1")
_SCRIPTS = {"zh-hans": ("zh", "cn"), "zh-hant": ("zh", "tw"), "en": ("en", "gb")}
# With more files than this the code is so dense that it needs every dot it has.
_FILES_WITH_SPARE_DOTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSheet:
    """What stands on the sheet. `verify_at` and `follow_at` are the addresses of this office's own pages.

    `code` is empty on a copy: the query code is known only at the moment when it is made.
    """

    receipt: Mapping[str, Any] = field(repr=False)
    language: str
    verify_at: str
    follow_at: str
    code: str = field(default="", repr=False)


def typeset_receipt(sheet: ReceiptSheet) -> bytes:
    """The sheet as PDF; the same bytes for the same sheet."""
    received_at = datetime.fromisoformat(sheet.receipt["content"]["received_at"])
    with translation.override(sheet.language):
        given = _values(sheet, received_at)
    made = typst.Compiler(font_paths=_fonts()).compile(
        input=_look(),
        format="pdf",
        pdf_standards=list(STANDARDS),
        timestamp=int(received_at.timestamp()),
        sys_inputs={"receipt": json.dumps(given, ensure_ascii=False)},
    )
    if not isinstance(made, bytes):
        raise TypeError("The typesetter answered with pages instead of one file.")
    return made


def _values(sheet: ReceiptSheet, received_at: datetime) -> Mapping[str, Any]:
    content = sheet.receipt["content"]
    language, region = _SCRIPTS.get(sheet.language, _SCRIPTS["zh-hans"])
    text = receipt_text(sheet.receipt)
    return {
        "language": language,
        "region": region,
        "organ": printable(content["by"]),
        "title": _("Receipt of a petition"),
        "number": content["reference"],
        "number_says": _("Petition number"),
        "code": sheet.code,
        "code_says": _("Query code"),
        "code_warns": _("Keep it to yourself: whoever has number and code is taken for you. It is not shown again."),
        "rows": _rows(content, received_at),
        "fingerprints_say": _("Fingerprints (SHA-256) of what arrived"),
        "fingerprints": _fingerprints(content),
        "qr": _qr_code(f"{sheet.verify_at}#{text}", files=len(content["files"])),
        "qr_width": 46 if len(content["files"]) <= _FILES_WITH_SPARE_DOTS else 62,
        "qr_says": _("QR code that holds this signed receipt"),
        "verify_says": _("This receipt proves itself"),
        "verify": _(
            "The code holds the receipt with the signature of the office. Scan it, or open the address below and choose "
            "this file: the page says whether it is genuine, without sending anything anywhere."
        ),
        "verify_at": sheet.verify_at,
        "follow_says": _("See how it stands"),
        "follow": _("With number and code you see at any time how it stands, what happens next and by which day:"),
        "follow_at": sheet.follow_at,
        "not_said": _("This sheet says nothing of what you wrote."),
        "day": [received_at.year, received_at.month, received_at.day],
        "text": text,
        "document": json.dumps(dict(sheet.receipt), ensure_ascii=False, indent=2, sort_keys=True),
        "document_says": _("The signed receipt, for programs"),
        "page": _("Page {page} of {pages}"),
    }


def _rows(content: Mapping[str, Any], received_at: datetime) -> list[tuple[str, str]]:
    channels = {
        "web": _("Online"),
        "letter": _("Letter"),
        "visit": _("Visit"),
        "phone": _("Telephone"),
        "email": _("E-mail"),
        "partner": _("From a partner system"),
    }
    # The hour of the office as it was signed, not that of whoever prints.
    pattern = pgettext("date and time on a receipt", "j F Y, H:i")
    return [
        (_("Received by"), printable(content["by"])),
        (_("Arrived"), date_format(received_at, pattern)),
        (_("How it came"), channels.get(content["channel"], content["channel"])),
        (_("Files that came with it"), str(len(content["files"])) if content["files"] else _("none")),
    ]


def _fingerprints(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    named = [
        (_("File {number}, {size} bytes").format(number=number, size=file["size"]), file["sha256"])
        for number, file in enumerate(content["files"], 1)
    ]
    return [(_("Text"), content["text_sha256"]), *named]


def _qr_code(text: str, *, files: int) -> str:
    picture = io.BytesIO()
    error = "m" if files <= _FILES_WITH_SPARE_DOTS else "l"
    segno.make(text, error=error, micro=False).save(picture, kind="svg", border=0, xmldecl=False, scale=4)
    return picture.getvalue().decode()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in FOLDERS]
    )


@cache
def _look() -> bytes:
    return files("xinqiao.correspondence.receipts").joinpath("sheet.typ").read_bytes()
