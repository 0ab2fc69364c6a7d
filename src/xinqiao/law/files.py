"""Which files make up a pack, and what becomes of them when overlays patch their values."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from xinqiao.procedure.conditions import PackError

HOME = Path(__file__).parent
ALSO = "also"
PARTS = ("pack", "limits", "clocks", "stages", "duties", "reasons")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def pack_folders() -> tuple[Path, ...]:
    """Return the folder of every pack, in order of place and name."""
    return tuple(sorted(path.parent for path in HOME.glob("*/*/pack.yaml")))


def overlay_folders(place: Path) -> Mapping[str, Path]:
    """Return the overlays of a place by their identifiers."""
    return {path.parent.name: path.parent for path in sorted(place.glob("overlays/*/overlay.yaml"))}


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file; PackError names the file and the line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader
    except (OSError, yaml.YAMLError) as fault:
        raise PackError(f"{_short(path)} cannot be read: {' '.join(str(fault).split())}") from None


def read_parts(folder: Path) -> dict[str, Any]:
    """Return the parts of a pack or of an overlay: one mapping for each file, the steps gathered into one."""
    parts: dict[str, Any] = {}
    for name in PARTS:
        path = folder / f"{name}.yaml"
        if path.exists():
            parts[name] = read_yaml(path) or {}
    steps: dict[str, Any] = {}
    for path in sorted(folder.glob("steps/*.yaml")):
        for step, raw in (read_yaml(path) or {}).items():
            if step in steps:
                raise PackError(f"{_short(path)}: the step '{step}' is written twice.")
            steps[step] = raw
    if steps:
        parts["steps"] = steps
    return parts


def patched(parts: dict[str, Any], overlays: Sequence[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Return the parts with each overlay laid over them: mappings merge, other values replace, null takes away.

    `{also: [...]}` over a list adds to its end, so that an overlay need not repeat what it leaves as it is.
    """
    for name, patch in overlays:
        parts = _merged(parts, patch, name)
    return parts


def _merged(below: Any, above: Any, where: str) -> Any:
    if isinstance(above, Mapping) and set(above) == {ALSO}:
        if not isinstance(below, list) or not isinstance(above[ALSO], list):
            raise PackError(f"overlays/{where}: 'also' adds a list to a list, and there is none.")
        return [*below, *above[ALSO]]
    if not isinstance(above, Mapping):
        return above
    merged = dict(below) if isinstance(below, Mapping) else {}
    for key, value in above.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _merged(merged.get(key), value, f"{where}/{key}")
    return merged


def digest_of(content: Any) -> str:
    """Return the sha256 of the canonical content: the same rules have the same digest, however they are written."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise PackError(f"{value!r} is not a value that a pack can hold.")


def _short(path: Path) -> str:
    return str(path.relative_to(HOME)) if path.is_relative_to(HOME) else str(path)
