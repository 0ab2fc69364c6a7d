"""Hand a petition to a colleague: responsibility moves by name, in the act itself (5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, BadInput, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.standing_aside import stands_aside
from xinqiao.petitions.passing_on import colleague_named
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What is given."""

    officer: int = asked(_("Number of the colleague"), widget="number")
    reason: str = asked(_("Reason"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: HandOver) -> Mapping[str, Any]:
    colleague = colleague_named(doing, given.officer)
    if colleague.pk in stands_aside(doing.dossier.events):
        raise BadInput({"officer": gettext("She stands aside from this petition: choose another colleague.")})
    return {"officer": colleague.pk, "reason": given.reason}


ACT = Act(
    name="hand_over",
    title=_("Hand over to a colleague"),
    given=HandOver,
    kind="handed_over",
    effect=_effect,
    permission=Permission.HAND_OVER,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
)
