"""How well do the suggested subjects hold? For whoever watches over the work or the machine: counts of matters, never of persons."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinqiao.people.models import Officer
from xinqiao.routing.evaluation import FEWEST, Step, evaluate
from xinqiao.routing.subject import ModelRefused, card_in_use
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.officer.entering import context_for, for_officers, require

_FIGURES = ("macro_f1", "accuracy", "ece", "coverage_at_95", "coverage_at_99")
_SIDE = 200
# Above this the model wants to be taught anew (docs/how-to/read-subjects.md).
_MUCH_DRIFT = 0.2


@require_safe
@for_officers
def subject_measures(request: HttpRequest, officer: Officer) -> HttpResponse:
    """By subject, which is taken for which, calibration, drift against last month, by length and place, and the model's card."""
    if not officer.may(Permission.MANAGE_PEOPLE):
        require(officer, Permission.VIEW_TIMELINESS)
    card, why_not = _card()
    found = evaluate(timezone.localdate(), reads=settings.XINQIAO_LANGUAGE and not why_not)
    page: dict[str, Any] = {
        "found": found,
        "share": round(100 * found.right / found.judged) if found.judged >= FEWEST else None,
        "fewest": FEWEST,
        "subjects": [(one, _percent(one.precision), _percent(one.recall)) for one in found.subjects],
        "curve": [(round(100 * step.said), round(100 * step.confirmed), step.petitions) for step in found.curve],
        "points": _points(found.curve),
        "drifts": [
            (_("confirmed by officers"), _drift(found.drift_confirmed)),
            (_("read by the program"), _drift(found.drift_read)),
        ],
        "groups": [
            (_("By length of the text, in characters"), _shares(found.by_length)),
            (_("By place"), _shares(found.by_place)),
        ],
        "card": card,
        "figures": [(name, card["figures"][name]) for name in _FIGURES if name in card.get("figures", {})],
        "why_not": why_not,
    }
    return render(request, "officer/subject_measures.html", context_for(request, officer, **page))


def _card() -> tuple[dict[str, Any], str]:
    """What the page shows of the card in use, empty without one; and why nothing is read by a program, if so."""
    if not settings.XINQIAO_LANGUAGE:
        return {}, _("Suggestions are switched off in this installation.")
    try:
        card = card_in_use()
    except ModelRefused:
        return {}, _("The model of subjects is not available: its file is not the one of its card, or not readable.")
    if not card:
        return {}, ""
    shown = {name: card.get(name, "") for name in ("name", "taught_at", "texts", "confirmed", "sha256")}
    return shown | {"labels": "、".join(map(str, card["labels"])), "figures": card}, ""


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _shares(groups: Any) -> list[tuple[str, int, int]]:
    return [(one.name, one.petitions, round(100 * one.overridden)) for one in groups]


def _drift(value: float | None) -> tuple[str, bool] | None:
    return None if value is None else (f"{value:.2f}", value > _MUCH_DRIFT)


def _points(curve: tuple[Step, ...]) -> list[tuple[int, int]]:
    """The steps as points of a square drawing, the origin below on the left."""
    return [(round(_SIDE * step.said), round(_SIDE * (1 - step.confirmed))) for step in curve]
