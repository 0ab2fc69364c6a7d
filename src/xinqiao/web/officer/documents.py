"""The writings of a petition: which wait for whom, each as a page to read and print, and its files."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import CharField, Exists, Func, OuterRef, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinqiao.people.models import Officer
from xinqiao.petitions.access import NoSuchPetition, petition_for, visible_to
from xinqiao.petitions.acting import Actor, acts
from xinqiao.petitions.acting.inputs import questions_of
from xinqiao.petitions.models import Attachment, Document, DocumentKind, DocumentState, Petition
from xinqiao.web.officer.entering import context_for, for_officers

# Which act's questions name the blocks of a kind of writing (the labels are those of its form).
_DRAFTED_BY = {
    DocumentKind.REPLY: "draft_reply",
    DocumentKind.REEXAMINATION: "draft_reexamination",
    DocumentKind.REVIEW: "draft_review",
    DocumentKind.DECLINE: "draft_decline",
    DocumentKind.EXTENSION: "draft_extension",
    DocumentKind.NOTICE: "notify",
    DocumentKind.ACCEPTANCE: "accept",
    DocumentKind.GUIDANCE: "guide",
    DocumentKind.AGREEMENT: "mediate",
}
# Written into the statement, not bound to it: a partial index is used only for a value the planner can read.
_WAITING = Func(template=f"'{DocumentState.SUBMITTED.value}'", output_field=CharField())


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part of a writing: its heading and its text."""

    heading: str
    text: str


def drafts_waiting_for(officer: Officer) -> QuerySet[Document]:
    """Drafts of the own organisation that a second person, this officer, may decide on."""
    # Asked row by row (few drafts wait), never as a list of all that is visible.
    is_visible = Exists(visible_to(Actor.of_officer(officer)).filter(pk=OuterRef("petition_id")))
    return (
        Document.objects.filter(is_visible, state=_WAITING, organisation=officer.organisation_id)
        .exclude(drafted_by=officer.pk)
        .select_related("petition", "petition__position", "drafted_by")
        .defer("petition__body")
        .order_by("petition__position__next_due_on", "pk")
    )


def blocks_of(document: Document) -> list[Block]:
    """The parts of a writing in the order of its form, choices in words."""
    act = acts().get(_DRAFTED_BY.get(DocumentKind(document.kind), ""))
    blocks = dict(document.blocks)
    found: list[Block] = []
    for name, question in questions_of(act.given) if act else ():
        value = blocks.pop(name, "")
        if value in ("", None):
            continue
        words = dict(question.choices()) if question.choices else {}
        found.append(Block(heading=str(question.label), text=str(words.get(value, value))))
    found += [Block(heading=_("Text") if name == "text" else name, text=str(v)) for name, v in blocks.items() if v]
    return found


@require_safe
@for_officers
def document_page(request: HttpRequest, officer: Officer, reference: str, number: int) -> HttpResponse:
    """One writing in full, ready to print; the look is logged as a print."""
    petition = petition_for(Actor.of_officer(officer), reference, "print")
    document = (
        petition.documents.select_related("organisation", "drafted_by")
        .prefetch_related("approvals__officer")
        .filter(pk=number)
        .first()
    )
    if document is None:
        raise NoSuchPetition
    page = {"petition": petition, "document": document, "blocks": blocks_of(document)}
    return render(request, "officer/document.html", context_for(request, officer, **page))


@require_safe
@for_officers
def attachment(request: HttpRequest, officer: Officer, reference: str, number: UUID) -> FileResponse:
    """A file of the petition, always as a download: nothing that was sent to us is opened in our pages."""
    petition = petition_for(Actor.of_officer(officer), reference, "file")
    found = next((one for one in attachments_of(petition) if one.pk == number), None)
    if found is None or not default_storage.exists(found.stored_as):
        raise NoSuchPetition
    file = FileResponse(default_storage.open(found.stored_as), content_type=found.content_type)
    plain = f"file{PurePosixPath(found.stored_as).suffix}"
    file["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.shown_name)}"
    file["X-Content-Type-Options"] = "nosniff"
    file["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return file


def attachments_of(petition: Petition) -> Iterable[Attachment]:
    """The files that came with the submission and those added to the petition later."""
    own = Attachment.objects.filter(petition=petition)
    came = Attachment.objects.filter(submission=petition.submission_id)
    return (own | came).order_by("added_at", "pk")
