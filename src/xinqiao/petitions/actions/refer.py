"""Refer the petition to the competent organisation (22, 23: 转送)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.letters import write_letter
from xinqiao.petitions.models import DocumentKind
from xinqiao.petitions.passing_on import pass_on
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Refer:
    """What is given."""

    to: str = asked(_("Competent organisation"), widget="organisation")
    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Refer) -> Mapping[str, Any]:
    passed = pass_on(doing, "to", given.to)
    write_letter(doing, DocumentKind.REFERRAL, {"to": given.to, "note": given.note})
    return {**passed, "note": given.note}


ACT = Act(
    name="refer",
    title=_("Refer"),
    given=Refer,
    kind="referred",
    effect=_effect,
    step="refer",
    permission=Permission.REFER,
)
