"""Register what arrived: everything is registered, always (arts 22, 23)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What is given."""

    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Register) -> Mapping[str, Any]:
    return {"note": given.note}


ACT = Act(
    name="register",
    title=_("Register"),
    given=Register,
    kind="registered",
    effect=_effect,
    step="register",
    permission=Permission.REGISTER,
)
