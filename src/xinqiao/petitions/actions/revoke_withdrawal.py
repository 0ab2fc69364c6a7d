"""The petitioner takes a withdrawal back; the petition goes on where it stood."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeWithdrawal:
    """What is given."""

    reason: str = asked(_("Why, if you wish to say"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: RevokeWithdrawal) -> Mapping[str, Any]:
    return {"reason": given.reason}


ACT = Act(
    name="revoke_withdrawal",
    title=_("Revoke the withdrawal"),
    given=RevokeWithdrawal,
    kind="withdrawal_revoked",
    effect=_effect,
    step="revoke_withdrawal",
)
