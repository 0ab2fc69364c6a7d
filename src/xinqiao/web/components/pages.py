"""How a page is sent: never kept by anybody in between, and a refusal as a page with its one sentence."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from xinqiao.safeguards.throttling import TooManyAttempts

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def private(view: View[P]) -> View[P]:
    """A page that shows something of a person or a petition: no cache keeps it, no address is passed on."""

    @wraps(view)
    def sent(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        return response

    return sent


def throttled(view: View[P]) -> View[P]:
    """A view that may raise TooManyAttempts: the caller gets 429, the sentence and when to come back."""

    @wraps(view)
    def sent(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except TooManyAttempts as refusal:
            response = refused_page(request, status=429, title=_("Too many attempts"), sentence=str(refusal))
            response["Retry-After"] = str(refusal.retry_after_seconds)
            return response

    return sent


def refused_page(request: HttpRequest, *, status: int, title: str, sentence: str, back: str = "") -> HttpResponse:
    """A page that says in one sentence what was refused, why and what to do."""
    context = {"title": title, "sentence": sentence, "back": back}
    response = render(request, "components/refused.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def caller_of(request: HttpRequest) -> str:
    """The network address that is counted. A forwarded one is not believed: anybody can write it."""
    return str(request.META.get("REMOTE_ADDR", ""))
