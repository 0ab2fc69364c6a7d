"""Drafts and their approval: nothing of legal effect leaves with one person's word alone."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import ActRefused, BadInput, NotPermitted
from xinqiao.petitions.letters.composing import composed, name_letter, refuse_empty, write_draft
from xinqiao.petitions.models import Approval, DocumentKind, DocumentState
from xinqiao.safeguards.permissions import Permission

_OPEN_STATES = (DocumentState.SUBMITTED, DocumentState.APPROVED)


def draft(doing: Doing, kind: DocumentKind, given: Any) -> Mapping[str, Any]:
    """Write a draft for approval; an earlier unissued draft of the kind is replaced by it."""
    earlier = doing.dossier.petition.documents.filter(
        kind=kind, state__in=_OPEN_STATES, organisation=doing.actor.organisation
    )
    for document in earlier:
        document.state = DocumentState.DRAFT
        doing.dossier.changed_documents.append(document)
    write_draft(doing, kind, _as_blocks(given))
    return {"kind": str(kind)}


def _as_blocks(given: Any) -> dict[str, Any]:
    """What was given, as the parts of a writing: days as texts, a day left open as no part."""
    parts = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(given).items()}
    return {name: value for name, value in parts.items() if value is not None}


def decide_draft(doing: Doing, number: int, *, is_approved: bool, comment: str) -> Mapping[str, Any]:
    """The second person's decision; the drafter cannot approve her own draft."""
    document = doing.dossier.petition.documents.filter(
        pk=number, organisation=doing.officer.organisation, state=DocumentState.SUBMITTED
    ).first()
    if document is None:
        raise BadInput({"document": _("This draft no longer waits for a decision: read the page again.")})
    if document.drafted_by_id == doing.officer.pk:
        raise NotPermitted(_("A second person decides on a draft; you wrote this one yourself."))
    if document.kind == DocumentKind.EXTENSION and not doing.officer.may(Permission.APPROVE_AS_HEAD):
        raise NotPermitted(_("Only the head of the organisation approves an extension."))
    if not is_approved and not comment:
        raise BadInput({"comment": _("Say what should be changed, so that the draft can be mended.")})
    document.state = DocumentState.APPROVED if is_approved else DocumentState.DRAFT
    doing.change_document(document)
    doing.add_row(
        Approval(
            document=document,
            officer=doing.officer,
            is_approved=is_approved,
            comment=comment,
            decided_at=doing.at,
        )
    )
    return {"kind": document.kind, "approved": is_approved, "comment": comment}


def approved_blocks(doing: Doing) -> Mapping[str, Any]:
    """The blocks of the document this act issues. Raises ActRefused with the parts that the law wants and it lacks."""
    document = doing.document
    if document is None:
        raise ActRefused(_("There is no approved document to issue."))
    kind = DocumentKind(document.kind)
    if not document.letter and not doing.actor.is_replay:
        # Drafted before letters had forms: it gets their standing words, and is still checked.
        name_letter(doing, document)
        document.blocks = composed(doing, kind, document.blocks)
    refuse_empty(doing, kind, document.blocks, is_issued=True)
    blocks: Mapping[str, Any] = document.blocks
    return blocks
