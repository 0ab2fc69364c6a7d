"""The petitioner says that the destination refused her: the matter comes back with its first date (31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class SayRefused:
    """What is given."""

    reason: str = asked(_("What they told you, and when"), widget="paragraphs")


def _effect(doing: Doing, given: SayRefused) -> Mapping[str, Any]:
    return {"reason": given.reason}


ACT = Act(
    name="say_refused",
    title=_("They refused me there"),
    given=SayRefused,
    kind="channel_refused",
    effect=_effect,
    step="refuse_channel",
    permission=Permission.REGISTER,
    on_behalf=True,
    is_apt=lambda dossier: dossier.latest("channelled") is not None,
)
