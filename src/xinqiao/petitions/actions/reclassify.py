"""Change kind or route with a reason (29-31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import kinds, routes
from xinqiao.petitions.sealing import seal_accusation
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassify:
    """What is given."""

    kind: str = asked(_("Kind"), widget="choice", choices=kinds)
    route: str = asked(_("Route"), widget="choice", choices=routes)
    accused: str = asked(
        _("Accused organisation"),
        widget="organisation",
        required=False,
        hint=_("Only for an accusation: neither it nor those it directs will see the petition."),
    )
    reason: str = asked(_("Reason"), widget="paragraphs")


def _effect(doing: Doing, given: Reclassify) -> Mapping[str, Any]:
    if given.kind == "accusation":
        seal_accusation(doing, given.accused)
    return {"kind": given.kind, "route": given.route, "reason": given.reason}


ACT = Act(
    name="reclassify",
    title=_("Reclassify"),
    given=Reclassify,
    kind="reclassified",
    effect=_effect,
    step="reclassify",
    permission=Permission.CORRECT,
)
