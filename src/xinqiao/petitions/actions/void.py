"""Declare a recorded fact void: it never happened; the record of the mistake stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.mending import mended_event
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Void:
    """What is given."""

    fact: int = asked(_("Number of the record"), widget="event")
    reason: str = asked(_("Reason"), widget="paragraphs")


def _effect(doing: Doing, given: Void) -> Mapping[str, Any]:
    doing.mends = mended_event(doing, given.fact).seq
    return {"fact": given.fact, "reason": given.reason}


ACT = Act(
    name="void",
    title=_("Declare a record void"),
    given=Void,
    kind="voided",
    effect=_effect,
    step="correct",
    permission=Permission.CORRECT,
)
