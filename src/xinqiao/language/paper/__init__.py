"""What does a scanned or photographed letter say? Text with boxes and confidence, and fields proposed; the image stays the record."""

from xinqiao.language.paper.pages import UnreadableFile, pages_of
from xinqiao.language.paper.proposing import Proposal, propose_fields
from xinqiao.language.paper.reading import Line, PageRead, read_page

__all__ = ["Line", "PageRead", "Proposal", "UnreadableFile", "pages_of", "propose_fields", "read_page"]
