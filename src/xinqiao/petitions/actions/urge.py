"""Urge the organ to do what its answer promised (32-2, 40-1: 督促)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge:
    """What is given."""

    text: str = asked(_("What was urged, and what the organisation answered"), widget="paragraphs")


def _effect(doing: Doing, given: Urge) -> Mapping[str, Any]:
    return {"text": given.text}


ACT = Act(
    name="urge",
    title=_("Urge that it be carried out"),
    given=Urge,
    kind="urged",
    effect=_effect,
    step="urge",
    permission=Permission.URGE,
)
