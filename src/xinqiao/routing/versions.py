"""Which models of subjects does the office keep, and which one does the desk read with? Each version is a file with its card.

`models/subjects-VERSION.npz` and its card stay; `models/subjects.npz` is a link to one of them, put in place in one step.
"""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from xinqiao.language.subjects.storing import WrongModel, card_of, digest_of, load_model, read_card
from xinqiao.routing.subject import MODEL, model_file

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}")
_PREFIX = "subjects-"


class NoSuchVersion(LookupError):
    """No model of that name is kept; the text is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One kept model: its name, its card (empty where `fault` says in one sentence why it cannot be used)."""

    name: str
    card: dict[str, Any]
    is_in_use: bool
    fault: str = ""


def kept_versions() -> list[Version]:
    """All versions by name; a file that is not the one of its card is listed with its fault."""
    used = model_file()
    return [_version(file, used) for file in sorted(_folder().glob(f"{_PREFIX}*.npz"), key=lambda file: file.stem)]


def file_of(name: str) -> Path:
    """Where the version of this name lies or will lie. Raises NoSuchVersion for what is no name."""
    if not _NAME.fullmatch(name):
        raise NoSuchVersion("A version is named with letters, digits, points and hyphens, at most forty.")
    _folder().mkdir(parents=True, exist_ok=True)
    return _folder() / f"{_PREFIX}{name}.npz"


def new_name(day: str) -> str:
    """A name for a version of that day that none has yet: 2026-11-24, 2026-11-24-2 …"""
    number = 1
    while file_of(day if number == 1 else f"{day}-{number}").exists():
        number += 1
    return day if number == 1 else f"{day}-{number}"


def use_version(name: str) -> Version:
    """Let the desk read with this version from now on; the others stay. Raises NoSuchVersion or WrongModel."""
    file = file_of(name)
    if not file.is_file():
        known = ", ".join(one.name for one in kept_versions()) or "none"
        raise NoSuchVersion(f"There is no version {name}; kept are: {known}.")
    load_model(file)
    link = Path(settings.XINQIAO_HOME) / MODEL
    if link.is_file() and not link.is_symlink():
        _keep_plain(link)
    fresh = link.with_name(".subjects.npz.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(file.name)
    # One step: whoever reads meanwhile has the one or the other, never half of it.
    os.replace(fresh, link)
    return _version(file, model_file())


def _keep_plain(link: Path) -> None:
    """A model that was put there by hand becomes a version of its own."""
    earlier = file_of(f"before-{digest_of(link)[:12]}")
    if not earlier.exists():
        shutil.copy2(link, earlier)
        if card_of(link).is_file():
            shutil.copy2(card_of(link), card_of(earlier))


def _version(file: Path, used: Path) -> Version:
    name = file.stem.removeprefix(_PREFIX)
    is_in_use = file.resolve() == used and used.is_file()
    try:
        card = read_card(file)
        if digest_of(file) != card["sha256"]:
            raise WrongModel(f"The model {file.name} is not the one of its card.")
    except WrongModel as fault:
        return Version(name=name, card={}, is_in_use=is_in_use, fault=str(fault))
    return Version(name=name, card=card, is_in_use=is_in_use)


def _folder() -> Path:
    return Path(settings.XINQIAO_HOME) / MODEL.parent
