"""Which document does a service reach the petitioner with? Always the last answer issued."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import ActRefused
from xinqiao.petitions.models import DocumentKind, DocumentState

ANSWERS = (DocumentKind.REPLY, DocumentKind.REEXAMINATION, DocumentKind.REVIEW, DocumentKind.AGREEMENT)
# What the fact calls the document (CONTRACT: reply, reexamination, review, notice).
_NAMES = {
    DocumentKind.REPLY: "reply",
    DocumentKind.REEXAMINATION: "reexamination",
    DocumentKind.REVIEW: "review",
    DocumentKind.AGREEMENT: "agreement",
}


def served_document(doing: Doing) -> Mapping[str, Any]:
    """The data of `served` for the newest answer that was issued and not yet served."""
    dossier = doing.dossier
    issued = [d for d in dossier.documents if d.kind in ANSWERS and d.state == DocumentState.ISSUED]
    if not issued:
        issued = list(dossier.petition.documents.filter(kind__in=ANSWERS, state=DocumentState.ISSUED).order_by("pk"))
    if not issued:
        raise ActRefused(_("No answer has been issued that could be served."))
    document = issued[-1]
    document.state, document.served_at = DocumentState.SERVED, doing.at
    doing.change_document(document)
    return {"document": _NAMES[DocumentKind(document.kind)]}
