"""The petitioner asks that the officer who handles it step aside for an interest (28-3: 回避); a colleague stands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.recusing import officer_in_charge
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecusal:
    """What is given."""

    reason: str = asked(_("What connects the officer with the matter or with you"), widget="paragraphs")


def _effect(doing: Doing, given: ClaimRecusal) -> Mapping[str, Any]:
    return {"officer": officer_in_charge(doing), "reason": given.reason}


ACT = Act(
    name="claim_recusal",
    title=_("Ask that the officer step aside"),
    given=ClaimRecusal,
    kind="recusal_claimed",
    effect=_effect,
    step="claim_recusal",
    permission=Permission.REGISTER,
    on_behalf=True,
)
