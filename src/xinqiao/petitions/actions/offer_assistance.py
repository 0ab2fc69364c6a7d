"""Tell of social or judicial assistance and help to apply for it (37-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAssistance:
    """What is given."""

    text: str = asked(_("Which help, where it is applied for, what was done towards it"), widget="paragraphs")


def _effect(doing: Doing, given: OfferAssistance) -> Mapping[str, Any]:
    return {"text": given.text}


ACT = Act(
    name="offer_assistance",
    title=_("Tell and help to apply for assistance"),
    given=OfferAssistance,
    kind="assistance_offered",
    effect=_effect,
    step="offer_assistance",
    permission=Permission.ASSIST,
)
