"""Files that wait for a right to be used: the tray of each act's form, and the way in which they come."""

import secrets
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from xinqiao.safeguards.uploads.trays import Tray
from xinqiao.web.citizen.sealed_session import forget, keep, kept
from xinqiao.web.citizen.tracking.entering import for_petitioner, no_such_page
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.components.uploading import begin_upload, take_piece

TAKES_FILES = frozenset({"supplement", "bring_new_facts", "request_reexamination", "request_review"})
_NAME = "petition_trays"


def tray_for(request: HttpRequest, reference: str, act: str) -> Tray | None:
    """The tray of this act's form in this browser; None before anything was laid into it."""
    secret = (kept(request, _NAME) or {}).get(f"{reference}/{act}")
    return Tray(secret) if secret else None


def tray_made_for(request: HttpRequest, reference: str, act: str) -> Tray:
    """The same, made now where there is none."""
    if tray := tray_for(request, reference, act):
        return tray
    secret = secrets.token_urlsafe(24)
    keep(request, _NAME, (kept(request, _NAME) or {}) | {f"{reference}/{act}": secret})
    return Tray(secret)


def wipe_trays(request: HttpRequest) -> None:
    """Throw away what waits in this browser and was not sent."""
    for secret in (kept(request, _NAME) or {}).values():
        Tray(secret).wipe()
    forget(request, _NAME)


@require_POST
@for_petitioner
def begin(request: HttpRequest, standing: Standing, name: str) -> HttpResponse:
    """A file that will come in pieces."""
    if name not in TAKES_FILES:
        return no_such_page(request)
    return begin_upload(request, tray_made_for(request, standing.reference, name))


@require_http_methods(["GET", "HEAD", "POST"])
@for_petitioner
def piece(request: HttpRequest, standing: Standing, name: str, number: UUID) -> HttpResponse:
    """A piece of it, or how much of it is here."""
    tray = tray_for(request, standing.reference, name)
    return take_piece(request, tray, number) if tray else no_such_page(request)
