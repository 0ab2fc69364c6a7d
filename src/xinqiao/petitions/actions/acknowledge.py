"""The petitioner acknowledges in the portal that she has received the answer; this is service (Civil Procedure Law 90).

Whoever had not agreed to online service agrees by this same step, for this one answer. Nothing else starts a period:
not an opened link, not a page that was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinqiao.petitions.acting import Act, BadInput, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.consenting import agrees_to_online_service
from xinqiao.petitions.serving import served_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """What is given."""

    agrees: bool = asked(
        gettext_lazy("I agree to receive this answer here instead of on paper"), widget="yes", required=False
    )
    name: str = asked(gettext_lazy("Your name, as a signature"), required=False)


def _effect(doing: Doing, given: Acknowledge) -> Mapping[str, Any]:
    agreed = "before" if agrees_to_online_service(doing.dossier) else "with_this_receipt"
    if agreed != "before" and not given.agrees:
        raise BadInput(
            {"agrees": _("The answer comes on paper. To receive it here instead, tick that you agree to this.")}
        )
    signed = {"recipient": given.name} if given.name else {}
    return {**served_document(doing), "method": "portal", "agreed": agreed, **signed}


ACT = Act(
    name="acknowledge",
    title=gettext_lazy("I have received this document"),
    given=Acknowledge,
    kind="served",
    effect=_effect,
    step="serve",
)
