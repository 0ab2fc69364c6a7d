"""The door: number and code open one petition in this session for a short while; both faults get one answer."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.petitions.access import NoSuchPetition, petition_for, petitioner_for
from xinqiao.safeguards.codes import UnreadableReference, read_reference
from xinqiao.safeguards.throttling import Scope, count_attempt
from xinqiao.web.citizen.opened import open_petition_here, renew
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.components.error_pages import not_found
from xinqiao.web.components.fields import Form, FormField
from xinqiao.web.components.pages import caller_of, private, throttled

P = ParamSpec("P")


def for_petitioner(
    view: Callable[Concatenate[HttpRequest, Standing, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page of one petition: whoever has not opened it here is asked for number and code, known or not."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        reference = str(kwargs.pop("reference"))
        standing = Standing.of_session(request, reference)
        if standing is None:
            return HttpResponseRedirect(f"{reverse('citizen:track')}?{urlencode({'reference': reference})}")
        return view(request, standing, *args, **kwargs)

    return private(guarded)


def no_such_page(request: HttpRequest) -> HttpResponse:
    """404 for a part of the petition that is not there."""
    return not_found(request)


@require_http_methods(["GET", "HEAD", "POST"])
@private
@throttled
def track(request: HttpRequest) -> HttpResponse:
    """Ask for number and code, and open the petition."""
    if request.method != "POST":
        return _page(request, reference=request.GET.get("reference", ""))
    reference, code = request.POST.get("reference", "").strip(), request.POST.get("code", "").strip()
    faults = {}
    if not reference:
        faults["reference"] = _("Write the petition number; it stands on your receipt.")
    if not code:
        faults["code"] = _("Write the query code; it stands on your receipt below the number.")
    if faults:
        return _page(request, reference=reference, code=code, faults=faults, status=422)
    return _try(request, _as_written(reference), code)


def _try(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Every attempt is counted before it is looked at: by caller, and by number whoever tries."""
    now = timezone.now()
    count_attempt(Scope.TRACKING, caller_of(request), at=now)
    count_attempt(Scope.REFERENCE, reference, at=now)
    try:
        petition = petition_for(petitioner_for(reference, code), reference, "view")
    except NoSuchPetition as fault:
        return _page(request, reference=reference, code=code, sentence=str(fault), status=404)
    renew(request)
    open_petition_here(request, petition.reference, petition.pk)
    response = HttpResponseRedirect(reverse("citizen:petition", args=[petition.reference]))
    response.status_code = 303
    return response


def _as_written(reference: str) -> str:
    """The number as we write it, where it can be read; else as it was typed, which no petition has."""
    try:
        return read_reference(reference)
    except UnreadableReference:
        return reference.upper()[:40]


def _page(
    request: HttpRequest,
    *,
    reference: str,
    code: str = "",
    faults: dict[str, str] | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    faults = faults or {}
    fields = (
        FormField(
            name="reference",
            label=_("Petition number"),
            hint=_("It begins with XQ and stands on your receipt. Capitals and dashes do not matter."),
            value=reference,
            fault=faults.get("reference", ""),
            css_class="is-code",
            autocomplete="off",
        ),
        FormField(
            name="code",
            label=_("Query code"),
            value=code,
            hint=_("Twelve letters and digits. It is shown once, when the petition is sent."),
            fault=faults.get("code", ""),
            css_class="is-code",
            autocomplete="off",
        ),
    )
    return render(request, "citizen/track/enter.html", {"form": Form(fields=fields, sentence=sentence)}, status=status)
