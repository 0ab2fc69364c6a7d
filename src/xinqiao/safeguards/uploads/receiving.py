"""Is this upload taken, and if not, what is the person told? Where and under which name is it kept?"""

import hashlib
import io
import re
import unicodedata
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, cast

import puremagic
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from xinqiao.safeguards.uploads.kinds import HEAD_BYTES, TEXT, FileKind, chunks_of, is_plain_text, kind_by_signature
from xinqiao.safeguards.uploads.office_documents import ZipFault, office_kind

DEFAULT_LIMIT_BYTES = 20 * 1024 * 1024
_SHOWN_SIGNS = 120
_ZIP = b"PK\x03\x04"
_TAKEN = _(
    "Taken are PDF, Word, Excel, text, pictures (JPEG, PNG, HEIC, WebP, TIFF, BMP), sound (MP3, M4A, WAV) and MP4 films."
)
_ZIP_SENTENCES = {
    ZipFault.DAMAGED: _("“{name}” is damaged or built like no ordinary document: save it again and send that copy."),
    ZipFault.NOT_OFFICE: _("“{name}” is an archive and no Word or Excel document: send the files in it one by one."),
    ZipFault.ACTIVE: _("“{name}” holds a program or macros: save it without them, or as PDF, and send that copy."),
    ZipFault.TOO_LARGE: _("“{name}” unpacks to far more than a document holds: save it as PDF and send that copy."),
}


class RefusedFile(Exception):
    """The file is not taken; `sentence` (lazy, in the reader's language) says which, why and what to do.

    `status` is what a server answers: by its content it is nothing that we take.
    """

    status = 415

    def __init__(self, sentence: Promise) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class TooLarge(RefusedFile):
    """More than can be taken at once."""

    status = 413


class Empty(RefusedFile):
    """There is nothing in it."""

    status = 422


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that is taken. `stored_as` is its path in the storage, which cannot be guessed."""

    shown_name: str
    stored_as: str
    media_type: str
    size: int
    sha256: str


def check_upload(file: BinaryIO | File[bytes], *, name: str) -> CheckedFile:
    """What this file is, by its bytes; leaves it at its start. Raises RefusedFile."""
    opened = cast(BinaryIO, file)
    shown = cleaned(name)
    size, sha256 = _measured(opened, shown)
    opened.seek(0)
    kind = _kind_of(opened, opened.read(HEAD_BYTES), shown)
    opened.seek(0)
    return CheckedFile(
        shown_name=f"{PurePosixPath(shown).stem}.{kind.extension}",
        stored_as=new_place(kind.extension),
        media_type=kind.media_type,
        size=size,
        sha256=sha256,
    )


def new_place(extension: str) -> str:
    """A path in the storage that nobody can guess."""
    token = uuid.uuid4().hex
    return f"uploads/{token[:2]}/{token}.{extension}"


def store_upload(file: BinaryIO | File[bytes], *, name: str) -> CheckedFile:
    """Check a file and keep it in the default storage. Raises RefusedFile before anything is kept."""
    checked = check_upload(file, name=name)
    default_storage.save(checked.stored_as, file if isinstance(file, File) else File(cast("io.BytesIO", file)))
    return checked


def _measured(file: BinaryIO, shown: str) -> tuple[int, str]:
    """Size and SHA-256, counted from the bytes themselves; stops at the limit."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks_of(file):
        size += len(chunk)
        refuse_by_size(size, shown)
        digest.update(chunk)
    refuse_by_size(size, shown)
    return size, digest.hexdigest()


def largest_bytes() -> int:
    """How large one file may be."""
    limit: int = getattr(settings, "XINQIAO_UPLOAD_LIMIT_BYTES", DEFAULT_LIMIT_BYTES)
    return limit


def refuse_by_size(size: int, shown: str) -> None:
    """Refuse a file that has nothing in it or too much: before it comes, or while it does."""
    limit = largest_bytes()
    if size > limit:
        sentence = _("“{name}” is larger than {limit} MB: send it in parts, or bring it to the petition office.")
        raise TooLarge(format_lazy(sentence, name=shown, limit=limit // 1024 // 1024))
    if size == 0:
        raise Empty(format_lazy(_("“{name}” is empty: check the file and send it again."), name=shown))


def refuse_by_head(head: bytes, shown: str) -> None:
    """Refuse by its first bytes what cannot become a file that we take, whatever follows."""
    may_be_text = _may_be_text(shown) and b"\0\0\0" not in head
    if kind_by_signature(head) is None and not head.startswith(_ZIP) and not may_be_text:
        raise RefusedFile(_sentence_for_unknown(head[:HEAD_BYTES], shown))


def _kind_of(file: BinaryIO, head: bytes, shown: str) -> FileKind:
    if head.startswith(_ZIP):
        found = office_kind(file)
        if isinstance(found, ZipFault):
            raise RefusedFile(format_lazy(_ZIP_SENTENCES[found], name=shown))
        return found
    kind = kind_by_signature(head)
    if kind is None and _may_be_text(shown) and is_plain_text(file, head):
        kind = TEXT
    if kind is None:
        raise RefusedFile(_sentence_for_unknown(head, shown))
    if zipfile.is_zipfile(file):
        sentence = _("“{name}” is two kinds of file in one: save it again and send that copy.")
        raise RefusedFile(format_lazy(sentence, name=shown))
    return kind


def _may_be_text(shown: str) -> bool:
    return PurePosixPath(shown).suffix.lower() in (".txt", ".text", ".md", "")


def _sentence_for_unknown(head: bytes, shown: str) -> Promise:
    """What the file seems to be instead, where its bytes tell."""
    try:
        seems = puremagic.magic_string(head)[0].name
    except (puremagic.PureError, ValueError, IndexError):
        seems = ""
    if seems:
        told = _("“{name}” cannot be taken: by its content it is “{seems}”.")
        return format_lazy("{} {}", format_lazy(told, name=shown, seems=seems), _TAKEN)
    told = _("“{name}” cannot be taken: its content is none of the kinds of file that we can open.")
    return format_lazy("{} {}", format_lazy(told, name=shown), _TAKEN)


def cleaned(name: str) -> str:
    """The person's own name for the file, without folders and without signs that deceive or break a page."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Control and format signs (Cc, Cf) include the one that writes “fdp.exe” backwards.
    kept = "".join(sign for sign in last if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    stem, dot, suffix = kept.strip(" .").rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    shortened = stem[:_SHOWN_SIGNS] or "file"
    return f"{shortened}.{suffix[:10]}" if suffix else shortened
