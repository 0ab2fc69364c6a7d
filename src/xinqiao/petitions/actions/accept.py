"""Accept the petition and tell the petitioner in writing (23; the handling clock starts, 34)."""

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
class Accept:
    """What is given."""

    text: str = asked(
        _("Text of the notice"),
        widget="paragraphs",
        required=False,
        hint=_(
            "Left empty, the letter says it in the words of the regulation. Time limit and contact are added by themselves."
        ),
    )


def _effect(doing: Doing, given: Accept) -> Mapping[str, Any]:
    write_letter(doing, DocumentKind.ACCEPTANCE, {"text": given.text})
    return {}


ACT = Act(
    name="accept",
    title=_("Accept"),
    given=Accept,
    kind="accepted",
    effect=_effect,
    step="accept",
    permission=Permission.ACCEPT,
)
