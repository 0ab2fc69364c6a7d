"""Another subject than the suggested one: searched in the tree or opened level by level; and the answers given in like matters."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xinqiao.language.subjects.tree import find_paths, subject_tree
from xinqiao.people.models import Officer
from xinqiao.petitions.access import petition_for, visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.choices import answer_outcomes
from xinqiao.routing.confirming import UnknownSubject, chosen_path, confirm_subject, confirmed_subject_of
from xinqiao.routing.precedents import Precedent, precedents_of
from xinqiao.routing.subject import ModelRefused
from xinqiao.web.officer.entering import context_for, for_officers, require
from xinqiao.web.officer.subject_panel import MAY_CONFIRM, seen_subject

_FOUND_SHOWN = 30


@require_http_methods(["GET", "POST"])
@for_officers
def subject_page(request: HttpRequest, officer: Officer, reference: str) -> HttpResponse:
    """Choose the subject; what is chosen is added to what was chosen before, and the petition's page shows it."""
    require(officer, MAY_CONFIRM)
    petition = petition_for(Actor.of_officer(officer), reference, "act" if request.method == "POST" else "view")
    fault = ""
    if request.method == "POST":
        seen, _why_not = seen_subject(petition)
        try:
            path = chosen_path(request.POST.get("subject", ""), seen)
        except UnknownSubject:
            fault = _("Choose a subject of the tree.")
        else:
            confirm_subject(petition, path=path, officer=officer, seen=seen, at=timezone.now())
            messages.success(request, _("Subject: %(subject)s") % {"subject": path.title})
            return redirect("officer:petition", petition.reference)
    typed = " ".join(request.GET.get("q", "").split())[:60]
    page: dict[str, Any] = {
        "petition": petition,
        "typed": typed,
        "found": find_paths(typed)[:_FOUND_SHOWN],
        "tree": [(_branch_title(branch.names), branch) for branch in subject_tree()],
        "kept": confirmed_subject_of(petition),
        "fault": fault,
    }
    return render(request, "officer/subject.html", context_for(request, officer, **page), status=422 if fault else 200)


@require_safe
@for_officers
def precedents_page(request: HttpRequest, officer: Officer, reference: str) -> HttpResponse:
    """Answered petitions like this one that the officer may see: what they share, who answered, with which outcome."""
    actor = Actor.of_officer(officer)
    petition = petition_for(actor, reference, "view")
    rows: list[tuple[Precedent, int, Any]] = []
    why_not = ""
    if not settings.XINQIAO_LANGUAGE:
        why_not = _("Looking for like petitions is switched off in this installation.")
    else:
        try:
            outcomes = dict(answer_outcomes())
            found = precedents_of(petition, visible_to(actor))
            rows = [(one, round(100 * one.nearness), outcomes.get(one.outcome, "")) for one in found]
        except ModelRefused:
            why_not = _("The model of subjects is not available: its file is not the one of its card, or not readable.")
    page = {"petition": petition, "rows": rows, "why_not": why_not}
    return render(request, "officer/precedents.html", context_for(request, officer, **page))


def _branch_title(names: dict[str, str]) -> str:
    """The branch in the reader's language, with its name as files write it."""
    own = names.get(get_language() or "", names["zh-hans"])
    return own if own == names["zh-hans"] else f"{own} ({names['zh-hans']})"
