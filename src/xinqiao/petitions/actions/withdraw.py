"""The petitioner withdraws; it may be revoked, and it never counts as solved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """What is given."""

    reason: str = asked(_("Why, if you wish to say"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Withdraw) -> Mapping[str, Any]:
    return {"reason": given.reason}


ACT = Act(
    name="withdraw",
    title=_("Withdraw"),
    given=Withdraw,
    kind="withdrawn",
    effect=_effect,
    step="withdraw",
)
