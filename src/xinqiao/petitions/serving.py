"""Which document does a service reach the petitioner with? Always the last answer issued."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import ActRefused
from xinqiao.petitions.models import Document, DocumentKind, DocumentState

ANSWERS = (DocumentKind.REPLY, DocumentKind.REEXAMINATION, DocumentKind.REVIEW, DocumentKind.AGREEMENT)
# What the fact calls the document (CONTRACT: reply, reexamination, review, notice).
_NAMES = {
    DocumentKind.REPLY: "reply",
    DocumentKind.REEXAMINATION: "reexamination",
    DocumentKind.REVIEW: "review",
    DocumentKind.AGREEMENT: "agreement",
}


def served_document(doing: Doing) -> Mapping[str, Any]:
    """The data of `served` for an answer that was issued and not yet served.

    An office serves its own newest one; the petitioner acknowledges the oldest that waits for her.
    """
    waiting = _waiting(doing)
    if doing.actor.organisation is not None:
        waiting = [d for d in waiting if d.organisation_id == doing.actor.organisation.pk][::-1]
    if not waiting:
        raise ActRefused(_("No answer has been issued that could be served."))
    document = waiting[0]
    document.state, document.served_at = DocumentState.SERVED, doing.at
    doing.change_document(document)
    return {"document": _NAMES[DocumentKind(document.kind)]}


def _waiting(doing: Doing) -> list[Document]:
    """Issued answers in their order: those made in this same replay, else those of the database."""
    dossier = doing.dossier
    made = [d for d in dossier.documents if d.kind in ANSWERS and d.state == DocumentState.ISSUED]
    if made or dossier.is_new:
        return made
    stored = dossier.petition.documents.filter(kind__in=ANSWERS, state=DocumentState.ISSUED)
    return list(stored.order_by("pk"))
