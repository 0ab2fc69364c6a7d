"""Record that the destination confirmed a channelled petition (31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeChannel:
    """What is given."""

    proof: str = asked(_("How and by whom it was confirmed"))


def _effect(doing: Doing, given: AcknowledgeChannel) -> Mapping[str, Any]:
    return {"proof": given.proof}


ACT = Act(
    name="acknowledge_channel",
    title=_("Record the destination's confirmation"),
    given=AcknowledgeChannel,
    kind="channel_acknowledged",
    effect=_effect,
    step="acknowledge_channel",
    permission=Permission.CHANNEL,
)
