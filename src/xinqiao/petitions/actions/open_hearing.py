"""Open a hearing (听证; 31-6, 36-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHearing:
    """What is given."""

    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: OpenHearing) -> Mapping[str, Any]:
    return {"note": given.note}


ACT = Act(
    name="open_hearing",
    title=_("Open a hearing"),
    given=OpenHearing,
    kind="hearing_opened",
    effect=_effect,
    step="open_hearing",
    permission=Permission.INVESTIGATE,
)
