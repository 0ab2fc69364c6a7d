"""Who serves in the organisation, with which roles; and what becomes of the work of one who leaves."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.access import NoSuchPetition
from xinqiao.petitions.acting import ActRefused, BadInput
from xinqiao.petitions.leaving import officer_leaves
from xinqiao.petitions.models import CachedPosition
from xinqiao.safeguards.permissions import ROLE_SENTENCES, Permission, Role
from xinqiao.web.officer.entering import context_for, for_officers, language_of, require, status_of


@require_safe
@for_officers
def people_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The officers of the own organisation and what each of their roles means."""
    require(officer, Permission.MANAGE_PEOPLE)
    people = (
        Officer.objects.filter(organisation=officer.organisation_id).select_related("account").order_by("left_on", "pk")
    )
    open_matters = _open_matters(officer.organisation_id)
    page = {
        "organisation": officer.organisation,
        "serving": [_person(one, officer, open_matters) for one in people if one.is_serving],
        "left": [one for one in people if not one.is_serving],
    }
    return render(request, "officer/people.html", context_for(request, officer, **page))


@require_http_methods(["GET", "POST"])
@for_officers
def leaving_page(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Record that a colleague has left: the open petitions pass to the duty officer in the same moment."""
    require(officer, Permission.MANAGE_PEOPLE)
    leaver = colleague(officer, number)
    fault, status = "", 200
    if request.method == "POST":
        try:
            count = officer_leaves(officer=leaver, actor=officer, on=_day(request))
        except BadInput as refusal:
            fault, status = " ".join(refusal.faults.values()), 422
        except ActRefused as refusal:
            fault, status = refusal.sentence(language_of()), status_of(refusal)
        else:
            told = ngettext(
                "%(name)s has left. %(count)d open petition passed to the duty officer.",
                "%(name)s has left. %(count)d open petitions passed to the duty officer.",
                count,
            )
            messages.success(request, told % {"name": leaver.name, "count": count})
            return redirect("officer:people")
    page = {
        "leaver": leaver,
        "open_count": _open_matters(officer.organisation_id).get(leaver.pk, 0),
        "duty_officer": officer.organisation.duty_officer,
        "left_on": request.POST.get("left_on") or timezone.localdate().isoformat(),
        "fault": fault,
    }
    return render(request, "officer/leaving.html", context_for(request, officer, **page), status=status)


@require_POST
@for_officers
def name_duty_officer(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Make a serving colleague the duty officer, who stands behind everybody's work."""
    require(officer, Permission.MANAGE_PEOPLE)
    named = colleague(officer, number)
    if not named.may(Permission.VIEW_FILES):
        raise ActRefused(_("The duty officer must be able to open files: choose a colleague with such a role."))
    Organisation.objects.filter(pk=officer.organisation_id).update(duty_officer=named)
    messages.success(request, _("%(name)s is the duty officer now.") % {"name": named.name})
    return redirect("officer:people")


def colleague(officer: Officer, number: int) -> Officer:
    """The serving officer of the own organisation with this number; raises NoSuchPetition (404) for any other."""
    found = Officer.objects.filter(pk=number, organisation=officer.organisation_id, left_on__isnull=True).first()
    if found is None:
        raise NoSuchPetition
    return found


def _person(one: Officer, viewer: Officer, open_matters: dict[int, int]) -> dict[str, Any]:
    roles = [Role(role) for role in one.roles if role in Role.values]
    return {
        "officer": one,
        "roles": [(role.label, ROLE_SENTENCES[role]) for role in roles],
        "is_duty_officer": viewer.organisation.duty_officer_id == one.pk,
        "is_self": one.pk == viewer.pk,
        "open_count": open_matters.get(one.pk, 0),
        "can_stand_in": one.may(Permission.VIEW_FILES),
    }


def _open_matters(organisation_id: int) -> dict[int, int]:
    """How many open petitions are in each colleague's name: a bare number, which an administrator needs here."""
    return dict(
        CachedPosition.objects.filter(Q(is_open=True), responsible_organisation=organisation_id)
        .values_list("responsible_officer")
        .annotate(Count("pk"))
        .order_by()
    )


def _day(request: HttpRequest) -> date:
    try:
        day = parse_date(request.POST.get("left_on", ""))
    except ValueError:
        day = None
    if day is None:
        raise BadInput({"left_on": _("This is not a day of the calendar: write it as 2026-03-02.")})
    return day
