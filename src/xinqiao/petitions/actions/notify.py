"""Tell the petitioner in writing that it is received, by which route and procedure (23)."""

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
class Notify:
    """What is given."""

    text: str = asked(
        _("Text of the notice"),
        widget="paragraphs",
        required=False,
        hint=_("Left empty, the letter says it in the words of the regulation. Contact is added by itself."),
    )


def _effect(doing: Doing, given: Notify) -> Mapping[str, Any]:
    write_letter(doing, DocumentKind.NOTICE, {"text": given.text})
    return {"route": doing.dossier.petition.route}


ACT = Act(
    name="notify",
    title=_("Notify of receipt"),
    given=Notify,
    kind="noticed",
    effect=_effect,
    step="notify",
    permission=Permission.NOTIFY,
)
