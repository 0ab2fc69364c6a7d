"""The petitioner acknowledges in the portal that she has received the answer; this is service."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.serving import served_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """What is given."""

    name: str = asked(_("Your name, as a signature"), required=False)


def _effect(doing: Doing, given: Acknowledge) -> Mapping[str, Any]:
    return {**served_document(doing), "method": "portal", "proof": "acknowledged by query code"}


ACT = Act(
    name="acknowledge",
    title=_("I have received this document"),
    given=Acknowledge,
    kind="served",
    effect=_effect,
    step="serve",
)
