"""Give up the simple procedure; the ordinary clock counts from the first acceptance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSimple:
    """What is given."""

    reason: str = asked(_("Reason"), widget="paragraphs")


def _effect(doing: Doing, given: LeaveSimple) -> Mapping[str, Any]:
    return {"reason": given.reason}


ACT = Act(
    name="leave_simple",
    title=_("Leave the simple procedure"),
    given=LeaveSimple,
    kind="simple_left",
    effect=_effect,
    step="leave_simple",
    permission=Permission.INVESTIGATE,
)
