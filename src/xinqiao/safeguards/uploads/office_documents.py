"""PURE: is this ZIP an ordinary Word document or Excel workbook, and nothing else besides?"""

import re
import zipfile
from enum import StrEnum
from typing import IO, BinaryIO, cast

from xinqiao.safeguards.uploads.kinds import DOCX, XLSX, FileKind

# A workbook of a village's ledger unpacks to tens of megabytes; a ZIP bomb to thousands.
_LARGEST_UNPACKED = 300_000_000
_MOST_PARTS = 5_000
_MOST_TYPES_BYTES = 1_000_000
_END_MARK = b"PK\x05\x06"
_END_BYTES = 22
_MAIN_PARTS = {
    "word/document.xml": (b"wordprocessingml.document.main+xml", DOCX),
    "xl/workbook.xml": (b"spreadsheetml.sheet.main+xml", XLSX),
}
_FOLDERS = re.compile(r"(?:\[Content_Types\]\.xml|(?:_rels|docProps|customXml|word|xl|docMetadata|\[trash\])/.*)")
_ACTIVE = re.compile(
    r"(?:vbaProject|\.(?:exe|dll|com|bat|cmd|ps1|vbs|js|jse|jar|class|msi|scr|hta|sh|html?|php|lnk)$)", re.IGNORECASE
)


class ZipFault(StrEnum):
    """Why a ZIP is not taken as an office document."""

    DAMAGED = "damaged"
    NOT_OFFICE = "not_office"
    ACTIVE = "active"
    TOO_LARGE = "too_large"


def office_kind(file: BinaryIO) -> FileKind | ZipFault:
    """The kind of office document, or why it is none that is taken."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _kind_of(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return ZipFault.DAMAGED


def _kind_of(archive: zipfile.ZipFile) -> FileKind | ZipFault:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        return ZipFault.TOO_LARGE
    if len(names) != len(parts) or not _is_nothing_else(archive):
        # Two parts of one name are read differently by different programs.
        return ZipFault.DAMAGED
    if any(_ACTIVE.search(name) for name in names):
        return ZipFault.ACTIVE
    if "[Content_Types].xml" not in names or not all(_FOLDERS.fullmatch(name) for name in names):
        return ZipFault.NOT_OFFICE
    with archive.open("[Content_Types].xml") as file:
        types = file.read(_MOST_TYPES_BYTES)
    found = [kind for part, (mark, kind) in _MAIN_PARTS.items() if part in names and mark in types]
    return found[0] if len(found) == 1 else ZipFault.NOT_OFFICE


def _is_nothing_else(archive: zipfile.ZipFile) -> bool:
    """Does the archive begin with its first part and end with its own end mark, with no room for a second file?"""
    file = cast(IO[bytes], archive.fp)
    file.seek(-_END_BYTES, 2)
    return file.read(len(_END_MARK)) == _END_MARK and min(part.header_offset for part in archive.infolist()) == 0
