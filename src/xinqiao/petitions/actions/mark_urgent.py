"""Find that a matter is major or urgent, or may touch many (25): it is to be reported at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkUrgent:
    """What is given."""

    reason: str = asked(
        _("What is urgent about the matter"), widget="paragraphs", hint=_("The matter, never the person.")
    )


def _effect(doing: Doing, given: MarkUrgent) -> Mapping[str, Any]:
    return {"reason": given.reason}


ACT = Act(
    name="mark_urgent",
    title=_("Find the matter major or urgent"),
    given=MarkUrgent,
    kind="found_urgent",
    effect=_effect,
    step="mark_urgent",
    permission=Permission.REPORT_URGENT,
)
