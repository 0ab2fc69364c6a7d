"""How do an office's own models come along in a backup, with their cards and with which of them is in use?

They teach nothing new when lost, yet teaching them takes an evening: so they are held. A damaged one never keeps the
petitions from coming back: it is named in one sentence, and the words of the subject tree read in its place.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = "models"


class WrongLink(ValueError):
    """A backup names a model in use that is not in it."""


def model_files(folder: Path) -> Iterator[Path]:
    """The files of the models' folder that a backup holds, a version put in use as the file that it is; hidden ones stay out."""
    for path in sorted(folder.glob("*")):
        if path.is_file() and not path.name.startswith(".") and not _is_link_inside(path):
            yield path


def links_in(folder: Path) -> dict[str, str]:
    """Which name stands for which file: `subjects.npz` for the version in use."""
    return {path.name: path.resolve().name for path in sorted(folder.glob("*")) if _is_link_inside(path)}


def faults_of(folder: Path) -> list[str]:
    """One sentence for each model of the folder that could not be used."""
    models = [path for path in model_files(folder) if path.suffix == ".npz"]
    if not models:
        return []
    # Arrays are heavy to load: only where there is a model.
    from xinqiao.language.subjects.storing import WrongModel, digest_of, read_card

    said = []
    for path in models:
        try:
            if digest_of(path) != read_card(path)["sha256"]:
                said.append(f"The model {path.name} is not the one of its card.")
        except WrongModel as fault:
            said.append(str(fault).replace(f"{folder}/", ""))
    return said


def check_links(manifest: dict[str, Any]) -> None:
    """Raises WrongLink where a link would point out of the folder, or to what is not in the backup."""
    for name, target in manifest.get("links", {}).items():
        if Path(name).name != name or Path(target).name != target or f"{FOLDER}/{target}" not in manifest["parts"]:
            raise WrongLink(f"its model {name} points to what is not in it")


def put_models_back(unpacked: Path, home: Path, links: dict[str, str]) -> None:
    """Put the unpacked models in the place of those that are here; the earlier folder is gone only when the new one stands."""
    unpacked.mkdir(exist_ok=True)
    for path in unpacked.iterdir():
        path.chmod(0o600)
    for name, target in links.items():
        (unpacked / name).unlink(missing_ok=True)
        (unpacked / name).symlink_to(target)
    here, earlier = home / FOLDER, home / f".{FOLDER}.earlier"
    shutil.rmtree(earlier, ignore_errors=True)
    if here.exists():
        here.rename(earlier)
    shutil.move(str(unpacked), here)
    shutil.rmtree(earlier, ignore_errors=True)


def contents(manifest: dict[str, Any]) -> dict[str, Any]:
    """What a backup holds, to be told: documents, models and which of them is in use (empty where none is chosen)."""
    names = list(manifest["parts"])
    return {
        "documents": sum(name.startswith("files/") for name in names),
        "models": sum(name.startswith(f"{FOLDER}/") and name.endswith(".npz") for name in names),
        "model_in_use": manifest.get("links", {}).get("subjects.npz", ""),
    }


def told(manifest: dict[str, Any]) -> str:
    """The same in words."""
    held = contents(manifest)
    used = f", in use {held['model_in_use']}" if held["model_in_use"] else ""
    return f"the database, documents: {held['documents']}, models: {held['models']}{used}"


def _is_link_inside(path: Path) -> bool:
    return path.is_symlink() and path.resolve().parent == path.parent.resolve() and path.resolve().is_file()
