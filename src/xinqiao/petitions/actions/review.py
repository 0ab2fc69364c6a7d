"""Issue the opinion of the review (36)."""

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
class Review:
    """What is given."""

    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Review) -> Mapping[str, Any]:
    return {"outcome": approved_blocks(doing)["outcome"], "note": given.note, **offered_online(doing)}


ACT = Act(
    name="review",
    title=_("Issue the review opinion"),
    given=Review,
    kind="reviewed",
    effect=_effect,
    step="review",
    permission=Permission.REVIEW,
    needs_approved=DocumentKind.REVIEW,
)
