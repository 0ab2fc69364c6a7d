"""Who stands at the desk? Only a serving officer passes; every refusal becomes a page with its status."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xinqiao.people.models import Officer
from xinqiao.petitions.access import NoSuchPetition
from xinqiao.petitions.acting import ActRefused, NotPermitted
from xinqiao.safeguards.permissions import Permission

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Officer, P], HttpResponseBase]


def language_of() -> str:
    """The reader's language, as the law's wording knows it: zh-hans, zh-hant or en."""
    return get_language() or "zh-hans"


def officer_of(request: HttpRequest) -> Officer | None:
    """The serving officer who is signed in, with the organisation; None for anybody else."""
    if not request.user.is_authenticated:
        return None
    return (
        Officer.objects.select_related("account", "organisation", "organisation__parent", "organisation__place")
        .filter(account=request.user.pk, left_on__isnull=True)
        .first()
    )


def for_officers(page: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The page for a serving officer, who is its second argument; others are led to the sign-in.

    An unknown or hidden petition is 404, a missing permission 403, a refused act 409 (acts that keep
    what was typed answer for themselves).
    """

    @wraps(page)
    def entered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        officer = officer_of(request)
        if officer is None:
            if request.user.is_authenticated:
                logout(request)
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('officer:sign_in')}?{query}")
        request.officer = officer  # type: ignore[attr-defined]
        chooses = reverse("officer:password")
        if officer.account.password_is_temporary and request.path != chooses:
            # Somebody else has seen it: nothing is opened before its holder has chosen her own.
            return HttpResponseRedirect(chooses)
        try:
            response: HttpResponseBase = page(request, officer, *args, **kwargs)
        except NoSuchPetition as fault:
            response = refused_page(request, str(fault), status=404)
        except NotPermitted as fault:
            response = refused_page(request, fault.sentence(language_of()), status=403)
        except ActRefused as fault:
            response = refused_page(request, fault.sentence(language_of()), status=status_of(fault))
        # A shared computer at a counter must not show the last person's file on “back”.
        add_never_cache_headers(response)
        return response

    return entered


def status_of(fault: ActRefused) -> int:
    """403 without the right to act, 409 where the petition or the law says no, 422 is for input (elsewhere)."""
    if isinstance(fault, NotPermitted):
        return 403
    return 409


def refused_page(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    """A page that says in one sentence why it does not show what was asked for."""
    return render(request, "officer/refused.html", {"sentence": sentence}, status=status)


def require(officer: Officer, permission: Permission) -> None:
    """Raises NotPermitted, with the permission's own sentence, unless a role of the officer holds it."""
    if not officer.may(permission):
        raise NotPermitted(missing(permission))


def missing(permission: Permission) -> str:
    """The sentence for a permission that is not held."""
    return _("Your roles do not include this permission: %(sentence)s") % {"sentence": permission.label}


def context_for(request: HttpRequest, officer: Officer, **more: Any) -> dict[str, Any]:
    """What every page of the desk shows around its own content."""
    return {
        "officer": officer,
        "may": {name.value: officer.may(name) for name in Permission},
        **more,
    }
