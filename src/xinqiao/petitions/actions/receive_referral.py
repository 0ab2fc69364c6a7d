"""Confirm that a referred or assigned petition is in hand; its clocks start now (23-3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveReferral:
    """What is given."""

    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: ReceiveReferral) -> Mapping[str, Any]:
    return {"note": given.note}


ACT = Act(
    name="receive_referral",
    title=_("Confirm arrival"),
    given=ReceiveReferral,
    kind="referral_received",
    effect=_effect,
    step="receive_referral",
    permission=Permission.RECEIVE_REFERRAL,
)
