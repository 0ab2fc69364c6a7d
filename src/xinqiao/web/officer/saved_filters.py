"""Which narrowings did an officer keep, and how is one kept or forgotten? They hold no words and are nobody else's."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinqiao.people.models import Officer
from xinqiao.petitions.searching.narrowing import FACETS, NEWEST, SORTS, Narrowing
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.models import SavedFilter
from xinqiao.web.officer.entering import for_officers, require
from xinqiao.web.officer.facets import chosen_in_words

MOST = 20
_LONGEST = 40


def saved_by(officer: Officer) -> list[tuple[SavedFilter, str]]:
    """The officer's filters by name, each with the query of its address."""
    return [
        (kept, "?" + urlencode({part: kept.narrowing[part] for part in (*FACETS, "sort") if part in kept.narrowing}))
        for kept in _own(officer).order_by("name")
    ]


@require_POST
@for_officers
def keep_filter(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Keep what narrows the list now, and its order, under a name; the same name again replaces it."""
    require(officer, Permission.VIEW_FILES)
    chosen = Narrowing(**{facet: request.POST.get(facet, "")[:40] for facet in FACETS}).chosen
    sort = request.POST.get("sort", "")
    kept = chosen | ({"sort": sort} if sort in SORTS and sort != NEWEST else {})
    typed = " ".join(request.POST.get("name", "").split())
    name = (typed or " · ".join(value for _title, value in chosen_in_words(chosen)))[:_LONGEST]
    if not chosen:
        messages.error(request, _("First choose something at the side, a stage or a place; then it can be kept."))
    elif _own(officer).exclude(name=name).count() >= MOST:
        messages.error(request, _("You keep %(n)d filters already: forget one of them first.") % {"n": MOST})
    else:
        saved = {"narrowing": kept, "saved_at": timezone.now()}
        SavedFilter.objects.update_or_create(officer=officer, name=name, defaults=saved)
        told = _("Kept as “%(name)s”, for you alone; words you search for are not kept.")
        messages.success(request, told % {"name": name})
    return redirect(reverse("officer:search") + "?" + urlencode(kept))


@require_POST
@for_officers
def forget_filter(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Forget one of the officer's own filters; a number that is none of hers changes nothing."""
    require(officer, Permission.VIEW_FILES)
    _own(officer).filter(pk=number).delete()
    return redirect("officer:search")


def _own(officer: Officer) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(officer=officer)
