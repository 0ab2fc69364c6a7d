"""Issue the written handling opinion (32: 信访处理意见书)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.consenting import offered_online
from xinqiao.petitions.drafting import approved_blocks
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is given."""

    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Reply) -> Mapping[str, Any]:
    blocks = approved_blocks(doing)
    execute_by = {"execute_by": blocks["execute_by"]} if blocks.get("execute_by") else {}
    return {"outcome": blocks["outcome"], "note": given.note, **execute_by, **offered_online(doing)}


ACT = Act(
    name="reply",
    title=_("Issue the reply"),
    given=Reply,
    kind="replied",
    effect=_effect,
    step="reply",
    permission=Permission.DRAFT_REPLY,
    needs_approved=DocumentKind.REPLY,
)
