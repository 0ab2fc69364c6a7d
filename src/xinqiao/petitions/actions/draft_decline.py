"""Draft a notice of non-acceptance; a second person approves it before it is issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import decline_reasons, routes
from xinqiao.petitions.drafting import draft
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDecline:
    """What is given."""

    reason: str = asked(_("Reason"), widget="choice", choices=decline_reasons)
    petition: str = asked(_("Number of the same petition in progress or ended"), required=False)
    to: str = asked(_("Which organ is right"), required=False)
    route: str = asked(_("Which route is right"), widget="choice", choices=routes, required=False)
    text: str = asked(
        _("Explanation for the petitioner"),
        widget="paragraphs",
        required=False,
        hint=_("Ground, article and the way forward are added by themselves from what you chose above."),
    )


def _effect(doing: Doing, given: DraftDecline) -> Mapping[str, Any]:
    return draft(doing, DocumentKind.DECLINE, given)


ACT = Act(
    name="draft_decline",
    title=_("Draft a notice of non-acceptance"),
    given=DraftDecline,
    kind="drafted",
    issued_by="decline",
    effect=_effect,
    permission=Permission.DECLINE,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
)
