"""PURE: which of the kinds of file we take is this one, by its own bytes and never by its name?"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

HEAD_BYTES = 4096
_CHUNK = 65_536

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_M4A_BRANDS = frozenset({b"M4A ", b"M4B "})
_MP4_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"MSNV", b"M4V "}
)
_BMP_HEADS = frozenset({12, 40, 52, 56, 64, 108, 124})
# An MPEG audio frame of layer III: sync, version not reserved, bit rate and sample rate not reserved.
_MP3_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]", re.DOTALL)
# What a browser or a shell would run, were the text ever opened as anything but text.
_ACTIVE_TEXT = re.compile(rb"\s*(?:#!|<\?|<!doctype|<(?:html|head|body|svg|script|iframe|object)\b)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken: its true extension and media type."""

    extension: str
    media_type: str


PDF = FileKind("pdf", "application/pdf")
JPEG = FileKind("jpg", "image/jpeg")
PNG = FileKind("png", "image/png")
HEIC = FileKind("heic", "image/heic")
WEBP = FileKind("webp", "image/webp")
# What scanners write: a letter of several pages in one file, or a page as plain points.
TIFF = FileKind("tif", "image/tiff")
BMP = FileKind("bmp", "image/bmp")
TEXT = FileKind("txt", "text/plain")
DOCX = FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
XLSX = FileKind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
MP3 = FileKind("mp3", "audio/mpeg")
M4A = FileKind("m4a", "audio/mp4")
WAV = FileKind("wav", "audio/wav")
MP4 = FileKind("mp4", "video/mp4")

FILE_KINDS: tuple[FileKind, ...] = (PDF, JPEG, PNG, HEIC, WEBP, TIFF, BMP, TEXT, DOCX, XLSX, MP3, M4A, WAV, MP4)


def kind_by_signature(head: bytes) -> FileKind | None:
    """The kind whose signature stands at the very first byte; texts and office documents have none of their own."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith((b"II*\0", b"MM\0*")):
        return TIFF
    if _is_bmp(head):
        return BMP
    if head.startswith(b"RIFF"):
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _kind_by_brand(head)
    if head.startswith(b"ID3") or _MP3_FRAME.match(head):
        return MP3
    return None


def _is_bmp(head: bytes) -> bool:
    """Two letters say little: the zeros and the size of the inner head that follow them must fit too."""
    return head.startswith(b"BM") and head[6:10] == bytes(4) and int.from_bytes(head[14:18], "little") in _BMP_HEADS


def is_plain_text(file: BinaryIO, head: bytes) -> bool:
    """Can all of it be read as text, and is it nothing that a browser or a shell would run?"""
    if _ACTIVE_TEXT.match(head.removeprefix(codecs.BOM_UTF8)):
        return False
    return any(_reads_as(file, encoding) for encoding in _encodings_to_try(head))


def _kind_by_brand(head: bytes) -> FileKind | None:
    """HEIC, M4A and MP4 share one container: the brands tell them apart, the main one first."""
    size = min(int.from_bytes(head[:4]), len(head))
    brands = [head[8:12], *(head[place : place + 4] for place in range(16, size, 4))]
    for brand in brands:
        for known, kind in ((_HEIC_BRANDS, HEIC), (_M4A_BRANDS, M4A), (_MP4_BRANDS, MP4)):
            if brand in known:
                return kind
    return None


def _encodings_to_try(head: bytes) -> tuple[str, ...]:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    # GB 18030 is what a Chinese Windows still writes.
    return ("utf-8-sig", "gb18030")


def _reads_as(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks_of(file):
            if _CONTROL.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    """The whole file from its start, in pieces that fit in memory."""
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk
