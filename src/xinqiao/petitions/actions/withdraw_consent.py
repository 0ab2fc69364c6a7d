"""The petitioner takes back that answers may come on this website: from now on they come on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.consenting import WITHDRAWN, agrees_to_online_service, said_by_her


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    """What is given."""

    proof: str = asked(_("How the person said so"), required=False)


def _effect(doing: Doing, given: WithdrawConsent) -> Mapping[str, Any]:
    return said_by_her(doing, given.proof, agrees=False)


ACT = Act(
    name="withdraw_consent",
    title=_("Receive answers on paper"),
    given=WithdrawConsent,
    kind=WITHDRAWN,
    effect=_effect,
    roles=("petitioner",),
    on_behalf=True,
    is_apt=agrees_to_online_service,
)
