"""Which proof does each way of serving need, and is it whole? (送达回证; Civil Procedure Law arts 88-95 by analogy.)"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xinqiao.law.office_rules import office_rule
from xinqiao.law.wording import day_in_words, nearest_language
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import ActRefused, BadInput
from xinqiao.petitions.models import Document, SealingLevel

ATTEMPTED = "service_attempted"
# Which fields each way asks for; all others stay out of the record.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "hand": ("recipient", "took_by", "place"),
    "post": ("carrier", "tracking_number", "recipient", "took_by"),
    "left_with_witness": ("place", "refusal", "witness_one", "witness_two"),
    "public_notice": ("published_in", "published_on"),
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "hand": ("recipient",),
    "post": ("carrier", "tracking_number"),
    "left_with_witness": ("place", "refusal", "witness_one", "witness_two"),
    "public_notice": ("published_in", "published_on"),
}
# Only these say that she cannot be found; who refuses is known to be there.
_NOT_FOUND = frozenset({"nobody_there", "moved", "returned"})


def checked_proof(doing: Doing, document: Document, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The data of the record for this way of serving. Raises BadInput by field, ActRefused where it is not open."""
    if document.issued_at is not None and doing.at < document.issued_at:
        raise BadInput(
            {"occurred_at": _("That is before the answer was issued: write the day on which it was served.")}
        )
    method = given["method"]
    faults = {name: sentence for name, sentence in _missing().items() if name in NEEDED[method] and not given[name]}
    if not faults and method == "left_with_witness" and _same(given["witness_one"], given["witness_two"]):
        faults["witness_two"] = _("Two different witnesses are needed: write the name and post of the second one.")
    if faults:
        raise BadInput(faults)
    if method == "public_notice":
        _check_public_notice(doing, document, given["published_on"])
    kept = {name: _plain(given[name]) for name in (*FIELDS[method], "proof") if given[name]}
    return {"method": method, **kept}


def _missing() -> dict[str, str]:
    """What is said where a field that its way needs is empty."""
    return {
        "recipient": _("Write who took it and signed for it."),
        "carrier": _("Write who carried it, for example EMS."),
        "tracking_number": _("Write the tracking number: it proves the delivery."),
        "place": _("Write where it was left."),
        "refusal": _("Write who refused to take it, and the reason given."),
        "witness_one": _("Write the name and post of the first witness: two are needed."),
        "witness_two": _("Write the name and post of the second witness: two are needed."),
        "published_in": _("Write where it was published."),
        "published_on": _("Write the day on which it was published."),
    }


def _same(first: str, second: str) -> bool:
    """Whether both name the same person, however it was spaced."""
    return "".join(first.split()) == "".join(second.split())


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _check_public_notice(doing: Doing, document: Document, published_on: date) -> None:
    """The last resort: only after she could not be found, never for a sealed matter, and after its own days."""
    dossier = doing.dossier
    if dossier.petition.sealing == SealingLevel.SEALED:
        raise ActRefused(_("A sealed matter is never published: hand it over in person."))
    tried = [e for e in dossier.events if e.kind == ATTEMPTED and e.document_id == document.pk]
    if not any(event.data.get("outcome") in _NOT_FOUND for event in tried):
        raise ActRefused(
            _("Public notice is the last resort: first record the attempt by post or in person that did not succeed.")
        )
    due_on = office_rule("public_notice").due_on(start_on=published_on, statute=dossier.statute)
    if doing.on < due_on:
        sentence = _("Published on this day it counts as served on %(day)s (office rule): record it then.")
        language = nearest_language(get_language() or "")
        raise BadInput({"published_on": sentence % {"day": day_in_words(due_on, language)}})
