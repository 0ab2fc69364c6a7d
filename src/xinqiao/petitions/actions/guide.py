"""Tell the petitioner in writing which organ or route is right (22-2, 23-1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.letters import write_letter
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What is given."""

    where: str = asked(_("Which organ or route is right"))
    text: str = asked(
        _("Text of the guidance"),
        widget="paragraphs",
        required=False,
        hint=_("What else helps the person: what to bring, where to go. The law's own sentence is added by itself."),
    )


def _effect(doing: Doing, given: Guide) -> Mapping[str, Any]:
    write_letter(doing, DocumentKind.GUIDANCE, {"where": given.where, "text": given.text})
    return {"to": given.where}


ACT = Act(
    name="guide",
    title=_("Guide to the right door"),
    given=Guide,
    kind="guided",
    effect=_effect,
    step="guide",
    permission=Permission.GUIDE,
    without_defect=True,
)
