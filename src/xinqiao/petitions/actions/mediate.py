"""Record a written agreement that both parties consented to (33)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.consenting import offered_online
from xinqiao.petitions.letters import write_letter
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediate:
    """What is given."""

    text: str = asked(_("Text of the agreement"), widget="paragraphs")
    perform_by: date | None = asked(_("To be performed by"), widget="date", required=False)


def _effect(doing: Doing, given: Mediate) -> Mapping[str, Any]:
    perform_by = {"perform_by": given.perform_by.isoformat()} if given.perform_by else {}
    write_letter(doing, DocumentKind.AGREEMENT, {"text": given.text, **perform_by})
    return {**perform_by, **offered_online(doing)}


ACT = Act(
    name="mediate",
    title=_("Record the agreement"),
    given=Mediate,
    kind="mediated",
    effect=_effect,
    step="mediate",
    permission=Permission.INVESTIGATE,
)
