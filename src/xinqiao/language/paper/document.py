"""What does a scanned letter say, as plain data? The pages of its files with lines and boxes, the whole text, fields proposed."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from xinqiao.language.paper.pages import MOST_PAGES, Page, UnreadableFile, pages_of
from xinqiao.language.paper.proposing import Proposal, propose_fields
from xinqiao.language.paper.reading import PageRead, read_sheet


def letter_document(
    scans: Sequence[Path], *, most: int = MOST_PAGES, seen: Callable[[Page], None] | None = None
) -> dict[str, Any]:
    """Read the files as the pages of one letter: `text`, `confidence`, `pages`, `fields`.

    `seen` is called with each page after it was read, in order. Raises `UnreadableFile`.
    """
    pages: list[tuple[Path, PageRead]] = []
    for scan in scans:
        for page in pages_of(scan, most=most):
            if len(pages) == most:
                raise UnreadableFile("many_pages", f"The letter has more than {most} pages.")
            pages.append((scan, read_sheet(page)))
            if seen:
                seen(page)
    reads = [page for _scan, page in pages]
    many = sum(len(page.text) for page in reads)
    return {
        "text": "\n".join(page.text for page in reads if page.text),
        "confidence": round(sum(page.confidence * len(page.text) for page in reads) / many, 4) if many else 0.0,
        "pages": [_page_document(scan, page) for scan, page in pages],
        "fields": {proposal.field: _field_document(proposal) for proposal in propose_fields(reads)},
    }


def _field_document(proposal: Proposal) -> dict[str, Any]:
    return {
        "value": proposal.value,
        "confidence": proposal.confidence,
        "doubtful": proposal.is_doubtful,
        "sources": [list(source) for source in proposal.sources],
    }


def _page_document(scan: Path, page: PageRead) -> dict[str, Any]:
    return {
        "file": str(scan),
        "width": page.width,
        "height": page.height,
        "turned": page.turned,
        "written": page.is_written,
        "confidence": round(page.confidence, 4),
        "for_a_person": page.is_for_a_person,
        "text": page.text,
        "lines": [{**asdict(line), "doubtful": line.is_doubtful} for line in page.lines],
    }
