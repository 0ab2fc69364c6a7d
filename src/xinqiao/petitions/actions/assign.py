"""Assign the petition: passed on with a report due by a day (22-1-3: 交办)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.letters import write_letter
from xinqiao.petitions.models import DocumentKind
from xinqiao.petitions.passing_on import pass_on
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign:
    """What is given."""

    to: str = asked(_("Competent organisation"), widget="organisation")
    report_by: date = asked(_("Report due by"), widget="date")
    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Assign) -> Mapping[str, Any]:
    passed = {**pass_on(doing, "to", given.to), "report_by": given.report_by.isoformat()}
    write_letter(doing, DocumentKind.ASSIGNMENT, {**passed, "note": given.note})
    return {**passed, "note": given.note}


ACT = Act(
    name="assign",
    title=_("Assign"),
    given=Assign,
    kind="assigned",
    effect=_effect,
    step="assign",
    permission=Permission.ASSIGN,
    without_defect=True,
)
