"""What an act is, and the list of all of them: one file each in petitions/actions/."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from xinqiao.petitions.models.document import DocumentKind
from xinqiao.safeguards.permissions import Permission

if TYPE_CHECKING:
    from xinqiao.petitions.acting.doing import Doing
    from xinqiao.petitions.acting.dossier import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act. `step` is the law's name of it; without one it is office work and no fact of the law.

    `effect` looks at what is given, makes what belongs to the act (a document, a party) and returns
    the data of the event. `permission` is what an officer needs; `roles` are the law's roles that may
    do an office act (a step's roles come from the law). `needs_approved` names the kind of document
    that a second person must have approved before.
    """

    name: str
    title: str | Promise
    given: type
    kind: str
    effect: Callable[["Doing", Any], Mapping[str, Any]]
    step: str | None = None
    permission: Permission | None = None
    roles: tuple[str, ...] = ()
    needs_approved: DocumentKind | None = None
    # Of an act of drafting: the act that issues what it wrote. It is offered only while that one is lawful.
    issued_by: str = ""
    # An act of the office that stays possible when the procedure is over (help, a question, a note).
    after_end: bool = False
    # The law would take the fact with its fault on record; our own desk refuses to make the fault.
    without_defect: bool = False
    # A step of the petitioner's that an office may write down for her (a letter, a visit, a call).
    on_behalf: bool = False
    # A step that is the petitioner's too, done by this act in an officer's own name only.
    of_office: bool = False
    # An act of the office that has nothing to act on is not offered; done all the same, it refuses with its reason.
    is_apt: Callable[["Dossier"], bool] | None = None

    @property
    def is_fact(self) -> bool:
        """Whether the law reasons about the event this act writes."""
        return self.step is not None


@cache
def acts() -> Mapping[str, Act]:
    """All acts by name, from the files of petitions/actions/."""
    package = importlib.import_module("xinqiao.petitions.actions")
    found: dict[str, Act] = {}
    for module in pkgutil.iter_modules(package.__path__):
        act = importlib.import_module(f"{package.__name__}.{module.name}").ACT
        found[act.name] = act
    return found


def act_named(name: str) -> Act | None:
    """The act of that name, or None."""
    return acts().get(name)
