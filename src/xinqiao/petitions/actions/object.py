"""Object to a wrong referral within the limit, with detailed reasons (23-3)."""

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
class ObjectToReferral:
    """What is given."""

    reason: str = asked(_("Detailed reasons"), widget="paragraphs")


def _effect(doing: Doing, given: ObjectToReferral) -> Mapping[str, Any]:
    sender = _sender(doing)
    write_letter(doing, DocumentKind.OBJECTION, {"to": sender, "reason": given.reason})
    return {"reason": given.reason}


def _sender(doing: Doing) -> str:
    """The code of the organisation that passed the petition on."""
    passed = [event for event in doing.dossier.events if event.kind in ("referred", "assigned")]
    return doing.dossier.directory.code_of(passed[-1].organisation_id) or "" if passed else ""


ACT = Act(
    name="object",
    title=_("Object to the referral"),
    given=ObjectToReferral,
    kind="objected",
    effect=_effect,
    step="object",
    permission=Permission.OBJECT,
)
