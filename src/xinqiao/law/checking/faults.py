"""What is wrong with a pack, and by which shortest history can it be seen?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xinqiao.procedure.facts import Fact
from xinqiao.procedure.matter import Matter


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of an invariant where a check stands; `subject` tells two findings of one invariant apart."""

    invariant: str
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A breach with the history that shows it: a facts document with the day asked, or None for the pack itself."""

    invariant: str
    message: str
    history: Mapping[str, Any] | None = None

    def as_document(self) -> dict[str, Any]:
        """The fault as plain data."""
        return {"invariant": self.invariant, "message": self.message, "history": self.history}


@dataclass(frozen=True, slots=True)
class Report:
    """What the exploration of one pack came to; `states` counts the distinct situations seen."""

    id: str
    states: int
    faults: tuple[Fault, ...]

    def as_document(self) -> dict[str, Any]:
        """The report as CONTRACT.md names it."""
        return {"id": self.id, "states": self.states, "faults": [fault.as_document() for fault in self.faults]}


def history_document(matter: Matter, facts: tuple[Fact, ...], on: date) -> dict[str, Any]:
    """A history as a facts document that `law assess` reads, with the day on which to ask."""
    return {
        "matter": {
            "kind": matter.kind,
            "route": matter.route,
            "simple": matter.simple,
            "persons": matter.persons,
            "accused": matter.accused,
            "organisations": [
                {"id": organ.id, "parent": organ.parent, "role": organ.role} for organ in matter.organisations
            ],
        },
        "facts": [_fact_document(fact) for fact in facts],
        "on": on.isoformat(),
    }


def _fact_document(fact: Fact) -> dict[str, Any]:
    document: dict[str, Any] = {"kind": fact.kind, "at": fact.at.isoformat(), "by": fact.by}
    if fact.organisation is not None:
        document["organisation"] = fact.organisation
    if fact.data:
        document["data"] = dict(fact.data)
    return document
