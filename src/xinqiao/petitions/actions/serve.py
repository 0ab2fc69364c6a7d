"""Serve the last answer on the petitioner, with proof: the remedy period starts (35, 36)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import recipients, service_methods
from xinqiao.petitions.proofs import checked_proof
from xinqiao.petitions.serving import served_document, waiting_document
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Serve:
    """What is given; which of the fields are needed follows from the way (petitions.proofs)."""

    method: str = asked(_("How it was served"), widget="choice", choices=service_methods)
    recipient: str = asked(_("Who took it and signed"), required=False)
    took_by: str = asked(_("This is"), widget="choice", choices=recipients, required=False)
    carrier: str = asked(_("Carrier"), required=False, hint=_("For example EMS or registered post."))
    tracking_number: str = asked(_("Tracking number"), required=False)
    place: str = asked(_("Where"), required=False)
    refusal: str = asked(_("Who refused it, and the reason given"), required=False)
    witness_one: str = asked(_("First witness: name and post"), required=False)
    witness_two: str = asked(_("Second witness: name and post"), required=False)
    published_in: str = asked(_("Where it was published"), required=False)
    published_on: date | None = asked(_("Day of publication"), widget="date", required=False)
    proof: str = asked(_("What else proves it"), required=False, hint=_("Photographs, a receipt, its number."))


def _effect(doing: Doing, given: Serve) -> Mapping[str, Any]:
    proof = checked_proof(doing, waiting_document(doing), asdict(given))
    return {**served_document(doing), **proof}


ACT = Act(
    name="serve",
    title=_("Serve"),
    given=Serve,
    kind="served",
    effect=_effect,
    step="serve",
    permission=Permission.SERVE,
)
