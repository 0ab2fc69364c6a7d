"""The phrases of the invented petitions (planted_phrases.yaml), read once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml


class Trouble(NamedTuple):
    """One kind of trouble, in the several ways in which people put it."""

    things: tuple[str, ...]
    headings: tuple[str, ...]
    facts: tuple[str, ...]
    wishes: tuple[str, ...]


class Phrases(NamedTuple):
    """What names are made of, how letters open, the troubles, and sentences that say nothing of any of them."""

    name_firsts: tuple[str, ...]
    name_seconds: tuple[str, ...]
    road_ends: tuple[str, ...]
    estate_ends: tuple[str, ...]
    greetings: tuple[str, ...]
    openings: tuple[str, ...]
    fillers: tuple[str, ...]
    troubles: tuple[Trouble, ...]


@cache
def phrases() -> Phrases:
    """All phrases."""
    written = (resources.files(__package__) / "planted_phrases.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(written)
    troubles = tuple(Trouble(*(tuple(one[name]) for name in Trouble._fields)) for one in read.pop("troubles"))
    return Phrases(**{name: tuple(parts) for name, parts in read.items()}, troubles=troubles)
