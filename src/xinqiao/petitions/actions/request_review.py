"""The petitioner asks the next higher organ for review (36: 复核)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.enclosing import WithFiles, enclose
from xinqiao.petitions.models import DocumentKind
from xinqiao.petitions.passing_on import higher_organ_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReview(WithFiles):
    """What is given."""

    reasons: str = asked(_("Why you do not agree"), widget="paragraphs")
    posted_on: date | None = asked(_("Day of the postmark, for a letter"), widget="date", required=False)


def _effect(doing: Doing, given: RequestReview) -> Mapping[str, Any]:
    doing.organisation = higher_organ_of(doing, "reexamination")
    doing.write_document(DocumentKind.REQUEST, {"text": given.reasons})
    posted_on = {"posted_on": given.posted_on.isoformat()} if given.posted_on else {}
    return posted_on | enclose(doing, given)


ACT = Act(
    name="request_review",
    title=_("Ask for review"),
    given=RequestReview,
    kind="review_requested",
    effect=_effect,
    step="request_review",
    on_behalf=True,
)
