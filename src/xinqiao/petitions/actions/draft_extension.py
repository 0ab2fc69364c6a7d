"""Propose an extension; a second person approves it before it is issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.drafting import draft
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExtension:
    """What is given."""

    days: int = asked(_("Days asked for"), widget="number")
    reason: str = asked(_("Reason, as the petitioner will read it"), widget="paragraphs")


def _effect(doing: Doing, given: DraftExtension) -> Mapping[str, Any]:
    return draft(doing, DocumentKind.EXTENSION, given)


ACT = Act(
    name="draft_extension",
    title=_("Propose an extension"),
    given=DraftExtension,
    kind="drafted",
    issued_by="extend",
    effect=_effect,
    permission=Permission.EXTEND,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
)
