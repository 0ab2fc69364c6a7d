"""Lay an accusation before those who answer for the official (30-2), past an accused leader and those the accused directs (30-3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.passing_on import told
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class InformLeaders:
    """What is given."""

    to: str = asked(_("To whom it is reported"), widget="organisation")
    text: str = asked(_("Report"), widget="paragraphs")


def _effect(doing: Doing, given: InformLeaders) -> Mapping[str, Any]:
    return {**told(doing, "to", given.to), "text": given.text}


ACT = Act(
    name="inform_leaders",
    title=_("Inform those who answer for the official"),
    given=InformLeaders,
    kind="leaders_informed",
    effect=_effect,
    step="inform_leaders",
    permission=Permission.REFER,
)
