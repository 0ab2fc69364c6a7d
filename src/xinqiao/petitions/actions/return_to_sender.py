"""Agree with an objection and take the petition back; a new referral is owed (23-3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnToSender:
    """What is given."""

    reason: str = asked(_("Reason"), widget="paragraphs")


def _effect(doing: Doing, given: ReturnToSender) -> Mapping[str, Any]:
    return {"reason": given.reason}


ACT = Act(
    name="return_to_sender",
    title=_("Take back"),
    given=ReturnToSender,
    kind="returned",
    effect=_effect,
    step="return",
    permission=Permission.ANSWER_OBJECTION,
)
