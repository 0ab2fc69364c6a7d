"""Draft the review opinion; a second person approves it before it is issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import remedy_outcomes
from xinqiao.petitions.drafting import draft
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReview:
    """What is given."""

    facts: str = asked(_("Facts and reasons found"), widget="paragraphs")
    basis: str = asked(_("Legal basis"), widget="paragraphs")
    outcome: str = asked(_("Outcome"), widget="choice", choices=remedy_outcomes)
    opinion: str = asked(_("Opinion"), widget="paragraphs")
    remedy: str = asked(
        _("More about what is still open"),
        widget="paragraphs",
        required=False,
        hint=_("That the procedure ends here is added by itself and cannot be left out."),
    )


def _effect(doing: Doing, given: DraftReview) -> Mapping[str, Any]:
    return draft(doing, DocumentKind.REVIEW, given)


ACT = Act(
    name="draft_review",
    title=_("Draft the review opinion"),
    given=DraftReview,
    kind="drafted",
    issued_by="review",
    effect=_effect,
    permission=Permission.REVIEW,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
)
