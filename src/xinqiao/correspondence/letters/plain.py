"""How does a text without letterhead leave for a word processor? As a docx of its paragraphs, and nothing besides."""

import io

import docx

from xinqiao.correspondence.letters.fonts import printable


def plain_docx(title: str, text: str) -> bytes:
    """A docx of `text`, a paragraph a line, under `title`. It names no author and no machine."""
    made = docx.Document()
    made.core_properties.title = printable(title)
    made.core_properties.author = ""
    made.add_heading(printable(title), level=1)
    for line in text.splitlines():
        made.add_paragraph(printable(line))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()
