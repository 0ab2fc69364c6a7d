"""The petitioner rates how the petition was handled (21-2). Nobody else can."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import rated_parts, rating_levels


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What is given."""

    level: str = asked(_("How satisfied are you?"), widget="choice", choices=rating_levels)
    of: str = asked(_("What do you rate?"), widget="choice", choices=rated_parts)
    comment: str = asked(_("Anything you want to add"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Rate) -> Mapping[str, Any]:
    return {"level": given.level, "of": given.of, "comment": given.comment}


ACT = Act(
    name="rate",
    title=_("Rate"),
    given=Rate,
    kind="rated",
    effect=_effect,
    step="rate",
)
