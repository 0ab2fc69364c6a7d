"""Record that the destination did not take what was led into its route: the matter comes back (31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseChannel:
    """What is given."""

    reason: str = asked(_("Why the destination refused it"), widget="paragraphs")


def _effect(doing: Doing, given: RefuseChannel) -> Mapping[str, Any]:
    return {"reason": given.reason}


ACT = Act(
    name="refuse_channel",
    title=_("Record that the destination refused it"),
    given=RefuseChannel,
    kind="channel_refused",
    effect=_effect,
    step="refuse_channel",
    permission=Permission.CHANNEL,
    of_office=True,
)
