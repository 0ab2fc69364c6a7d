"""What is shown when a request cannot be answered: one sentence, the right status, nothing of the machine."""

from contextlib import suppress

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from xinqiao.web.components.pages import refused_page

_PIECE_BYTES = 65_536
# Beyond this nobody types or photographs by mistake.
_PATIENCE_BYTES = 200_000_000


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where the request was simply too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        _read_to_the_end(request)
        return refused_page(
            request,
            status=413,
            title=_("Too large to take"),
            sentence=_(
                "What was sent is larger than this page can take. Go back with your browser: your text is still "
                "there. Shorten it, or send it as a file or by letter."
            ),
        )
    return refused_page(
        request,
        status=400,
        title=_("This could not be read"),
        sentence=_("What the browser sent could not be read. Go back, open the page again and repeat the last step."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return refused_page(
        request,
        status=403,
        title=_("Not open to you"),
        sentence=_("This page is not open to you. If you think it should be, ask the petition office."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return refused_page(
        request,
        status=404,
        title=_("There is no such page"),
        sentence=_("There is no page at this address. Check it letter by letter, or begin at the first page."),
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not fit (cookies off, or a page left open over night)."""
    return refused_page(
        request,
        status=403,
        title=_("This form is too old"),
        sentence=_(
            "For your safety the form was not taken: it was open for very long, or the browser keeps no cookies. "
            "Go back, copy what you typed, open the page again and send it."
        ),
    )


def server_fault(request: HttpRequest) -> HttpResponse:
    """500; made without request and database, so that it always can be shown."""
    context = {
        "title": _("Something broke on our side"),
        "sentence": _(
            "This is our fault, not yours. Nothing that you were told we have received is lost. Please try again later."
        ),
    }
    return HttpResponse(render_to_string("components/refused.html", context), status=500)


def _read_to_the_end(request: HttpRequest) -> None:
    """Take the rest of what is being sent: a browser that is still sending reads no answer."""
    left = _PATIENCE_BYTES
    with suppress(UnreadablePostError):
        while left > 0 and (piece := request.read(_PIECE_BYTES)):
            left -= len(piece)
