"""Where do the files of a scanned letter lie until it is registered, and is it a letter that came before?"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from xinqiao.intake.attachments import check_files
from xinqiao.intake.models import ScannedLetter, ScanState
from xinqiao.people.models import Organisation
from xinqiao.safeguards.sealing import context_of, open_sealed, reseal_rows, seal
from xinqiao.safeguards.uploads import CheckedFile
from xinqiao.safeguards.uploads.receiving import new_place
from xinqiao.safeguards.uploads.trays import LaidBy

_FOLDER = "scans"
_PIECE = 65_536


def lay_letter(
    files: Sequence[UploadedFile[bytes]],
    *,
    office: Organisation,
    received_at: datetime | None = None,
    typed: Any = None,
) -> tuple[ScannedLetter, bool]:
    """Keep the files as one letter that waits at `office`, and whether it is new: the same files are the same letter.

    `typed` are fields of the form that were filled in already. Raises RefusedFile; then nothing is kept.
    """
    checked = check_files(files)
    key = _key_of(office, checked)
    if earlier := ScannedLetter.objects.filter(key=key).first():
        return earlier, False
    now = timezone.now()
    letter = ScannedLetter(key=key, office=office, laid_at=now, received_at=received_at or now)
    letter.sealed_files = seal(json.dumps([asdict(one) for one in checked]), context=context_of(letter, "files"))
    if typed:
        write_reading(letter, {"typed": typed})
    folder = folder_of(letter)
    folder.mkdir(mode=0o700, parents=True)
    for number, file in enumerate(files):
        file.seek(0)
        with (folder / _name(number, checked[number])).open("wb") as kept:
            shutil.copyfileobj(file, kept, _PIECE)
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        # The same files were just laid down from another window.
        shutil.rmtree(folder, ignore_errors=True)
        return ScannedLetter.objects.get(key=key), False
    return letter, True


def folder_of(letter: ScannedLetter) -> Path:
    """Where its files lie, and the pictures of its pages."""
    return Path(settings.MEDIA_ROOT) / _FOLDER / letter.pk.hex


def files_of_letter(letter: ScannedLetter) -> list[CheckedFile]:
    """What its files are, in their order."""
    told = json.loads(open_sealed(letter.sealed_files, context=context_of(letter, "files")))
    return [CheckedFile(**one) for one in told]


def paths_of(letter: ScannedLetter) -> list[Path]:
    """Where each of its files lies, in their order."""
    return [folder_of(letter) / _name(number, one) for number, one in enumerate(files_of_letter(letter))]


@contextmanager
def opened_files(letter: ScannedLetter) -> Iterator[list[UploadedFile[bytes]]]:
    """Its files as though they had just been uploaded; each gets a place of its own to be kept at."""
    with ExitStack() as stack:
        files: list[UploadedFile[bytes]] = []
        for path, known in zip(paths_of(letter), files_of_letter(letter), strict=True):
            extension = known.stored_as.rsplit(".", 1)[-1]
            file = LaidBy(path, replace(known, stored_as=new_place(extension)))
            stack.callback(file.close)
            files.append(file)
        yield files


def reading_of(letter: ScannedLetter) -> dict[str, Any]:
    """What was read: the document of xinqiao.language.paper, and what was typed beside it (`typed`)."""
    if letter.sealed_reading is None:
        return {}
    told: dict[str, Any] = json.loads(open_sealed(letter.sealed_reading, context=context_of(letter, "reading")))
    return told


def write_reading(letter: ScannedLetter, reading: dict[str, Any]) -> None:
    """Put what was read into the row; it is not saved here."""
    letter.sealed_reading = seal(json.dumps(reading, ensure_ascii=False), context=context_of(letter, "reading"))
    pages = reading.get("pages", [])
    letter.page_count = len(pages)
    letter.doubtful_count = sum(line["doubtful"] for page in pages for line in page["lines"])


def forget_registered(*, before: datetime) -> int:
    """Throw away the folders and readings of letters registered with a petition that were laid down before; how many.

    The petition keeps the files. The row stays, so that the same files are known again. While a slip waits to be
    printed the reading stays too: the query code is made from it.
    """
    done = ScannedLetter.objects.filter(
        state=ScanState.REGISTERED, petition__isnull=False, sealed_reading__isnull=False, laid_at__lt=before
    ).filter(Q(kind="") | Q(slip_at__isnull=False))
    count = 0
    for letter in done:
        shutil.rmtree(folder_of(letter), ignore_errors=True)
        letter.sealed_reading = None
        letter.save(update_fields=["sealed_reading"])
        count += 1
    return count


def reseal_scans() -> int:
    """Bring what is sealed of scanned letters under the key in use; how many letters changed."""
    columns = {"sealed_files": "files", "sealed_reading": "reading"}
    return reseal_rows(ScannedLetter.objects.order_by("pk"), columns)


def _key_of(office: Organisation, checked: Sequence[CheckedFile]) -> str:
    digests = "\n".join(sorted(one.sha256 for one in checked))
    return hashlib.sha256(f"xinqiao.scan\n{office.pk}\n{digests}".encode()).hexdigest()


def _name(number: int, known: CheckedFile) -> str:
    return f"file-{number}.{known.stored_as.rsplit('.', 1)[-1]}"
