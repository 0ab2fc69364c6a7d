"""What is this, what can I do here, and which rules hold? The pages that concern no petition."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from xinqiao.law.handbook.chapters import length_of
from xinqiao.law.library import statute_in_force
from xinqiao.people.models import Organisation
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.procedure.definitions import ClockSpec
from xinqiao.procedure.statute import Named, Statute

# The periods a petitioner should know before writing, in the order of events.
_MAIN = ("triage", "notice", "handling", "reexamination_request", "reexamination", "review_request", "review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A period of the law as a table shows it."""

    clock: Named
    holder: str
    duty: str
    length: str


def limits_of(law: Statute) -> list[Limit]:
    """All periods of a law, those of the law itself before the office's own."""
    limits = [_limit(law, spec) for spec in law.clocks.values()]
    return sorted(limits, key=lambda limit: limit.clock.internal)


def _limit(law: Statute, spec: ClockSpec) -> Limit:
    length = length_of(spec.counting, get_language() or "zh-hans")
    return Limit(clock=law.clock(spec.name), holder=spec.holder, duty=spec.duty or "", length=length)


def _main_limits(law: Statute) -> dict[str, Limit]:
    return {name: _limit(law, law.clocks[name]) for name in _MAIN if name in law.clocks}


def _law_today() -> Statute:
    return statute_in_force(timezone.localdate())


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: what one can do here, how it goes, other ways, and one's rights."""
    law = _law_today()
    context = {"law": law, "limits": _main_limits(law), "offices": _offices()[:3]}
    return render(request, "citizen/home.html", context)


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """Addresses, telephones and hours of every petition office (art. 18)."""
    return render(request, "citizen/offices.html", {"offices": _offices()})


def _offices() -> list[Organisation]:
    kept = Organisation.objects.filter(kind=OrganisationKind.PETITION_OFFICE, is_active=True)
    return list(kept.select_related("place").order_by("place__code", "pk"))


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """The stages and periods of the law in force, each with its article."""
    law_now = _law_today()
    context = {
        "law": law_now,
        "limits": limits_of(law_now),
        "stages": [law_now.stage(name) for name in law_now.stages],
        "reasons": [law_now.reason(code) for code in law_now.reasons],
    }
    return render(request, "citizen/law.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Whose this is and how it works."""
    return render(request, "citizen/about.html", {"law": _law_today()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a person, who sees it, and what one may ask."""
    return render(request, "citizen/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages are made to be used by everybody, and where they are not yet."""
    return render(request, "citizen/accessibility.html")
