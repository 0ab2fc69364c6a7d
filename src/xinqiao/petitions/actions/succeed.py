"""Pass a matter to the organ that took over the work of one split, merged or abolished (24-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.passing_on import pass_on
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Succeed:
    """What is given."""

    to: str = asked(_("Succeeding organisation"), widget="organisation")
    reason: str = asked(_("By which decision it took over"), widget="paragraphs")


def _effect(doing: Doing, given: Succeed) -> Mapping[str, Any]:
    return {**pass_on(doing, "to", given.to), "reason": given.reason}


ACT = Act(
    name="succeed",
    title=_("Pass to the succeeding organisation"),
    given=Succeed,
    kind="succeeded",
    effect=_effect,
    step="succeed",
    permission=Permission.REFER,
)
