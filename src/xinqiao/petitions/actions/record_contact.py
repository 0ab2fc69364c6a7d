"""Record a call, a visit or a letter to the petitioner: who was reached, what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import contact_ways
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContact:
    """What is given."""

    how: str = asked(_("How"), widget="choice", choices=contact_ways)
    summary: str = asked(_("Who was reached, what was said"), widget="paragraphs")


def _effect(doing: Doing, given: RecordContact) -> Mapping[str, Any]:
    return {"how": given.how, "summary": given.summary}


ACT = Act(
    name="record_contact",
    title=_("Record a contact"),
    given=RecordContact,
    kind="contacted",
    effect=_effect,
    permission=Permission.HEAR,
    after_end=True,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
)
