"""Follow up after the end: guidance, help, how things stand (37-3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What is given."""

    summary: str = asked(
        _("How things stand, and what was done"),
        widget="paragraphs",
        hint=_("The matter and the help, no judgement of the person."),
    )


def _effect(doing: Doing, given: FollowUp) -> Mapping[str, Any]:
    return {"summary": given.summary}


ACT = Act(
    name="follow_up",
    title=_("Follow up after the end"),
    given=FollowUp,
    kind="followed_up",
    effect=_effect,
    step="follow_up",
    permission=Permission.ASSIST,
)
