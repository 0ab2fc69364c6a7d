"""The petitioner agrees to receive answers on this website; she can take it back on any day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.consenting import AGREED, agrees_to_online_service, said_by_her


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToElectronicService:
    """What is given."""

    proof: str = asked(_("How the person said so"), required=False)


def _effect(doing: Doing, given: ConsentToElectronicService) -> Mapping[str, Any]:
    return said_by_her(doing, given.proof, agrees=True)


ACT = Act(
    name="consent_to_electronic_service",
    title=_("Receive answers on this website"),
    given=ConsentToElectronicService,
    kind=AGREED,
    effect=_effect,
    roles=("petitioner",),
    on_behalf=True,
    is_apt=lambda dossier: not agrees_to_online_service(dossier),
)
