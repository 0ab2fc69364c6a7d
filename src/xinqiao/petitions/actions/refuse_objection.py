"""Refuse an objection: the common superior or the joint meeting then decides (23-3, 24)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.passing_on import deciding_organ
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseObjection:
    """What is given."""

    reason: str = asked(_("Reason"), widget="paragraphs")


def _effect(doing: Doing, given: RefuseObjection) -> Mapping[str, Any]:
    judge = deciding_organ(doing)
    return {"reason": given.reason, "to": judge.code, "to_role": "joint_meeting"}


ACT = Act(
    name="refuse_objection",
    title=_("Refuse the objection"),
    given=RefuseObjection,
    kind="objection_refused",
    effect=_effect,
    step="refuse_objection",
    permission=Permission.ANSWER_OBJECTION,
)
