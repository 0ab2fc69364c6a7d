"""Files chosen before a petition is sent: checked by content, laid by under a name nobody can guess, thrown away after."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from xinqiao.safeguards.uploads import check_upload

FOLDER = "drafts"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """One file laid by: its path in the storage and the person's own name for it."""

    stored_as: str
    shown_name: str
    size: int

    @property
    def id(self) -> str:
        """What a form calls it; the path stays with us."""
        return self.stored_as.rsplit("/", 1)[-1].split(".")[0]


def lay_by(file: UploadedFile) -> DraftFile:
    """Check a file by its content and keep it until the petition is sent. Raises RefusedFile."""
    checked = check_upload(file, name=file.name or "")
    suffix = checked.stored_as.rsplit(".", 1)[-1]
    path = f"{FOLDER}/{timezone.localdate().isoformat()}/{uuid4().hex}.{suffix}"
    return DraftFile(
        stored_as=default_storage.save(path, file), shown_name=file.name or checked.shown_name, size=checked.size
    )


def discard(file: DraftFile) -> None:
    """Throw a laid-by file away; one that is gone already is gone."""
    with suppress(OSError):
        default_storage.delete(file.stored_as)


class FileGone(Exception):
    """A file that was laid by is no longer there."""


@contextmanager
def opened(files: list[DraftFile]) -> Iterator[list[UploadedFile]]:
    """The laid-by files as though they had just been uploaded. Raises FileGone."""
    with ExitStack() as stack:
        try:
            handles = [stack.enter_context(default_storage.open(file.stored_as)) for file in files]
        except FileNotFoundError as gone:
            raise FileGone from gone
        yield [
            UploadedFile(file=handle, name=file.shown_name, size=file.size)
            for handle, file in zip(handles, files, strict=True)
        ]


def forget_abandoned_files(*, before: datetime) -> int:
    """Throw away the files of drafts begun on days before this moment and never sent; answers how many."""
    count = 0
    last_kept = timezone.localtime(before).date()
    with suppress(FileNotFoundError):
        for day in default_storage.listdir(FOLDER)[0]:
            if _is_day(day) and date.fromisoformat(day) < last_kept:
                for name in default_storage.listdir(f"{FOLDER}/{day}")[1]:
                    default_storage.delete(f"{FOLDER}/{day}/{name}")
                    count += 1
    return count


def _is_day(name: str) -> bool:
    with suppress(ValueError):
        return bool(date.fromisoformat(name))
    return False
