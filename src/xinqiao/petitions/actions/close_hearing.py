"""Close a hearing (31-6, 36-2: at review its days are not counted)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseHearing:
    """What is given."""

    summary: str = asked(_("Result of the hearing"), widget="paragraphs")


def _effect(doing: Doing, given: CloseHearing) -> Mapping[str, Any]:
    return {"summary": given.summary}


ACT = Act(
    name="close_hearing",
    title=_("Close the hearing"),
    given=CloseHearing,
    kind="hearing_closed",
    effect=_effect,
    step="close_hearing",
    permission=Permission.INVESTIGATE,
)
