"""Report a major or urgent matter to the committee and government of the level, and upwards (25); past an accused leader (30)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.passing_on import told
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportUrgent:
    """What is given."""

    to: str = asked(_("To whom it is reported"), widget="organisation")
    text: str = asked(_("Report"), widget="paragraphs")


def _effect(doing: Doing, given: ReportUrgent) -> Mapping[str, Any]:
    return {**told(doing, "to", given.to), "text": given.text}


ACT = Act(
    name="report_urgent",
    title=_("Report the urgent matter"),
    given=ReportUrgent,
    kind="urgent_reported",
    effect=_effect,
    step="report_urgent",
    permission=Permission.REPORT_URGENT,
)
