"""Take up the simple procedure (简易办理)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseSimple:
    """What is given."""

    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: ChooseSimple) -> Mapping[str, Any]:
    return {"note": given.note}


ACT = Act(
    name="choose_simple",
    title=_("Use the simple procedure"),
    given=ChooseSimple,
    kind="simple_chosen",
    effect=_effect,
    step="choose_simple",
    permission=Permission.INVESTIGATE,
)
