"""An act in progress: what an act's `effect` sees and may add."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.acting.actor import Actor
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.refusals import ActRefused, BadInput
from xinqiao.petitions.models import Document, DocumentKind, DocumentState
from xinqiao.procedure.position import Position


@dataclass(kw_only=True)
class Doing:
    """`at` is when it happened, `recorded_at` when it was written down; `organisation` is the one the
    fact speaks of (the actor's own, unless an effect names another: a higher organ asked to review).
    """

    dossier: Dossier
    actor: Actor
    role: str
    at: datetime
    recorded_at: datetime
    position: Position
    organisation: Organisation | None
    document: Document | None = None
    mends: int | None = None

    @property
    def officer(self) -> Officer:
        """The officer who acts; only acts that officers do ask for it."""
        if self.actor.officer is None:
            raise ActRefused(_("Only an officer can do this."))
        return self.actor.officer

    @property
    def on(self) -> date:
        """The local day of the act."""
        return self.dossier.local_day(self.at)

    def organisation_named(self, field: str, code: str) -> Organisation:
        """The organisation chosen in a field, or BadInput with a sentence."""
        found = self.dossier.directory.of_code(code)
        if found is None:
            raise BadInput(
                {field: _("There is no organisation with the code %(code)s: choose one of the list.") % {"code": code}}
            )
        return found

    def write_document(
        self,
        kind: DocumentKind,
        blocks: Mapping[str, Any],
        *,
        state: DocumentState = DocumentState.ISSUED,
    ) -> Document:
        """A new writing of the acting organisation; it becomes the event's document."""
        document = Document(
            petition=self.dossier.petition,
            kind=kind,
            blocks=dict(blocks),
            state=state,
            organisation=self.actor.organisation,
            drafted_by=self.actor.officer,
            drafted_at=self.at,
            is_reconstructed=self.actor.is_replay,
        )
        if state == DocumentState.ISSUED:
            self.issue(document)
        self.dossier.documents.append(document)
        self.dossier.new_documents.append(document)
        self.document = document
        return document

    def issue(self, document: Document) -> None:
        """Date the writing: from now on it is not changed. A letter gets its number when the act is saved."""
        document.state = DocumentState.ISSUED
        document.issued_at = self.at
        if document.is_reconstructed or document.kind in (DocumentKind.SUPPLEMENT, DocumentKind.REQUEST):
            document.number = f"{self.dossier.petition.reference}-{self.dossier.last_seq + 1}"

    def change_document(self, document: Document) -> None:
        """Save a writing that changed, with the act."""
        if document.pk is not None:
            self.dossier.changed_documents.append(document)
        self.document = document

    def add_row(self, row: models.Model) -> None:
        """A further row that belongs to the act (an approval, an attachment, a party)."""
        self.dossier.new_rows.append(row)

    def change_row(self, row: models.Model) -> None:
        """A row that is already stored and changes with the act."""
        self.dossier.changed_rows.append(row)
