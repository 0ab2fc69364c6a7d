"""Extend the handling limit as the head approved, with the reason told (34)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.drafting import approved_blocks
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """What is given."""

    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Extend) -> Mapping[str, Any]:
    blocks = approved_blocks(doing)
    return {
        "days": int(blocks["days"]),
        "reason": blocks["reason"],
        "approved_by": "head",
        "note": given.note,
    }


ACT = Act(
    name="extend",
    title=_("Extend the limit"),
    given=Extend,
    kind="extended",
    effect=_effect,
    step="extend",
    permission=Permission.EXTEND,
    needs_approved=DocumentKind.EXTENSION,
    without_defect=True,
)
