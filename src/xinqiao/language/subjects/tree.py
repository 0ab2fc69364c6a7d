"""Which subjects are there, how are they divided, and with which words do letters speak of them?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("tree.yaml")


@dataclass(frozen=True, slots=True)
class Matter:
    """The third level: a code of six figures, its name, its words, and invented sentences."""

    code: str
    name: str
    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """The second level: the first four figures of its matters' codes, its name, its matters."""

    code: str
    name: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """The first level: a code of two figures, its name by language, its areas."""

    code: str
    names: dict[str, str]
    areas: tuple[Area, ...]

    @property
    def name(self) -> str:
        """The name as models and files write it."""
        return self.names["zh-hans"]

    def matters(self) -> Iterator[Matter]:
        """All matters of the branch."""
        for area in self.areas:
            yield from area.matters


@cache
def subject_tree() -> tuple[Branch, ...]:
    """The project's own tree, read once."""
    return tuple(_branch(raw) for raw in yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def branch_called(name: str) -> Branch | None:
    """The branch of that name in any of the three languages, or None."""
    return next((branch for branch in subject_tree() if name in branch.names.values()), None)


@dataclass(frozen=True, slots=True)
class SubjectPath:
    """One place of the tree by its code: the branch, and area and matter as far down as the code goes (else empty)."""

    code: str
    branch: str
    area: str
    matter: str

    @property
    def title(self) -> str:
        """The names from the top down."""
        return " › ".join(filter(None, (self.branch, self.area, self.matter)))


@cache
def paths() -> dict[str, SubjectPath]:
    """Every place of the tree by its code: branches of two figures, areas of four, matters of six, in order."""
    found = {}
    for branch in subject_tree():
        found[branch.code] = SubjectPath(branch.code, branch.name, "", "")
        for area in branch.areas:
            found[area.code] = SubjectPath(area.code, branch.name, area.name, "")
            for matter in area.matters:
                found[matter.code] = SubjectPath(matter.code, branch.name, area.name, matter.name)
    return found


def path_of(branch: str, matter: str = "") -> SubjectPath | None:
    """The place of a branch, or of its matter where one is named; None where the tree has none of these names."""
    return next((one for one in paths().values() if one.branch == branch and one.matter == matter), None)


def find_paths(typed: str) -> tuple[SubjectPath, ...]:
    """The places of the tree in whose names or words all of the typed words stand, those named so first."""
    wanted = typed.casefold().split()
    if not wanted:
        return ()
    said = {matter.code: matter.words for branch in subject_tree() for matter in branch.matters()}
    found = []
    for one in paths().values():
        names = one.title.casefold()
        own = (one.matter or one.area or one.branch).casefold()
        speech = " ".join((names, *said.get(one.code, ()))).casefold()
        if all(word in speech for word in wanted):
            found.append((not all(word in own for word in wanted), one.code, one))
    return tuple(one for _, _, one in sorted(found, key=lambda row: row[:2]))


def _branch(raw: dict[str, Any]) -> Branch:
    return Branch(raw["code"], raw["name"], tuple(map(_area, raw["areas"])))


def _area(raw: dict[str, Any]) -> Area:
    matters = tuple(
        Matter(one["code"], one["name"], tuple(str(one["words"]).split()), tuple(one["examples"]))
        for one in raw["matters"]
    )
    return Area(matters[0].code[:4], raw["name"], matters)
