"""A file that was sent to us goes out by a link of its own: signed, short-lived, for the one person it was made for.

The path is apart from all pages, so that a proxy can give it a host of its own. Whatever the file is, it cannot run: its
type is the one its bytes showed, and its content policy lets nothing in it act.
"""

from datetime import timedelta
from pathlib import PurePosixPath
from urllib.parse import quote
from uuid import UUID

from django.core import signing
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.conflict import is_in_conflict
from xinqiao.petitions.models import Attachment, Petition
from xinqiao.web.citizen.opened import petitioner_here
from xinqiao.web.components.error_pages import not_found
from xinqiao.web.components.pages import private, refused_page
from xinqiao.web.components.ranges import file_response
from xinqiao.web.officer.entering import officer_of

_SALT = "xinqiao.web.file"
# As long as an opened petition stays open without a press.
GOOD_FOR = timedelta(minutes=30)
_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
)
_PETITIONER, _OFFICER = "petitioner", "officer"


def to_petitioner(file: Attachment, reference: str) -> HttpResponseRedirect:
    """Send the petitioner who opened this petition to the file."""
    return _to(file, _PETITIONER, reference)


def to_officer(file: Attachment, reference: str, officer_id: int) -> HttpResponseRedirect:
    """Send this officer, whose look was logged, to the file."""
    return _to(file, _OFFICER, reference, officer_id)


def _to(file: Attachment, role: str, reference: str, officer_id: int = 0) -> HttpResponseRedirect:
    token = signing.dumps([str(file.pk), role, reference, officer_id], salt=_SALT)
    response = HttpResponseRedirect(reverse("file", args=[token, f"file{PurePosixPath(file.stored_as).suffix}"]))
    response.status_code = 303
    return response


@require_safe
@private
def open_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """The file behind a link: to whom it was made for, while it is good, and only as long as that person may see it."""
    try:
        number, role, reference, officer_id = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except signing.SignatureExpired:
        sentence = _(
            "This link to a file is too old, for your safety. Open the file again from the page of the petition."
        )
        return refused_page(request, status=410, title=_("The link has expired"), sentence=sentence)
    except signing.BadSignature:
        return not_found(request)
    if role == _OFFICER:
        files = _for_officer(request, reference, officer_id)
    else:
        files = _for_petitioner(request, reference)
    found = files.filter(pk=UUID(number)).first()
    if found is None or not default_storage.exists(found.stored_as):
        return not_found(request)
    return _sent(request, found)


def _for_petitioner(request: HttpRequest, reference: str) -> QuerySet[Attachment]:
    """What she sent herself, if the petition is open in this browser now."""
    actor = petitioner_here(request, reference)
    petition = visible_to(actor).filter(reference=reference).first() if actor else None
    return _files_of(petition).filter(added_by_role=_PETITIONER)


def _for_officer(request: HttpRequest, reference: str, officer_id: int) -> QuerySet[Attachment]:
    """The files of the petition, if the officer it was made for is signed in here and may still see it."""
    officer = officer_of(request)
    if officer is None or officer.pk != officer_id:
        return Attachment.objects.none()
    petition = visible_to(Actor.of_officer(officer)).filter(reference=reference).first()
    return _files_of(petition if petition is not None and not is_in_conflict(officer, petition) else None)


def _files_of(petition: Petition | None) -> QuerySet[Attachment]:
    if petition is None:
        return Attachment.objects.none()
    # Not those of the whole submission: a matter that was split off it has none of its letter's files.
    return Attachment.objects.filter(petition=petition.pk)


def _sent(request: HttpRequest, file: Attachment) -> HttpResponseBase:
    opened = default_storage.open(file.stored_as)
    response = file_response(request, opened, size=file.size, media_type=file.content_type, tag=file.sha256)
    plain = f"file{PurePosixPath(file.stored_as).suffix}"
    way = "inline" if file.is_viewable else "attachment"
    response["Content-Disposition"] = f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.shown_name)}"
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
