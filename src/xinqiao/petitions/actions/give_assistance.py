"""Record the assistance that was given (37-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAssistance:
    """What is given."""

    proof: str = asked(_("What was given, by whom, and the proof"), widget="paragraphs")


def _effect(doing: Doing, given: GiveAssistance) -> Mapping[str, Any]:
    return {"proof": given.proof}


ACT = Act(
    name="give_assistance",
    title=_("Record the assistance given"),
    given=GiveAssistance,
    kind="assistance_given",
    effect=_effect,
    step="give_assistance",
    permission=Permission.ASSIST,
)
