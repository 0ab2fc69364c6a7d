"""Draft the re-examination opinion; a second person approves it before it is issued."""

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
class DraftReexamination:
    """What is given."""

    facts: str = asked(_("Facts and reasons found"), widget="paragraphs")
    basis: str = asked(_("Legal basis"), widget="paragraphs")
    outcome: str = asked(_("Outcome"), widget="choice", choices=remedy_outcomes)
    opinion: str = asked(_("Opinion"), widget="paragraphs")
    remedy: str = asked(
        _("More about the remedy"),
        widget="paragraphs",
        required=False,
        hint=_("To whom and until when is added by itself and cannot be left out."),
    )


def _effect(doing: Doing, given: DraftReexamination) -> Mapping[str, Any]:
    return draft(doing, DocumentKind.REEXAMINATION, given)


ACT = Act(
    name="draft_reexamination",
    title=_("Draft the re-examination opinion"),
    given=DraftReexamination,
    kind="drafted",
    issued_by="reexamine",
    effect=_effect,
    permission=Permission.REEXAMINE,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
)
