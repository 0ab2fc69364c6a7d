"""Record that a supporting opinion or an agreement was carried out, with proof (32-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Execute:
    """What is given."""

    proof: str = asked(_("What was done, and the proof"), widget="paragraphs")


def _effect(doing: Doing, given: Execute) -> Mapping[str, Any]:
    return {"proof": given.proof}


ACT = Act(
    name="execute",
    title=_("Record execution"),
    given=Execute,
    kind="executed",
    effect=_effect,
    step="execute",
    permission=Permission.EXECUTE,
)
