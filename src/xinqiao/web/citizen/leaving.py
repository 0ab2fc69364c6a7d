"""Closing everything on a computer that others use too: petitions, the receipt, what was written and not sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from xinqiao.web.citizen.petitioning.draft import draft_of, wipe_draft
from xinqiao.web.citizen.tracking.enclosing import wipe_trays
from xinqiao.web.components.pages import private


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    """Forget all that this browser was shown; the petition itself stays as it is."""
    wipe_draft(request, draft_of(request))
    wipe_trays(request)
    request.session.flush()
    return render(request, "citizen/closed.html")
