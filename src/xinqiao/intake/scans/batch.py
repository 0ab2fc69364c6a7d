"""A folder of scans: each file, and each folder in it, one letter. Which are registered, which wait for a person, and why?"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile

from xinqiao.intake.models import ScannedLetter, ScanState
from xinqiao.intake.scans.keeping import lay_letter, reading_of
from xinqiao.intake.scans.reading import read_letter
from xinqiao.intake.scans.registering import register_as_read, why_a_person_must_look
from xinqiao.people.models import Organisation
from xinqiao.people.responsible import NobodyResponsible
from xinqiao.petitions.acting import ActRefused, BadInput
from xinqiao.safeguards.uploads import RefusedFile

SUFFIXES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".heic", ".gif"})


# An accusation names whom it accuses before it is registered: a person does that.
KINDS = ("appeal", "suggestion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one letter: registered, already, waiting, aside or refused; its reference, or why not in one word or sentence."""

    name: str
    became: str
    reference: str = ""
    why: str = ""


def letters_in(folder: Path) -> list[Path]:
    """The letters of a folder by name: its scans, and its folders that hold some."""
    return sorted(one for one in folder.iterdir() if _scans_of(one))


def take_in_folder(
    folder: Path, *, office: Organisation, received_at: datetime | None = None, kind: str = ""
) -> Iterator[Outcome]:
    """Lay down, read and register each letter of the folder, one after the other; run again, it adds nothing.

    Registered is what was read without doubt, as `kind` (appeal or suggestion); without one each letter waits for an officer,
    who chooses it. What has doubt, no text, or words of an accusation always waits; what was set aside is not read again.
    """
    if kind not in ("", *KINDS):
        raise ValueError(f"A folder is registered as one of {', '.join(KINDS)}, never as {kind}.")
    for one in letters_in(folder):
        yield _taken_in(one, office=office, received_at=received_at, kind=kind)


def _taken_in(path: Path, *, office: Organisation, received_at: datetime | None, kind: str) -> Outcome:
    try:
        with ExitStack() as stack:
            files = [_as_uploaded(scan, stack) for scan in _scans_of(path)]
            letter, _is_new = lay_letter(files, office=office, received_at=received_at)
    except RefusedFile as refusal:
        return Outcome(name=path.name, became="refused", why=str(refusal.sentence))
    except OSError as fault:
        return Outcome(name=path.name, became="refused", why=str(fault.strerror))
    if letter.state == ScanState.REGISTERED:
        return Outcome(name=path.name, became="already", reference=_reference(letter))
    if letter.is_aside:
        return Outcome(name=path.name, became="aside")
    read_letter(letter)
    why = letter.reason or why_a_person_must_look(reading_of(letter)) or ("" if kind else "to_confirm")
    if why:
        return Outcome(name=path.name, became="waiting", why=why)
    try:
        received = register_as_read(letter, kind=kind)
    except (ActRefused, BadInput, RefusedFile, NobodyResponsible) as fault:
        return Outcome(name=path.name, became="waiting", why=str(fault))
    return Outcome(name=path.name, became="registered", reference=received.petition.reference)


def _reference(letter: ScannedLetter) -> str:
    return letter.petition.reference if letter.petition else ""


def _scans_of(path: Path) -> list[Path]:
    """The file itself, or the scans of a folder by name."""
    if path.name.startswith("."):
        return []
    if path.is_dir():
        return sorted(one for one in path.iterdir() if one.is_file() and _scans_of(one))
    return [path] if path.suffix.lower() in SUFFIXES else []


def _as_uploaded(path: Path, stack: ExitStack) -> UploadedFile[bytes]:
    opened = stack.enter_context(path.open("rb"))
    return UploadedFile(file=File(opened), name=path.name, size=path.stat().st_size)
