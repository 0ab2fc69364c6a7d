"""Record a call, a visit or a letter to the petitioner: who was reached, what was said, what was promised.

It is the office's own effort that is recorded, and never a word about the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinqiao.petitions.acting import Act, BadInput, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import contact_ways, whether_reached
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContact:
    """What is given."""

    how: str = asked(gettext_lazy("How"), widget="choice", choices=contact_ways)
    reached: str = asked(gettext_lazy("Was somebody reached?"), widget="choice", choices=whether_reached)
    whom: str = asked(
        gettext_lazy("Who was called or met"),
        required=False,
        hint=gettext_lazy("For example: the petitioner, her son, the village committee. No numbers."),
    )
    summary: str = asked(
        gettext_lazy("What was said; or why nobody was reached"),
        widget="paragraphs",
        hint=gettext_lazy("What was told and asked. No judgement of the person."),
    )
    promise: str = asked(gettext_lazy("What we promised"), required=False)
    promised_on: date | None = asked(gettext_lazy("By which day"), widget="date", required=False)


def _effect(doing: Doing, given: RecordContact) -> Mapping[str, Any]:
    if given.promised_on and not given.promise:
        raise BadInput({"promise": _("Write what was promised for that day, or leave the day out.")})
    if given.promised_on and given.promised_on < doing.on:
        raise BadInput({"promised_on": _("A promise is kept later than it is given: check the day.")})
    data = {"how": given.how, "reached": given.reached == "yes", "whom": given.whom, "summary": given.summary}
    if given.promise:
        data["promise"] = given.promise
    if given.promised_on:
        data["promised_on"] = given.promised_on.isoformat()
    return data


ACT = Act(
    name="record_contact",
    title=gettext_lazy("Record a contact"),
    given=RecordContact,
    kind="contacted",
    effect=_effect,
    permission=Permission.HEAR,
    after_end=True,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
)
