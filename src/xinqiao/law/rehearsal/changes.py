"""Which statute would it be, with these values changed? A trial never becomes law by itself: nothing is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from xinqiao.law.files import LOADER
from xinqiao.law.library import UnknownStatute, folder_of, overlays_of
from xinqiao.law.loading import load_statute
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.statute import Statute


class UnreadableChange(ValueError):
    """A change that is not written as a place and a value; str() is one sentence."""


def tried(identifier: str, overlays: Sequence[str] = (), changes: Sequence[str] = ()) -> Statute:
    """The statute with overlays and single changed values, such as `handling=45` or `limits.review.unit=working_day`.

    Raises UnknownStatute, UnreadableChange, and PackError where the changed pack would contradict itself.
    """
    known = overlays_of(identifier)
    for overlay in overlays:
        if overlay not in known:
            listed = ", ".join(known) or "none"
            raise UnknownStatute(f"There is no overlay '{overlay}' for {identifier}; known are: {listed}.")
    statute = load_statute(folder_of(identifier), tuple(overlays))
    if not changes:
        return statute
    patch: dict[str, Any] = {}
    for change in changes:
        _lay(patch, *_read(change, statute))
    return load_statute(folder_of(identifier), tuple(overlays), patch=patch)


def _read(change: str, statute: Statute) -> tuple[list[str], Any]:
    """Where a change belongs, and its value; a bare name is the length of that limit."""
    place, equals, written = (part.strip() for part in change.partition("="))
    if not equals or not place or not written:
        raise UnreadableChange(f"'{change}' is no change: write a place and a value, such as handling=45.")
    path = place.split(".")
    if len(path) == 1:
        if place not in statute.limits:
            listed = ", ".join(sorted(statute.limits))
            raise UnreadableChange(f"There is no limit '{place}' in {statute.id}; known are {listed}.")
        path = ["limits", place, "value"]
    loader = LOADER(written)
    try:
        return path, loader.get_single_data()
    except Exception as fault:
        raise UnreadableChange(f"The value of '{change}' cannot be read.") from fault
    finally:
        loader.dispose()


def _lay(patch: dict[str, Any], path: Sequence[str], value: Any) -> None:
    here: Any = patch
    for name in path[:-1]:
        deeper = here.setdefault(name, {})
        if not isinstance(deeper, Mapping):
            raise PackError(f"{'.'.join(path)}: two changes contradict each other.")
        here = deeper
    here[path[-1]] = value
