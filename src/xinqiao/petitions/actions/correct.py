"""Mend a fact in the open: the wrong one stays on record beside the right one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.mending import mended_event
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """What is given."""

    fact: int = asked(_("Number of the record"), widget="event")
    happened_at: datetime = asked(_("When it really happened"), widget="moment")
    reason: str = asked(_("Reason"), widget="paragraphs")


def _effect(doing: Doing, given: Correct) -> Mapping[str, Any]:
    doing.mends = mended_event(doing, given.fact).seq
    return {"fact": given.fact, "at": given.happened_at.isoformat(), "reason": given.reason}


ACT = Act(
    name="correct",
    title=_("Correct a recorded fact"),
    given=Correct,
    kind="corrected",
    effect=_effect,
    step="correct",
    permission=Permission.CORRECT,
)
