"""A second person approves a draft, or sends it back with a comment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.drafting import decide_draft
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveDraft:
    """What is given."""

    document: int = asked(_("Number of the draft"), widget="number")
    is_approved: bool = asked(_("Approved"), widget="yes", required=False)
    comment: str = asked(_("Comment"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: ApproveDraft) -> Mapping[str, Any]:
    return decide_draft(doing, given.document, is_approved=given.is_approved, comment=given.comment)


ACT = Act(
    name="approve_draft",
    title=_("Decide on a draft"),
    given=ApproveDraft,
    kind="draft_decided",
    effect=_effect,
    permission=Permission.APPROVE_REPLY,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
)
