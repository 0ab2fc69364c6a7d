"""Which statutes are there, and which one was in force on a day?"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from xinqiao.law.files import overlay_folders, pack_folders, read_yaml
from xinqiao.law.loading import load_statute
from xinqiao.procedure.statute import Statute


class UnknownStatute(LookupError):
    """There is no pack or overlay of that name; the text is one sentence with the known ones."""


class NoStatuteInForce(LookupError):
    """No pack was in force on the day; the text is one sentence."""


def statute(identifier: str, overlays: Sequence[str] = ()) -> Statute:
    """Return a statute by its identifier, with overlays laid over it in order; read once. Raises UnknownStatute."""
    return _statute(identifier, tuple(overlays))


@cache
def _statute(identifier: str, overlays: tuple[str, ...]) -> Statute:
    folder = folder_of(identifier)
    known = overlay_folders(folder.parent)
    for overlay in overlays:
        if overlay not in known:
            listed = ", ".join(known) or "none"
            raise UnknownStatute(f"There is no overlay '{overlay}' for {identifier}; known are: {listed}.")
    return load_statute(folder, overlays)


@cache
def statutes() -> tuple[Statute, ...]:
    """Return every statute without overlays, the oldest first; the packs are looked for once, not at every petition."""
    return tuple(sorted((statute(folder.name) for folder in pack_folders()), key=lambda s: (s.in_force, s.id)))


def statute_in_force(on: date, *, place: str | None = None) -> Statute:
    """Return the statute under which a petition received on the day runs. Raises NoStatuteInForce."""
    for found in statutes():
        if found.is_in_force(on) and place in (None, found.place):
            return found
    raise NoStatuteInForce(f"No statute was in force on {on.isoformat()}.")


def folder_of(identifier: str) -> Path:
    """Return the folder of a statute's pack. Raises UnknownStatute."""
    folders = {folder.name: folder for folder in pack_folders()}
    if identifier not in folders:
        raise UnknownStatute(f"There is no statute '{identifier}'; known are {', '.join(folders)}.")
    return folders[identifier]


def place_of(identifier: str) -> Path:
    """Return the folder of the jurisdiction a statute belongs to. Raises UnknownStatute."""
    return folder_of(identifier).parent


def overlays_of(identifier: str) -> tuple[str, ...]:
    """Return the identifiers of the overlays of a statute's place. Raises UnknownStatute."""
    found = overlay_folders(place_of(identifier))
    return tuple(name for name, folder in found.items() if identifier in read_yaml(folder / "overlay.yaml")["base"])
