"""The answers and notices as pages to read and print, and the files of the petition. Opening one starts nothing."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinqiao.correspondence.letters.building import letter_of
from xinqiao.correspondence.letters.keeping import AlteredSheet, content_of, keep_letter_of, kept_sheet_of
from xinqiao.correspondence.models import KeptLetter
from xinqiao.petitions.models import Attachment, Document, DocumentKind, DocumentState, Event
from xinqiao.petitions.models.document import BETWEEN_ORGANISATIONS
from xinqiao.petitions.serving import ANSWERS
from xinqiao.procedure.clocks import Clock
from xinqiao.web.citizen.tracking.entering import for_petitioner, no_such_page
from xinqiao.web.citizen.tracking.offers import waiting_answer
from xinqiao.web.citizen.tracking.past import READABLE
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.components.pages import refused_page
from xinqiao.web.components.writings import DOCX, PDF, as_file, shown
from xinqiao.web.file_links import to_petitioner

# Which period of hers an answer begins.
_BEGINS: dict[str, str] = {
    DocumentKind.REPLY: "reexamination_request",
    DocumentKind.REEXAMINATION: "review_request",
}


def papers_of(standing: Standing) -> QuerySet[Document]:
    """The writings that left the office for her, and her own; never a draft, never what offices write to each other.

    An answer that was not served yet lies here only for one who agreed to that: to everybody else it comes on paper.
    """
    readable = standing.petition.documents.filter(state__in=READABLE).exclude(kind__in=BETWEEN_ORGANISATIONS)
    if not standing.agrees_to_online_service:
        readable = readable.exclude(kind__in=ANSWERS, state=DocumentState.ISSUED)
    return readable.select_related("organisation", "petition").order_by("issued_at", "pk")


def files_of(standing: Standing) -> QuerySet[Attachment]:
    """The files the petitioner sent, with the petition or later."""
    own = Attachment.objects.filter(petition=standing.petition.pk)
    return own.filter(added_by_role="petitioner").order_by("added_at", "pk")


@require_safe
@for_petitioner
def paper(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One writing in full."""
    document = papers_of(standing).filter(pk=number).first()
    if document is None:
        return no_such_page(request)
    waiting = waiting_answer(standing)
    context = {
        "standing": standing,
        "document": document,
        "has_record": _record_event(document) is not None,
        **shown(document),
        "is_waiting": waiting is not None and waiting.pk == document.pk,
        "is_served": document.state == DocumentState.SERVED,
        "period": _period_begun(standing, document),
    }
    return render(request, "citizen/track/paper.html", context)


@require_safe
@for_petitioner
def letter_pdf(request: HttpRequest, standing: Standing, number: int) -> HttpResponseBase:
    """The sheet of a letter to her, as it was kept when it was issued. Opening it starts nothing."""
    document = papers_of(standing).filter(pk=number).first()
    return _kept_file(request, kept_sheet_of(document) if document else None)


@require_safe
@for_petitioner
def letter_docx(request: HttpRequest, standing: Standing, number: int) -> HttpResponseBase:
    """The words of a letter for another program (one that reads aloud, or translates)."""
    # Word files bring sixteen megabytes along: only who takes one pays for them.
    from xinqiao.correspondence.letters.editable import editable  # noqa: PLC0415

    document = papers_of(standing).filter(pk=number).first()
    if document is None or not document.letter:
        return no_such_page(request)
    return as_file(editable(letter_of(document)), name=document.number, media_type=DOCX)


@require_safe
@for_petitioner
def record_pdf(request: HttpRequest, standing: Standing, number: int) -> HttpResponseBase:
    """The record of how a letter was served on her, with the last day that follows."""
    document = papers_of(standing).filter(pk=number).first()
    served = _record_event(document) if document else None
    return _kept_file(request, keep_letter_of(served) if served else None)


def _period_begun(standing: Standing, document: Document) -> Clock | None:
    """The petitioner's own period that began with this answer: its last day is known once it was served (35, 36)."""
    name = _BEGINS.get(document.kind)
    newest = papers_of(standing).filter(kind=document.kind).last()
    if name is None or newest != document or document.state != DocumentState.SERVED:
        return None
    return next((clock for clock in reversed(standing.position.clocks) if clock.name == name), None)


def _record_event(document: Document) -> Event | None:
    return document.events.filter(kind="served", is_reconstructed=False).order_by("-seq").first()


def _kept_file(request: HttpRequest, kept: KeptLetter | None) -> HttpResponseBase:
    if kept is None:
        return no_such_page(request)
    try:
        return as_file(content_of(kept), name=kept.number or kept.check_code, media_type=PDF)
    except AlteredSheet:
        sentence = _("The kept sheet of this letter cannot be shown. Ask the office that sent it for a new copy.")
        return refused_page(request, status=503, title=_("The letter cannot be shown"), sentence=sentence)


@require_safe
@for_petitioner
def attachment(request: HttpRequest, standing: Standing, number: UUID) -> HttpResponseBase:
    """A file she sent, by a link that is good for a while and for her alone."""
    found = files_of(standing).filter(pk=number).first()
    if found is None or not default_storage.exists(found.stored_as):
        return no_such_page(request)
    return to_petitioner(found, standing.reference)
