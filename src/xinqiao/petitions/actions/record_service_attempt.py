"""An attempt to serve that did not serve: refused, nobody there, moved away, brought back. Her period does not begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinqiao.petitions.acting import Act, BadInput, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import attempt_methods, attempt_outcomes
from xinqiao.petitions.proofs import ATTEMPTED
from xinqiao.petitions.serving import has_waiting, name_of_document, waiting_document
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordServiceAttempt:
    """What is given."""

    method: str = asked(gettext_lazy("How it was tried"), widget="choice", choices=attempt_methods)
    outcome: str = asked(gettext_lazy("What came of it"), widget="choice", choices=attempt_outcomes)
    tracking_number: str = asked(gettext_lazy("Tracking number, for a letter by post"), required=False)
    summary: str = asked(
        gettext_lazy("Where, who was there, what was said"),
        widget="paragraphs",
        hint=gettext_lazy("As it will stand in the record of service."),
    )


def _effect(doing: Doing, given: RecordServiceAttempt) -> Mapping[str, Any]:
    if given.method == "post" and not given.tracking_number:
        raise BadInput({"tracking_number": _("Write the tracking number: it proves that it was sent.")})
    if given.method == "hand" and given.outcome == "returned":
        raise BadInput({"outcome": _("Only the post brings a letter back: choose what happened at the door.")})
    document = waiting_document(doing)
    # Kept with the attempt, and not changed by it.
    doing.document = document
    number = {"tracking_number": given.tracking_number} if given.method == "post" else {}
    return {
        "document": name_of_document(document),
        "method": given.method,
        "outcome": given.outcome,
        "summary": given.summary,
        **number,
    }


ACT = Act(
    name="record_service_attempt",
    title=gettext_lazy("Record an attempt that did not reach the petitioner"),
    given=RecordServiceAttempt,
    kind=ATTEMPTED,
    effect=_effect,
    permission=Permission.SERVE,
    roles=("competent", "reexamination", "review"),
    is_apt=has_waiting,
)
