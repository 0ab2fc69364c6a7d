"""The answers and notices as pages to read and print, and the files of the petition. Opening one starts nothing."""

from pathlib import PurePosixPath
from urllib.parse import quote
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xinqiao.petitions.models import Attachment, Document, DocumentState
from xinqiao.petitions.models.document import BETWEEN_ORGANISATIONS
from xinqiao.web.citizen.tracking.entering import for_petitioner, no_such_page
from xinqiao.web.citizen.tracking.offers import waiting_answer
from xinqiao.web.citizen.tracking.past import READABLE
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.components.writings import parts_of


def papers_of(standing: Standing) -> QuerySet[Document]:
    """The writings that left the office for her, and her own; never a draft, never what offices write to each other."""
    readable = standing.petition.documents.filter(state__in=READABLE).exclude(kind__in=BETWEEN_ORGANISATIONS)
    return readable.select_related("organisation").order_by("issued_at", "pk")


def files_of(standing: Standing) -> QuerySet[Attachment]:
    """The files the petitioner sent, with the petition or later."""
    own = Q(petition=standing.petition.pk) | Q(submission=standing.petition.submission_id)
    return Attachment.objects.filter(own, added_by_role="petitioner").order_by("added_at", "pk")


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
        "parts": parts_of(document),
        "is_waiting": waiting is not None and waiting.pk == document.pk,
        "is_served": document.state == DocumentState.SERVED,
    }
    return render(request, "citizen/track/paper.html", context)


@require_safe
@for_petitioner
def attachment(request: HttpRequest, standing: Standing, number: UUID) -> HttpResponseBase:
    """A file, always as a download: nothing that was sent to us is opened inside our pages."""
    found = files_of(standing).filter(pk=number).first()
    if found is None or not default_storage.exists(found.stored_as):
        return no_such_page(request)
    response = FileResponse(default_storage.open(found.stored_as), content_type=found.content_type)
    plain = f"file{PurePosixPath(found.stored_as).suffix}"
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.shown_name)}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
