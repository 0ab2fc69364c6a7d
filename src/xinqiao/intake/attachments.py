"""The files that come with a submission: all checked before anything is kept, none left behind by a failure."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import UploadedFile

from xinqiao.safeguards.uploads import CheckedFile, check_upload
from xinqiao.safeguards.uploads.trays import LaidBy


def check_files(files: Sequence[UploadedFile]) -> list[CheckedFile]:
    """What each file is, by its content. Raises RefusedFile with its sentence; nothing was kept then."""
    return [file.checked if isinstance(file, LaidBy) else check_upload(file, name=file.name or "") for file in files]


@contextmanager
def kept_files(files: Sequence[UploadedFile], checked: Sequence[CheckedFile]) -> Iterator[None]:
    """Keep the files while the block registers them; if it fails, they are removed again."""
    kept: list[str] = []
    try:
        for file, known in zip(files, checked, strict=True):
            kept.append(_keep(file, known.stored_as))
            _sync(kept[-1])
        yield
    except BaseException:
        for name in kept:
            default_storage.delete(name)
        raise


def _keep(file: UploadedFile, stored_as: str) -> str:
    """Keep one file; what lies by on the same disk already is not copied, and stays there if this fails."""
    if isinstance(file, LaidBy) and isinstance(default_storage, FileSystemStorage):
        target = Path(default_storage.path(stored_as))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(OSError):
            target.hardlink_to(file.path)
            return stored_as
    file.seek(0)
    return default_storage.save(stored_as, file)


def _sync(name: str) -> None:
    """On the disk before the receipt leaves, where the storage is a folder of this machine."""
    # A storage in memory (tests) names a path too, and there is nothing at it.
    with suppress(NotImplementedError, FileNotFoundError):
        descriptor = os.open(default_storage.path(name), os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
