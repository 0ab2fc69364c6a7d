"""Issue the opinion of the re-examination (35)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.consenting import offered_online
from xinqiao.petitions.drafting import approved_blocks
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Reexamine:
    """What is given."""

    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Reexamine) -> Mapping[str, Any]:
    return {"outcome": approved_blocks(doing)["outcome"], "note": given.note, **offered_online(doing)}


ACT = Act(
    name="reexamine",
    title=_("Issue the re-examination opinion"),
    given=Reexamine,
    kind="reexamined",
    effect=_effect,
    step="reexamine",
    permission=Permission.REEXAMINE,
    needs_approved=DocumentKind.REEXAMINATION,
)
