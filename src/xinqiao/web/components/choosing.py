"""Language and large print: one press, kept in a cookie, back to the same page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

PRINT_COOKIE = "xinqiao_print"
_PRINTS = ("large", "ordinary")
_YEAR_SECONDS = 365 * 24 * 60 * 60


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak the chosen language from now on."""
    language = request.POST.get("language", "")
    known = language in dict(settings.LANGUAGES) and check_for_language(language)
    return _back(request, settings.LANGUAGE_COOKIE_NAME, language if known else "")


@require_POST
def choose_print(request: HttpRequest) -> HttpResponse:
    """Print large, or ordinary again."""
    chosen = request.POST.get("print", "")
    return _back(request, PRINT_COOKIE, chosen if chosen in _PRINTS else "")


def _back(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    """Back to the page the form stood on; never to another site."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    response = HttpResponseRedirect(urlsplit(wanted).geturl() if safe else "/")
    response.status_code = 303
    if value:
        response.set_cookie(
            cookie,
            value,
            max_age=_YEAR_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
