"""A file that comes in pieces: interrupted at any byte, it goes on at that byte; refused, it is refused early."""

import fcntl
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from xinqiao.safeguards.models import LaidByFile
from xinqiao.safeguards.uploads.kinds import HEAD_BYTES
from xinqiao.safeguards.uploads.receiving import RefusedFile, TooLarge, check_upload, refuse_by_head
from xinqiao.safeguards.uploads.trays import FileGone, discard, finish, name_of, path_of


class OtherOffset(Exception):
    """The piece does not begin where the last one ended; `received` says where that is."""

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__(received)


class ComingAlready(Exception):
    """Another window, or a connection that is not known to be dead yet, is sending this file at the moment."""


def received_of(row: LaidByFile) -> int:
    """How many bytes are here. Raises FileGone."""
    if row.whole_at is not None:
        return row.size
    try:
        return path_of(row).stat().st_size
    except FileNotFoundError:
        return 0


def append(row: LaidByFile, pieces: Iterable[bytes], *, offset: int) -> int:
    """Write a piece behind what is here; how much is here then. With the last byte the file is looked at as a whole.

    Whatever arrived before the connection broke stays. Raises OtherOffset, ComingAlready, FileGone, and RefusedFile
    as soon as the first bytes show it; a refused file is thrown away.
    """
    try:
        with _held(row) as kept:
            received = kept.seek(0, os.SEEK_END)
            if received != offset:
                raise OtherOffset(received)
            received = _written(row, kept, pieces, received)
            if received == row.size:
                kept.flush()
                os.fsync(kept.fileno())
                finish(row, check_upload(kept, name=name_of(row)))
            return received
    except RefusedFile:
        discard(row)
        raise


def _written(row: LaidByFile, kept: BinaryIO, pieces: Iterable[bytes], received: int) -> int:
    is_head_known = received >= min(HEAD_BYTES, row.size)
    for piece in pieces:
        if received + len(piece) > row.size:
            sentence = _("“{name}” is larger than was said when it was begun: choose it again.")
            raise TooLarge(format_lazy(sentence, name=name_of(row)))
        kept.write(piece)
        received += len(piece)
        if not is_head_known and received >= min(HEAD_BYTES, row.size):
            kept.seek(0)
            refuse_by_head(kept.read(HEAD_BYTES), name_of(row))
            kept.seek(0, os.SEEK_END)
            is_head_known = True
    return received


@contextmanager
def _held(row: LaidByFile) -> Iterator[BinaryIO]:
    """The file, held by us alone; let go however it ends."""
    if row.whole_at is not None:
        raise OtherOffset(row.size)
    try:
        descriptor = os.open(path_of(row), os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError as gone:
        raise FileGone from gone
    with io.FileIO(descriptor, "r+b") as raw:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ComingAlready from None
        # It may have been finished or thrown away just before it was ours.
        try:
            row.refresh_from_db()
        except LaidByFile.DoesNotExist:
            path_of(row).unlink(missing_ok=True)
            raise FileGone from None
        if row.whole_at is not None:
            raise OtherOffset(row.size)
        with io.BufferedRandom(raw) as kept:
            yield kept
