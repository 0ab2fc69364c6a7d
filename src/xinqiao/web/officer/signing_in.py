"""Signing in and out: by name and password, and by one click on the demonstration only."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from xinqiao.people.models import Account, Officer
from xinqiao.safeguards.permissions import Role
from xinqiao.web.officer.entering import officer_of

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. A wrong name and a wrong password get the same sentence."""
    following = _following(request)
    if officer_of(request) is not None:
        return HttpResponseRedirect(following)
    fault, status, username = "", 200, ""
    if request.method == "POST":
        username = request.POST.get("username", "").strip()
        account = authenticate(request, username=username, password=request.POST.get("password", ""))
        if account is not None and _is_serving(account):
            login(request, account)
            return HttpResponseRedirect(following)
        fault, status = _fault_of(request, is_known=account is not None)
    return render(
        request,
        "officer/sign_in.html",
        {
            "fault": fault,
            "username": username,
            "next": request.POST.get("next") or request.GET.get("next", ""),
            "demonstration": _demonstration_officers() if settings.XINQIAO_DEMO else [],
        },
        status=status,
    )


@never_cache
@require_POST
def sign_in_demonstration(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the invented officers; there is no such address outside the demonstration."""
    if not settings.XINQIAO_DEMO:
        raise Http404
    number = request.POST.get("officer", "")
    officer = (
        Officer.objects.select_related("account").filter(pk=number, left_on__isnull=True).first()
        if number.isdecimal() and len(number) < 12
        else None
    )
    if officer is None or not officer.account.is_active:
        raise Http404
    login(request, officer.account, backend=_BACKEND)
    return HttpResponseRedirect(_following(request))


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return HttpResponseRedirect(reverse("officer:sign_in"))


def _is_serving(account: object) -> bool:
    return isinstance(account, Account) and Officer.objects.filter(account=account, left_on__isnull=True).exists()


def _fault_of(request: HttpRequest, *, is_known: bool) -> tuple[str, int]:
    if getattr(request, "axes_locked_out", False):
        # We say it in our own page; the middleware would otherwise replace it with a bare one.
        request.axes_locked_out = False  # type: ignore[attr-defined]
        return _("Too many wrong attempts. Wait a quarter of an hour, or ask your administrator."), 429
    if is_known:
        return _("This account belongs to no serving officer. Ask your administrator."), 403
    return _("Name and password do not belong together. Check both and try again."), 422


def _following(request: HttpRequest) -> str:
    """Where to go after the sign-in: only to a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("officer:desk")


def _demonstration_officers() -> list[dict[str, object]]:
    """The invented officers by organisation, from the top of the tree down, with what each is there for."""
    officers = (
        Officer.objects.filter(left_on__isnull=True, account__is_active=True)
        .select_related("organisation", "organisation__place")
        .order_by("organisation__place__code", "organisation__pk", "pk")
    )
    return [
        {"organisation": organisation, "officers": [(one, _posts_of(one)) for one in group]}
        for organisation, group in groupby(officers, key=lambda one: one.organisation)
    ]


def _posts_of(officer: Officer) -> str:
    names = [str(Role(role).label) for role in officer.roles if role in Role.values]
    posts = [officer.post] if officer.post and officer.post not in names else []
    return " · ".join([*posts, *names])
