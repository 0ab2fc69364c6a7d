"""Draft the reply; a second person approves it before it is issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, BadInput, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import answer_outcomes, reply_outcomes
from xinqiao.petitions.drafting import draft
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReply:
    """What is given."""

    request: str = asked(_("What is asked"), widget="paragraphs")
    facts: str = asked(_("Facts and reasons found"), widget="paragraphs")
    basis: str = asked(_("Legal basis"), widget="paragraphs")
    outcome: str = asked(_("Outcome"), widget="choice", choices=answer_outcomes)
    opinion: str = asked(_("Handling opinion"), widget="paragraphs")
    execute_by: date | None = asked(
        _("To be carried out by"),
        widget="date",
        required=False,
        hint=_("Where the answer promises something: the day by which it is done."),
    )
    remedy: str = asked(
        _("More about the remedy"),
        widget="paragraphs",
        required=False,
        hint=_("To whom and until when is added by itself and cannot be left out."),
    )


def _effect(doing: Doing, given: DraftReply) -> Mapping[str, Any]:
    if given.outcome not in {code for code, _words in reply_outcomes()} and doing.position.kind != "suggestion":
        raise BadInput({"outcome": gettext("Only a suggestion is adopted or not: choose what the opinion decides.")})
    return draft(doing, DocumentKind.REPLY, given)


ACT = Act(
    name="draft_reply",
    title=_("Draft the reply"),
    given=DraftReply,
    kind="drafted",
    issued_by="reply",
    effect=_effect,
    permission=Permission.DRAFT_REPLY,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
)
