"""Where does the index of matters lie, and who reads it? Loaded at the first question; without questions it costs nothing."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from xinqiao.language.same_matter.keeping import MatterReader


def index_folder() -> Path:
    """The folder of the index: it may be thrown away, the database makes it anew."""
    return Path(settings.XINQIAO_HOME) / "matters"


def matter_reader() -> MatterReader:
    """The reader of this process, shared by its threads."""
    return _reader(index_folder())


def judgement_name() -> str:
    """The digest of the judgement installed, shortened: links say which one found them."""
    card = resources.files("xinqiao.language.same_matter") / "judgement.json"
    return str(json.loads(card.read_text(encoding="utf-8"))["sha256"])[:16]


@cache
def _reader(folder: Path) -> MatterReader:
    # numpy and the search are loaded by those who ask
    reader: MatterReader = import_module("xinqiao.language.same_matter.keeping").MatterReader(folder)
    return reader
