"""An officer declares an interest of her own and steps aside (28-3); a colleague stands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareRecusal:
    """What is given."""

    reason: str = asked(_("The interest, in a sentence"), widget="paragraphs")


def _effect(doing: Doing, given: DeclareRecusal) -> Mapping[str, Any]:
    return {"officer": doing.officer.pk, "reason": given.reason}


ACT = Act(
    name="declare_recusal",
    title=_("Step aside for an interest of my own"),
    given=DeclareRecusal,
    kind="recusal_claimed",
    effect=_effect,
    step="claim_recusal",
    permission=Permission.VIEW_FILES,
    of_office=True,
)
