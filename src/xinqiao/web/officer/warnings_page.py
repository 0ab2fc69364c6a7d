"""What rises, how sure is that, and what would have been warned of? Decided by one key, never by the machine."""

from datetime import timedelta
from statistics import median_low
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from xinqiao.barometer.coarsening import LEAST, in_fives
from xinqiao.barometer.deciding import decide_warning
from xinqiao.barometer.models import Decision, EarlyWarning, Membership, WarningKind
from xinqiao.language.issues.backtest import SAME_RISE_DAYS
from xinqiao.people.models import Officer
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.officer.entering import context_for, for_officers, require

_SHOWN = 100
_DAYS_A_YEAR = 365.0
_CHOICES = (Decision.NOTED, Decision.PASSED_ON, Decision.FALSE_ALARM)


@require_safe
@for_officers
def warnings_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """What rises now, for a decision, and the back-test of the last year."""
    require(officer, Permission.VIEW_ISSUES)
    told = _warnings()
    issues = _issues_of(told)
    now = timezone.localdate() - timedelta(days=SAME_RISE_DAYS)
    before = [one.days_before for one in told if one.days_before is not None]
    page = {
        "rising": [
            _row(one, issues.get(one.key)) for one in told if one.seen_until >= now or one.decision == Decision.OPEN
        ],
        "tested": [_row(one) for one in told if one.days_before is not None],
        "median": days_before_in_words(median_low(before) if before else None),
        "false_alarms": f"{settings.XINQIAO_FALSE_ALARMS:g}",
        "choices": [(value, label, key) for key, (value, label) in enumerate(_labels(), 1)],
        "is_off": not settings.XINQIAO_LANGUAGE,
    }
    return render(request, "officer/warnings.html", context_for(request, officer, **page))


@require_POST
@for_officers
def decide_page(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Keep what was made of a warning, and go back to the list."""
    require(officer, Permission.VIEW_ISSUES)
    warning = EarlyWarning.objects.filter(pk=number).first()
    decision = request.POST.get("decision", "")
    if warning is None or decision not in _CHOICES:
        raise Http404
    decide_warning(warning=warning, officer=officer, decision=decision, words=request.POST.get("words", ""))
    messages.success(
        request, _("Kept: %(decision)s. It can be decided anew.") % {"decision": warning.get_decision_display()}
    )
    return redirect("officer:warnings")


def _labels() -> list[tuple[str, str]]:
    return [(choice.value, str(choice.label)) for choice in _CHOICES]


def _warnings() -> list[EarlyWarning]:
    if not settings.XINQIAO_LANGUAGE:
        return []
    told = EarlyWarning.objects.filter(people__gte=LEAST).select_related("place__parent__parent", "decided_by")
    return list(told.order_by("-raised_on", "chance", "pk")[:_SHOWN])


def _issues_of(told: list[EarlyWarning]) -> dict[str, int]:
    """For each warning of an issue the address of the issue, by what the warning is known by."""
    keys = [UUID(one.key) for one in told if one.kind == WarningKind.ISSUE and not one.key.startswith("left ")]
    members = Membership.objects.filter(pk__in=keys, issue__people__gte=LEAST)
    return {str(petition): issue for petition, issue in members.values_list("pk", "issue_id") if issue is not None}


def _row(one: EarlyWarning, issue: int | None = None) -> dict[str, Any]:
    place = one.place.full_name if one.place else ""
    what = " · ".join(filter(None, (place, one.subject.replace("/", " › "))))
    return {
        "warning": one,
        "name": one.name or what or _("everything"),
        "where": what if one.name and what else "",
        "people": in_fives(one.people),
        "expected": round(one.expected),
        "sure": how_sure(one.chance),
        "issue": issue,
        "before": days_before_in_words(one.days_before),
        "is_decided": one.decision != Decision.OPEN,
    }


def how_sure(chance: float) -> str:
    """The chance that a day on which nothing changed shows anything as surprising on the page, as how seldom that is."""
    days = 1 / chance
    if days < 2 * _DAYS_A_YEAR:
        return ngettext("by chance about once in %(n)d day", "by chance about once in %(n)d days", round(days)) % {
            "n": round(days)
        }
    years = round(days / _DAYS_A_YEAR)
    if years >= _SHOWN:
        return _("by chance less than once in a hundred years")
    return ngettext("by chance about once in %(n)d year", "by chance about once in %(n)d years", years) % {"n": years}


def days_before_in_words(days: int | None) -> str:
    """How long before half had written the warning came; empty where that is not told."""
    if days is None:
        return ""
    if days < 0:
        return ngettext("warned %(n)d day after", "warned %(n)d days after", -days) % {"n": -days}
    return ngettext("warned %(n)d day before", "warned %(n)d days before", days) % {"n": days}
