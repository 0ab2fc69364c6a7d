"""Decide which organisation is competent when organs disagree (24)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import competence_bases
from xinqiao.petitions.passing_on import pass_on
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCompetence:
    """What is given."""

    to: str = asked(_("Competent organisation"), widget="organisation")
    basis: str = asked(
        _("Who decided"),
        widget="choice",
        choices=competence_bases,
        required=False,
        hint=_("Two organs agree first; else their common superior decides; where there is none, the joint meeting."),
    )
    reason: str = asked(_("Reason"), widget="paragraphs")


def _effect(doing: Doing, given: DecideCompetence) -> Mapping[str, Any]:
    basis = {"basis": given.basis} if given.basis else {}
    return {**pass_on(doing, "to", given.to), **basis, "reason": given.reason}


ACT = Act(
    name="decide_competence",
    title=_("Decide who is competent"),
    given=DecideCompetence,
    kind="competence_decided",
    effect=_effect,
    step="decide_competence",
    permission=Permission.DECIDE_COMPETENCE,
)
