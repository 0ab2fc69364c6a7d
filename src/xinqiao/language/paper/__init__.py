"""What does a scanned or photographed letter say? Text with boxes and confidence, and fields proposed; the image stays the record."""

from xinqiao.language.paper.document import letter_document
from xinqiao.language.paper.pages import Page, UnreadableFile, pages_of
from xinqiao.language.paper.proposing import Proposal, propose_fields
from xinqiao.language.paper.reading import Line, PageRead, read_page, read_sheet

__all__ = [
    "Line",
    "Page",
    "PageRead",
    "Proposal",
    "UnreadableFile",
    "letter_document",
    "pages_of",
    "propose_fields",
    "read_page",
    "read_sheet",
]
