"""The writings of a petition: which wait for whom, each as a page to read and print, and its files."""

from collections.abc import Iterable
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import CharField, Exists, Func, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from xinqiao.correspondence.letters.building import letter_of
from xinqiao.correspondence.letters.keeping import AlteredSheet, content_of, keep_letter_of, kept_sheet_of
from xinqiao.correspondence.letters.typeset import typeset
from xinqiao.correspondence.models import KeptLetter
from xinqiao.people.models import Officer
from xinqiao.petitions.access import NoSuchPetition, petition_for, visible_to
from xinqiao.petitions.acting import Actor, ActRefused
from xinqiao.petitions.models import Attachment, Document, DocumentState, Event, Petition
from xinqiao.petitions.models.document import BETWEEN_ORGANISATIONS
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.components.writings import DOCX, PDF, as_file, shown
from xinqiao.web.file_links import to_officer
from xinqiao.web.officer.entering import context_for, for_officers, require

# Written into the statement, not bound to it: a partial index is used only for a value the planner can read.
_WAITING = Func(template=f"'{DocumentState.SUBMITTED.value}'", output_field=CharField())


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


@require_safe
@for_officers
def document_page(request: HttpRequest, officer: Officer, reference: str, number: int) -> HttpResponse:
    """One writing in full, ready to print; the look is logged as a print."""
    petition = petition_for(Actor.of_officer(officer), reference, "print")
    document = _document(petition, number)
    page = {"petition": petition, "document": document, "records": _records(document), **shown(document)}
    return render(request, "officer/document.html", context_for(request, officer, **page))


@require_safe
@for_officers
def letter_pdf(request: HttpRequest, officer: Officer, reference: str, number: int) -> HttpResponse:
    """The sheet of a letter: as it was kept when it was issued, or of a draft as it would be.

    The kept sheet names the person. Whoever takes it may see who she is, and the look is logged as one.
    """
    petition = petition_for(Actor.of_officer(officer), reference, "print")
    document = _letter(petition, number)
    kept = kept_sheet_of(document)
    if kept is None:
        return as_file(typeset(letter_of(document)), name=f"{petition.reference}-{number}", media_type=PDF)
    return _kept_file(kept, officer, petition, is_named=document.kind not in BETWEEN_ORGANISATIONS)


@require_safe
@for_officers
def letter_docx(request: HttpRequest, officer: Officer, reference: str, number: int) -> HttpResponse:
    """A letter for another word processor: without name, seal and code."""
    # Word files bring sixteen megabytes along: only who takes one pays for them.
    from xinqiao.correspondence.letters.editable import editable  # noqa: PLC0415

    petition = petition_for(Actor.of_officer(officer), reference, "print")
    document = _letter(petition, number)
    name = document.number or f"{petition.reference}-{number}"
    return as_file(editable(letter_of(document)), name=name, media_type=DOCX)


@require_safe
@for_officers
def record_pdf(request: HttpRequest, officer: Officer, reference: str, number: int) -> HttpResponse:
    """The record of the service of a writing (送达回证); it names who took it."""
    petition = petition_for(Actor.of_officer(officer), reference, "print")
    served = _records(_document(petition, number)).last()
    kept = keep_letter_of(served) if served else None
    if kept is None:
        raise NoSuchPetition
    return _kept_file(kept, officer, petition, is_named=True)


def _document(petition: Petition, number: int) -> Document:
    found = (
        petition.documents.select_related("organisation", "drafted_by", "petition")
        .prefetch_related("approvals__officer")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise NoSuchPetition
    return found


def _letter(petition: Petition, number: int) -> Document:
    document = _document(petition, number)
    if not document.letter:
        raise NoSuchPetition
    return document


def _records(document: Document) -> QuerySet[Event]:
    """The events by which the writing was served, those of the past left out: of them nothing was recorded by us."""
    return document.events.filter(kind="served", is_reconstructed=False).order_by("seq")


def _kept_file(kept: KeptLetter, officer: Officer, petition: Petition, *, is_named: bool) -> HttpResponse:
    if is_named and petition.submission.petitioner_id is not None:
        require(officer, Permission.SEE_IDENTITY)
        record_access(
            Look(
                actor_id=officer.account_id,
                organisation_id=officer.organisation_id,
                petition_id=petition.pk,
                identity_id=petition.submission.petitioner_id,
                what=Access.IDENTITY,
                purpose="letter",
                reason=f"letter {kept.number or kept.check_code}",
                at=timezone.now(),
            )
        )
    try:
        content = content_of(kept)
    except AlteredSheet as fault:
        raise ActRefused(str(fault)) from fault
    return as_file(content, name=kept.number or kept.check_code, media_type=PDF)


@require_safe
@for_officers
def attachment(request: HttpRequest, officer: Officer, reference: str, number: UUID) -> HttpResponseBase:
    """A file of the petition: the look is logged here, the file goes out by a link for this officer alone."""
    petition = petition_for(Actor.of_officer(officer), reference, "file")
    found = next((one for one in attachments_of(petition) if one.pk == number), None)
    if found is None or not default_storage.exists(found.stored_as):
        raise NoSuchPetition
    return to_officer(found, petition.reference, officer.pk)


def attachments_of(petition: Petition) -> Iterable[Attachment]:
    """The files that came with the petition and those added later; a matter that was split off has none of its letter's."""
    return Attachment.objects.filter(petition=petition).order_by("added_at", "pk")
