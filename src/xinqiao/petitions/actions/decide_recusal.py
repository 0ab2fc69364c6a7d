"""Decide whether the officer steps aside (28-3); never the officer herself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import recusal_outcomes
from xinqiao.petitions.recusing import officer_claimed
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRecusal:
    """What is given."""

    outcome: str = asked(_("Decision"), widget="choice", choices=recusal_outcomes)
    reason: str = asked(_("Reason"), widget="paragraphs")


def _effect(doing: Doing, given: DecideRecusal) -> Mapping[str, Any]:
    return {"outcome": given.outcome, "officer": officer_claimed(doing), "reason": given.reason}


ACT = Act(
    name="decide_recusal",
    title=_("Decide whether the officer steps aside"),
    given=DecideRecusal,
    kind="recusal_decided",
    effect=_effect,
    step="decide_recusal",
    permission=Permission.APPROVE_AS_HEAD,
)
