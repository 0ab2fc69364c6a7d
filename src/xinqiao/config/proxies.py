"""Who is really calling, when a proxy stands in front? Without this a whole county would share one throttle."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def caller_of(peer: str, forwarded: str, proxies: frozenset[str]) -> str:
    """The nearest address that is none of our proxies: what stands further left was written by the caller."""
    if peer not in proxies:
        return peer
    for address in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if address not in proxies:
            return address
    return peer


class BehindProxies:
    """Puts the caller's own address in REMOTE_ADDR when the request comes from a proxy named in XINQIAO_PROXIES."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, knowing who calls."""
        peer = request.META.get("REMOTE_ADDR", "")
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        request.META["REMOTE_ADDR"] = caller_of(peer, forwarded, settings.XINQIAO_PROXIES)
        return self.get_response(request)
