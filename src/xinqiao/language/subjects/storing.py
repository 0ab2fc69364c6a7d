"""How is a model kept in a file, and is this file the one that was approved? Arrays beside a card that names their digest.

`NAME.npz` holds numbers and words only (nothing that runs when it is read); `NAME.json` is the model's card.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from xinqiao.language.shipped import WrongFile, bytes_of
from xinqiao.language.subjects.calibration import Calibration
from xinqiao.language.subjects.features import Vocabulary
from xinqiao.language.subjects.model import SubjectModel

# Raised when the arrays of the file change their meaning: an older file is then refused, never misread.
FORMAT = 2


class WrongModel(ValueError):
    """A file is no model, or not the one that its card names; the text is one sentence."""


def save_model(model: SubjectModel, file: Path, card: Mapping[str, Any]) -> dict[str, Any]:
    """Write `file` (its name ends in .npz) and its card beside it; returns the card with format, labels and digest."""
    with file.open("wb") as opened:
        np.savez_compressed(
            opened,
            weights=model.weights,
            offset=model.offset,
            rarity=model.vocabulary.rarity,
            bounds=np.array(model.vocabulary.bounds, dtype=np.int64),
            features=_bytes(model.vocabulary.features),
            silent=_bytes(sorted(model.silent)),
            calibration=_numbers(model.calibration),
        )
    # It holds words of the letters that taught it.
    file.chmod(0o600)
    whole = {"format": FORMAT, "labels": list(model.labels), "sha256": digest_of(file), **card}
    card_of(file).write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return whole


def load_model(file: Path) -> SubjectModel:
    """The model of `file`, if its digest is that of its card. Raises WrongModel."""
    card = read_card(file)
    if not file.is_file():
        raise WrongModel(f"There is no model {file}.")
    try:
        content = bytes_of(file)
    except WrongFile as fault:
        raise WrongModel(str(fault)) from fault
    # What was looked at is what is read: the file may be replaced meanwhile.
    found = hashlib.sha256(content).hexdigest()
    if found != card["sha256"]:
        raise WrongModel(
            f"The model {file} is not the one of its card: its digest is {found[:12]}…, not {card['sha256'][:12]}…."
        )
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            first, second, third = arrays["bounds"].tolist()
            return SubjectModel(
                labels=tuple(card["labels"]),
                vocabulary=Vocabulary(_words(arrays["features"]), arrays["rarity"], (first, second, third)),
                weights=arrays["weights"],
                offset=arrays["offset"],
                calibration=_calibration(arrays["calibration"].tolist()),
                silent=frozenset(_words(arrays["silent"])),
            )
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as fault:
        raise WrongModel(f"The model {file} cannot be read.") from fault


def read_card(file: Path) -> dict[str, Any]:
    """The card beside a model. Raises WrongModel where it is missing, unreadable, or of another format."""
    path = card_of(file)
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise WrongModel(f"The model {file} has no readable card {path.name} beside it.") from fault
    if (
        not isinstance(card, dict)
        or not isinstance(card.get("sha256"), str)
        or not isinstance(card.get("labels"), list)
    ):
        raise WrongModel(f"The card {path} names no labels or no digest.")
    if card.get("format") != FORMAT:
        raise WrongModel(f"The model {file} has the format {card.get('format')}; this version reads {FORMAT}.")
    return card


def card_of(file: Path) -> Path:
    """Where the card of a model lies."""
    return file.with_suffix(".json")


def digest_of(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _numbers(of: Calibration) -> Any:
    return np.array([of.slope, of.offset, *of.bounds, of.lead, of.length], dtype=np.float64)


def _calibration(numbers: list[float]) -> Calibration:
    slope, offset, low, high, lead, length = numbers
    return Calibration(slope, offset, (low, high), lead, length)


def _bytes(words: Any) -> Any:
    return np.frombuffer("\n".join(words).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def _words(raw: Any) -> tuple[str, ...]:
    return tuple(raw.tobytes().decode("utf-8", "surrogatepass").split("\n"))
