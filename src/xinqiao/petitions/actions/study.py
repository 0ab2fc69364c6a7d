"""Study a suggestion before it is answered (29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What is given."""

    summary: str = asked(_("What the study found: is it sound, can it be done"), widget="paragraphs")


def _effect(doing: Doing, given: Study) -> Mapping[str, Any]:
    return {"summary": given.summary}


ACT = Act(
    name="study",
    title=_("Record the study of the suggestion"),
    given=Study,
    kind="studied",
    effect=_effect,
    step="study",
    permission=Permission.INVESTIGATE,
)
