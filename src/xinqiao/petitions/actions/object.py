"""Object to a wrong referral within the limit, with detailed reasons (23-3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectToReferral:
    """What is given."""

    reason: str = asked(_("Detailed reasons"), widget="paragraphs")


def _effect(doing: Doing, given: ObjectToReferral) -> Mapping[str, Any]:
    return {"reason": given.reason}


ACT = Act(
    name="object",
    title=_("Object to the referral"),
    given=ObjectToReferral,
    kind="objected",
    effect=_effect,
    step="object",
    permission=Permission.OBJECT,
)
