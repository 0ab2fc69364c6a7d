"""How does the work of an organisation, or of a whole branch, stand today?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from xinqiao.law.library import statutes
from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.access import branch_of, visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.petitions.searching.narrowing import end_of_week
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.officer.entering import context_for, for_officers
from xinqiao.web.officer.naming import stage_title
from xinqiao.web.officer.worklist import refresh_outdated


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of an overview: open, late and due-this-week counts of a stage, an organ or a colleague's desk."""

    title: str
    open: int
    late: int
    this_week: int
    key: str = ""


@require_safe
@for_officers
def organisation_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Open work by stage; for who hands work over, by colleague; for who oversees, by organisation."""
    today = timezone.localdate()
    refresh_outdated(today)
    own = _open(officer).filter(position__responsible_organisation=officer.organisation_id)
    page: dict[str, Any] = {
        "organisation": officer.organisation,
        "duty_officer": officer.organisation.duty_officer,
        "today": today,
        "total": _total(own, today),
        "by_stage": _by_stage(own, today),
        "by_officer": _by_officer(own, today) if officer.may(Permission.HAND_OVER) else None,
        "by_organisation": None,
    }
    if officer.may(Permission.OVERSEE):
        page["by_organisation"] = _by_organisation(_open(officer).filter(branch_of(officer)), today)
    return render(request, "officer/organisation.html", context_for(request, officer, **page))


def _open(officer: Officer) -> QuerySet[Petition]:
    return visible_to(Actor.of_officer(officer)).filter(position__is_open=True)


def _numbers(on: date) -> dict[str, Count]:
    return {
        "open": Count("pk"),
        "late": Count("pk", filter=Q(position__next_due_on__lt=on)),
        "this_week": Count("pk", filter=Q(position__next_due_on__range=(on, end_of_week(on)))),
    }


def _total(petitions: QuerySet[Petition], on: date) -> Row:
    return Row(title="", **petitions.aggregate(**_numbers(on)))


def _grouped(petitions: QuerySet[Petition], by: str, on: date) -> list[dict[str, Any]]:
    return list(petitions.order_by().values(by).annotate(**_numbers(on)).order_by(by))


def _by_stage(petitions: QuerySet[Petition], on: date) -> list[Row]:
    """In the order in which the newest law names its stages."""
    order = [name for pack in statutes() for name in pack.stages]
    pack = statutes()[-1]
    found = _grouped(petitions, "position__stage", on)
    found.sort(key=lambda group: order.index(group["position__stage"]) if group["position__stage"] in order else -1)
    return [_row(group, stage_title(pack, group["position__stage"]), group["position__stage"]) for group in found]


def _by_officer(petitions: QuerySet[Petition], on: date) -> list[Row]:
    """How many open matters lie on each desk: to share work out, not to judge anybody."""
    found = _grouped(petitions, "position__responsible_officer", on)
    names = Officer.objects.in_bulk([group["position__responsible_officer"] for group in found])
    return [
        _row(group, names[group["position__responsible_officer"]].name)
        for group in found
        if group["position__responsible_officer"] in names
    ]


def _by_organisation(petitions: QuerySet[Petition], on: date) -> list[Row]:
    found = _grouped(petitions, "position__responsible_organisation", on)
    names = Organisation.objects.in_bulk([group["position__responsible_organisation"] for group in found])
    return [
        _row(group, names[group["position__responsible_organisation"]].name)
        for group in found
        if group["position__responsible_organisation"] in names
    ]


def _row(group: dict[str, Any], title: str, key: str = "") -> Row:
    return Row(title=title, open=group["open"], late=group["late"], this_week=group["this_week"], key=key)
