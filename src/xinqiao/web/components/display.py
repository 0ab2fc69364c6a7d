"""How does this visitor wish to see the pages? Language, size of print, light, easy pages: one press, one cookie each.

The cookies hold one word and no number of a person; a word we do not know counts as nothing chosen.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

# What may be chosen: the name of the field in the form → the words it may send; the first is how it is at first.
CHOICES = {
    "print": ("ordinary", "large"),
    "theme": ("device", "light", "dark", "contrast"),
    "pages": ("ordinary", "easy"),
}
_YEAR_SECONDS = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Display:
    """What was chosen; `theme` is empty where the device decides."""

    print: str = "ordinary"
    theme: str = ""
    pages: str = "ordinary"

    @property
    def is_large(self) -> bool:
        """Whether the print is large."""
        return self.print == "large"

    @property
    def is_easy(self) -> bool:
        """Whether pages say less, in larger print, one thing at a time (适老化)."""
        return self.pages == "easy"

    @property
    def css_classes(self) -> str:
        """What the style sheets know it by."""
        return " ".join(name for name, holds in (("is-large", self.is_large), ("is-easy", self.is_easy)) if holds)


def display_of(request: HttpRequest) -> Display:
    """What this visitor chose."""
    chosen = {}
    for name, words in CHOICES.items():
        word = request.COOKIES.get(_cookie(name), "")
        if word in words[1:]:
            chosen[name] = word
    return Display(**chosen)


def display(request: HttpRequest) -> dict[str, object]:
    """Context processor: `display` on every page, and whether this is a demonstration."""
    return {"display": display_of(request), "is_demonstration": settings.XINQIAO_DEMO}


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak the chosen language from now on."""
    language = request.POST.get("language", "")
    response = _back(request)
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    """Show the pages as chosen from now on; what is not in the form stays as it is."""
    response = _back(request)
    for name, words in CHOICES.items():
        word = request.POST.get(name, "")
        if word == words[0]:
            response.delete_cookie(_cookie(name), samesite="Lax")
        elif word in words:
            _remember(response, _cookie(name), word)
    return response


def _cookie(name: str) -> str:
    return f"xinqiao_{name}"


def _remember(response: HttpResponse, cookie: str, word: str) -> None:
    response.set_cookie(
        cookie,
        word,
        max_age=_YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _back(request: HttpRequest) -> HttpResponse:
    """Back to the page the form stood on; never to another site."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    response = HttpResponseRedirect(urlsplit(wanted).geturl() if safe else "/")
    response.status_code = 303
    return response
