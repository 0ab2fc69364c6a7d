"""A tray: the files laid by for one writing that is not sent yet. What is in it, does another fit, and when is it emptied?

A tray is named by a secret of the visitor's session, so two windows of one visitor share it and nobody else finds it.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from xinqiao.safeguards.models import LaidByFile
from xinqiao.safeguards.sealing import context_of, open_sealed, seal
from xinqiao.safeguards.uploads.receiving import (
    CheckedFile,
    RefusedFile,
    TooLarge,
    check_upload,
    cleaned,
    new_place,
    refuse_by_size,
)

FOLDER = "drafts"
FILES_LIMIT = 20
TRAY_LIMIT_BYTES = 200 * 1024 * 1024
# Left free for the database and for what is registered.
_SPARE_BYTES = 1024**3
_PIECE_BYTES = 65_536


class FileGone(Exception):
    """A file that was laid by is no longer there."""


class LaidBy(UploadedFile[bytes]):
    """A whole file of a tray, as though it had just been uploaded; it was looked at when its last byte came."""

    def __init__(self, path: Path, checked: CheckedFile) -> None:
        self.path, self.checked = path, checked
        super().__init__(
            file=File(path.open("rb")), name=checked.shown_name, content_type=checked.media_type, size=checked.size
        )


@dataclass(frozen=True, slots=True)
class Tray:
    """The files laid by under one secret."""

    secret: str

    @property
    def id(self) -> str:
        """What the rows are found by; the secret stays in the session."""
        return hashlib.sha256(b"xinqiao.tray\0" + self.secret.encode()).hexdigest()

    def whole(self) -> list[LaidByFile]:
        """The files that have arrived, in the order in which they were chosen."""
        return list(self._rows().exclude(whole_at=None))

    def unfinished(self) -> list[LaidByFile]:
        """The files of which a part has arrived: chosen again they go on, or they are taken out."""
        return list(self._rows().filter(whole_at=None))

    def find(self, identifier: UUID) -> LaidByFile | None:
        """One file of this tray, whole or not."""
        return self._rows().filter(pk=identifier).first()

    def begin(self, *, name: str, size: int, modified: str = "") -> LaidByFile:
        """A row for a file that will come in pieces; the same file begun before goes on where it stopped.

        Raises RefusedFile for what would be refused however it came: too large, empty, one too many.
        """
        shown = cleaned(name)
        mark = hashlib.sha256(f"{shown}\0{size}\0{modified}".encode()).hexdigest()
        refuse_by_size(size, shown)
        earlier = self._rows().filter(mark=mark, whole_at=None).first()
        if earlier is not None:
            return earlier
        self._refuse_what_does_not_fit(size, shown)
        row = LaidByFile(tray=self.id, mark=mark, size=size, begun_at=timezone.now())
        row.sealed_name = seal(shown, context=context_of(row, "name"))
        path_of(row).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        row.save(force_insert=True)
        return row

    def lay_by(self, file: UploadedFile[bytes]) -> LaidByFile:
        """Check a file that came whole and lay it by. Raises RefusedFile, then nothing is kept."""
        checked = check_upload(file, name=file.name or "")
        row = self.begin(name=file.name or "", size=checked.size)
        with path_of(row).open("wb") as kept:
            shutil.copyfileobj(file, kept, _PIECE_BYTES)
        finish(row, checked)
        return row

    def remove(self, identifier: UUID) -> None:
        """Take one file out; one that is gone already is gone."""
        if (row := self.find(identifier)) is not None:
            discard(row)

    def wipe(self) -> None:
        """Throw everything away."""
        for row in self._rows():
            discard(row)

    @contextmanager
    def opened(self) -> Iterator[list[UploadedFile[bytes]]]:
        """The whole files, open for reading. Raises FileGone."""
        with ExitStack() as stack:
            try:
                files = [LaidBy(path_of(row), checked_of(row)) for row in self.whole()]
            except FileNotFoundError as gone:
                raise FileGone from gone
            for file in files:
                stack.callback(file.close)
            yield list(files)

    def _rows(self) -> QuerySet[LaidByFile]:
        return LaidByFile.objects.filter(tray=self.id).order_by("begun_at", "pk")

    def _refuse_what_does_not_fit(self, size: int, shown: str) -> None:
        if self._rows().count() >= FILES_LIMIT:
            sentence = _("At most {limit} files can be sent at once: send the others as a supplement.")
            raise TooLarge(format_lazy(sentence, limit=FILES_LIMIT))
        if (self._rows().aggregate(all=Sum("size"))["all"] or 0) + size > TRAY_LIMIT_BYTES:
            sentence = _("“{name}” does not fit: all files together may have {limit} MB. Send it as a supplement.")
            raise TooLarge(format_lazy(sentence, name=shown, limit=TRAY_LIMIT_BYTES // 1024 // 1024))
        if shutil.disk_usage(settings.XINQIAO_HOME).free < size + _SPARE_BYTES:
            raise NoRoom(
                _("There is no room for files just now. Send your text without them, and send the files later.")
            )


class NoRoom(RefusedFile):
    """The disk is nearly full: files wait, texts do not."""

    status = 507


def finish(row: LaidByFile, checked: CheckedFile) -> None:
    """The file has arrived and is what we take: note what it is."""
    row.sealed_name = seal(checked.shown_name, context=context_of(row, "name"))
    row.media_type, row.sha256 = checked.media_type, checked.sha256
    row.extension = checked.stored_as.rsplit(".", 1)[-1]
    row.whole_at = timezone.now()
    row.save()


def discard(row: LaidByFile) -> None:
    """Throw one file away, its row and its bytes."""
    path_of(row).unlink(missing_ok=True)
    row.delete()


def name_of(row: LaidByFile) -> str:
    """The person's own name for the file."""
    return open_sealed(row.sealed_name, context=context_of(row, "name"))


def checked_of(row: LaidByFile) -> CheckedFile:
    """What was found when it was looked at, with a place of its own to be kept at."""
    return CheckedFile(
        shown_name=name_of(row),
        stored_as=new_place(row.extension),
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
    )


def path_of(row: LaidByFile) -> Path:
    """Where its bytes lie: in a folder of the day on which it was begun."""
    return _folder() / timezone.localtime(row.begun_at).date().isoformat() / row.pk.hex


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def forget_abandoned_files(*, before: datetime) -> int:
    """Throw away the files begun on days before this moment and never sent; answers how many."""
    first_kept = timezone.localtime(before).date()
    LaidByFile.objects.filter(begun_at__lt=before).delete()
    count = 0
    for folder in _folder().iterdir() if _folder().is_dir() else ():
        with suppress(ValueError):
            if date.fromisoformat(folder.name) < first_kept:
                count += sum(1 for _file in folder.iterdir())
                shutil.rmtree(folder, ignore_errors=True)
    return count
