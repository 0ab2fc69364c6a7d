"""Decline, in writing and with a reason code: not accepted, or no longer accepted (19-3, 36-3)."""

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
class Decline:
    """What is given."""

    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Decline) -> Mapping[str, Any]:
    blocks = approved_blocks(doing)
    named = {key: blocks[key] for key in ("reason", "petition", "to", "route") if blocks.get(key)}
    return named | {"note": given.note}


ACT = Act(
    name="decline",
    title=_("Decline"),
    given=Decline,
    kind="declined",
    effect=_effect,
    step="decline",
    permission=Permission.DECLINE,
    without_defect=True,
    needs_approved=DocumentKind.DECLINE,
)
