"""Which writing does a service reach the petitioner with, and what would her receipt of it start?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.refusals import ActRefused
from xinqiao.petitions.models import Document, DocumentKind, DocumentState
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.position import Position, assess

ANSWERS = (DocumentKind.REPLY, DocumentKind.REEXAMINATION, DocumentKind.REVIEW, DocumentKind.AGREEMENT)
# What the fact calls the document (CONTRACT: reply, reexamination, review, notice).
_NAMES = {
    DocumentKind.REPLY: "reply",
    DocumentKind.REEXAMINATION: "reexamination",
    DocumentKind.REVIEW: "review",
    DocumentKind.AGREEMENT: "agreement",
}


def waiting_document(doing: Doing) -> Document:
    """The answer that was issued and not yet served; raises ActRefused where there is none.

    An office serves its own newest one; the petitioner acknowledges the oldest that waits for her.
    """
    waiting = _waiting(doing)
    if doing.actor.organisation is not None:
        waiting = [d for d in waiting if d.organisation_id == doing.actor.organisation.pk][::-1]
    if not waiting:
        raise ActRefused(_("No answer has been issued that could be served."))
    return waiting[0]


def has_waiting(dossier: Dossier) -> bool:
    """Whether an answer of any office was issued and not yet served."""
    return any(d.kind in ANSWERS and d.state == DocumentState.ISSUED for d in dossier.writings)


def served_document(doing: Doing) -> Mapping[str, Any]:
    """The data of `served` for the answer that waits, which is served by this."""
    document = waiting_document(doing)
    document.state, document.served_at = DocumentState.SERVED, doing.at
    doing.change_document(document)
    return {"document": name_of_document(document)}


def name_of_document(document: Document) -> str:
    """What the facts call a writing of this kind."""
    return _NAMES[DocumentKind(document.kind)]


def after_receipt(dossier: Dossier, document: Document, at: datetime) -> Position:
    """Where the petition would stand if she acknowledged the writing at that moment: the page says so beforehand."""
    receipt = Fact("served", at, "petitioner", None, {"document": name_of_document(document), "method": "portal"})
    return assess(dossier.statute, dossier.matter, (*dossier.facts, receipt), dossier.local_day(at))


def _waiting(doing: Doing) -> list[Document]:
    """Issued answers in their order: those made in this same replay, else those of the database."""
    dossier = doing.dossier
    made = [d for d in dossier.documents if d.kind in ANSWERS and d.state == DocumentState.ISSUED]
    if made or dossier.is_new:
        return made
    stored = dossier.petition.documents.filter(kind__in=ANSWERS, state=DocumentState.ISSUED)
    return list(stored.order_by("pk"))
