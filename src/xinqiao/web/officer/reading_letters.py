"""What does a scanned letter propose for its registration? Read in a process of its own; the officer compares and confirms."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

READ = "read"
_SUFFIXES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
# A letter of ten pages takes half of it on the smallest machine.
_SECONDS = 90
_LARGEST = 40_000_000
_DOUBTS_SHOWN = 30
# Field of the letter → field of the form.
_FIELDS: Mapping[str, str] = {
    "body": "body",
    "title": "title",
    "name": "name",
    "phone": "phone",
    "place": "address",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRead:
    """What was read: values for empty fields of the form, the lines read with doubt, or why nothing was read."""

    values: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    pages: int = 0
    why_not: str = ""


def read_letter(files: Iterable[UploadedFile[bytes]]) -> LetterRead:
    """Read the files as the pages of one letter. They are written to a folder that is gone afterwards."""
    if not settings.XINQIAO_LANGUAGE:
        return LetterRead(why_not=_("Reading letters is switched off in this installation; type the text."))
    scans = [file for file in files if Path(file.name or "").suffix.lower() in _SUFFIXES]
    if not scans:
        return LetterRead(why_not=_("Choose the scan of the letter first: a PDF or a picture."))
    if sum(file.size or 0 for file in scans) > _LARGEST:
        return LetterRead(why_not=_("These scans are too large to be read at once; type the text."))
    with tempfile.TemporaryDirectory(prefix="letter-") as folder:
        return _read([_laid_down(file, Path(folder), number) for number, file in enumerate(scans)])


def _laid_down(file: UploadedFile[bytes], folder: Path, number: int) -> Path:
    """The file under a name of our own, which says nothing of the person."""
    path = folder / f"{number}{Path(file.name or '').suffix.lower()}"
    with path.open("wb") as out:
        out.writelines(file.chunks())
    file.seek(0)
    return path


def _read(scans: list[Path]) -> LetterRead:
    """Ask the command `language read`: its models leave the memory with it, and a hostile file meets no web process."""
    command = [sys.executable, "-m", "xinqiao.cli", "language", "read", "--json", *map(str, scans)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own command over paths of our own
            command, env=os.environ | {"OMP_NUM_THREADS": "1"}, capture_output=True, timeout=_SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return LetterRead(why_not=_("The letter could not be read in time; type the text."))
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return LetterRead(why_not=_("The scan could not be read: it is damaged, locked or no picture. Type the text."))
    return _proposed(answer)


def _proposed(answer: Mapping[str, Any]) -> LetterRead:
    values = {_FIELDS[name]: proposed["value"] for name, proposed in answer["fields"].items() if name in _FIELDS}
    doubts = [line["text"] for page in answer["pages"] for line in page["lines"] if line["doubtful"]]
    if not values.get("body"):
        return LetterRead(pages=len(answer["pages"]), why_not=_("No text was found on the scan; type the text."))
    return LetterRead(values=values, doubts=tuple(doubts[:_DOUBTS_SHOWN]), pages=len(answer["pages"]))
