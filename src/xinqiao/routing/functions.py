"""What does a department answer for? Functions with the names of those who have them and the words of their matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("functions.yaml")


@dataclass(frozen=True, slots=True)
class Function:
    """One function of government, with the parts of names of bodies that have it and the words that speak of it."""

    name: str
    bodies: tuple[str, ...]
    subjects: frozenset[str]
    words: tuple[str, ...]
    not_with: tuple[str, ...]

    def is_of(self, body: str) -> bool:
        """Whether a body of this name has the function."""
        return any(part in body for part in self.bodies)

    def words_in(self, text: str) -> tuple[str, ...]:
        """The words of the function that stand in `text`; a word inside a longer found one is not counted again."""
        if any(word in text for word in self.not_with):
            return ()
        found = [word for word in self.words if word in text]
        return tuple(word for word in found if not any(word != other and word in other for other in found))


@cache
def functions() -> tuple[Function, ...]:
    """All functions, read once."""
    rows: list[Mapping[str, object]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Function(
            name=str(row["function"]),
            bodies=_strings(row["bodies"]),
            subjects=frozenset(_strings(row["subjects"])),
            words=tuple(str(row["words"]).split()),
            not_with=_strings(row["not_with"]),
        )
        for row in rows
    )


def _strings(written: object) -> tuple[str, ...]:
    return tuple(map(str, written)) if isinstance(written, list) else ()
