"""Hear the petitioner state facts and reasons before the opinion (31-6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Hear:
    """What is given."""

    summary: str = asked(_("What the petitioner said"), widget="paragraphs")


def _effect(doing: Doing, given: Hear) -> Mapping[str, Any]:
    return {"summary": given.summary}


ACT = Act(
    name="hear",
    title=_("Record a hearing of the petitioner"),
    given=Hear,
    kind="heard",
    effect=_effect,
    step="hear",
    permission=Permission.HEAR,
)
