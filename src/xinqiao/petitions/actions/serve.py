"""Serve the last answer on the petitioner, with proof: the remedy period starts (35, 36)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import service_methods
from xinqiao.petitions.serving import served_document
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Serve:
    """What is given."""

    method: str = asked(_("How it was served"), widget="choice", choices=service_methods)
    proof: str = asked(_("Proof: receipt number, who took it, witnesses"))


def _effect(doing: Doing, given: Serve) -> Mapping[str, Any]:
    return {**served_document(doing), "method": given.method, "proof": given.proof}


ACT = Act(
    name="serve",
    title=_("Serve"),
    given=Serve,
    kind="served",
    effect=_effect,
    step="serve",
    permission=Permission.SERVE,
)
