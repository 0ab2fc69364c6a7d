"""Which statutes are there, and which one was in force on a day?

An installation serves one place, named by the folder of its law and handed in once by `serve_place`; the packs of other
places can be asked, checked and read by their names, and no petition runs under them.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from xinqiao.law.files import overlay_folders, pack_folders, read_yaml
from xinqiao.law.loading import load_statute
from xinqiao.procedure.statute import Statute

PLACE = "china"
"""The place that is served where none is handed in."""

_served = [PLACE]


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


def place_served() -> str:
    """Return the place whose law this installation applies."""
    return _served[0]


def serve_place(place: str) -> None:
    """Apply the law of `place` from now on: said once, by the settings or the command that starts; empty, the first place."""
    _served[0] = place or PLACE


def statutes() -> tuple[Statute, ...]:
    """Return the statutes of the place served, without overlays, the oldest first; the packs are looked for once."""
    return statutes_of(place_served())


@cache
def statutes_of(place: str) -> tuple[Statute, ...]:
    """Return the statutes of a place without overlays, the oldest first; none for a place that has no law here."""
    folders = (folder for folder in pack_folders() if folder.parent.name == place)
    return tuple(sorted((statute(folder.name) for folder in folders), key=lambda s: (s.in_force, s.id)))


def all_statutes() -> tuple[Statute, ...]:
    """Return the statutes of every place: those of the place served first, then the others by place."""
    places = sorted({folder.parent.name for folder in pack_folders()}, key=lambda name: (name != place_served(), name))
    return tuple(found for place in places for found in statutes_of(place))


def statute_in_force(on: date, *, place: str | None = None) -> Statute:
    """Return the statute, with its amendments, under which a petition received on the day runs. Raises NoStatuteInForce."""
    for found in statutes() if place is None else statutes_of(place):
        if found.is_in_force(on):
            return found.edition(on)
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
