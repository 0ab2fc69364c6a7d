"""Reading one entry of a pack strictly: what is missing, unknown or of the wrong sort is told in one sentence."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.definitions import OFFICE_RULE

MARKS = ("V", "X", "Mh", "Mm", "Ml")
"""How sure a value is: read in full, read in an excerpt, from memory with high, medium or low confidence."""

BASIS = ("article", "internal", "source", "mark")


class Entry:
    """A mapping of a pack together with the place it stands in, for sentences about it."""

    def __init__(self, where: str, raw: Any, known: tuple[str, ...]) -> None:
        if not isinstance(raw, Mapping):
            raise PackError(f"{where} is not a mapping.")
        self.where = where
        self.raw = raw
        for key in raw:
            if key not in known:
                raise PackError(f"{where} has the unknown key '{key}'; known are {', '.join(known)}.")

    def text(self, key: str) -> str:
        """Return a text that must be there; a bare number is read as its digits."""
        value = self.raw.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str) or not value:
            raise PackError(f"{self.where} needs the text '{key}'.")
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None where it is left out."""
        return None if self.raw.get(key) is None else self.text(key)

    def whole(self, key: str) -> int:
        """Return a whole number that must be there, 0 or more."""
        value = self.raw.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise PackError(f"{self.where} needs the whole number '{key}', 0 or more.")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is left out."""
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            raise PackError(f"{self.where}: '{key}' must be true or false.")
        return value

    def day(self, key: str) -> date:
        """Return a date that must be there."""
        value = self.raw.get(key)
        if not isinstance(value, date):
            raise PackError(f"{self.where} needs the date '{key}' as YYYY-MM-DD.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone stands for a list of one."""
        value = self.raw.get(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise PackError(f"{self.where}: '{key}' must be a text or a list of texts.")
        return tuple(value)

    def listed(self, key: str) -> list[Any]:
        """Return a list; a single mapping or text stands for a list of one."""
        value = self.raw.get(key, [])
        return value if isinstance(value, list) else [value]

    def mapped(self, key: str) -> Mapping[str, Any]:
        """Return a mapping; empty where it is left out."""
        value = self.raw.get(key) or {}
        if not isinstance(value, Mapping):
            raise PackError(f"{self.where}: '{key}' must be a mapping.")
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """Return one of the allowed words."""
        value = self.raw.get(key, default)
        if value not in allowed:
            raise PackError(f"{self.where}: '{key}' is '{value}'; it must be one of {', '.join(allowed)}.")
        return str(value)

    def basis(self) -> tuple[str, bool, str]:
        """Return article, whether it is an office rule, and mark: an article, or `internal: true` with its source."""
        mark = self.choice("mark", MARKS, "")
        if self.flag("internal"):
            if not self.raw.get("source"):
                raise PackError(f"{self.where} is internal and needs its 'source'.")
            if "article" in self.raw:
                raise PackError(f"{self.where} is internal: an office rule has a source and no article.")
            return OFFICE_RULE, True, mark
        if "article" not in self.raw:
            raise PackError(f"{self.where} names no article; give 'article', or 'internal: true' with a 'source'.")
        return self.text("article"), False, mark


def entries(where: str, raw: Any, known: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    """Return the named entries of a mapping, each with its place."""
    if not isinstance(raw, Mapping):
        raise PackError(f"{where} is not a mapping of names.")
    for name, item in raw.items():
        yield str(name), Entry(f"{where}: '{name}'", item, known)
