"""The files that come with a submission: all checked before anything is kept, none left behind by a failure."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from xinqiao.safeguards.uploads import CheckedFile, check_upload


def check_files(files: Sequence[UploadedFile]) -> list[CheckedFile]:
    """What each file is, by its content. Raises RefusedFile with its sentence; nothing was kept then."""
    return [check_upload(file, name=file.name or "") for file in files]


@contextmanager
def kept_files(files: Sequence[UploadedFile], checked: Sequence[CheckedFile]) -> Iterator[None]:
    """Keep the files while the block registers them; if it fails, they are removed again."""
    kept: list[str] = []
    try:
        for file, known in zip(files, checked, strict=True):
            file.seek(0)
            kept.append(default_storage.save(known.stored_as, file))
            _sync(kept[-1])
        yield
    except BaseException:
        for name in kept:
            default_storage.delete(name)
        raise


def _sync(name: str) -> None:
    """On the disk before the receipt leaves, where the storage is a folder of this machine."""
    # A storage in memory (tests) names a path too, and there is nothing at it.
    with suppress(NotImplementedError, FileNotFoundError):
        descriptor = os.open(default_storage.path(name), os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
