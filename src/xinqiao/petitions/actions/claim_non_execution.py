"""The petitioner says that what was promised has not been done (32-2, 40-1): the petition office urges."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNonExecution:
    """What is given."""

    text: str = asked(_("What has not been done"), widget="paragraphs")


def _effect(doing: Doing, given: ClaimNonExecution) -> Mapping[str, Any]:
    return {"text": given.text}


ACT = Act(
    name="claim_non_execution",
    title=_("What was promised has not been done"),
    given=ClaimNonExecution,
    kind="non_execution_claimed",
    effect=_effect,
    step="claim_non_execution",
    permission=Permission.REGISTER,
    on_behalf=True,
    is_apt=lambda dossier: bool(dossier.latest("replied") or dossier.latest("mediated")),
)
