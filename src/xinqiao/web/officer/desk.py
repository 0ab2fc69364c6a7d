"""The first page of an officer's day: the work by due date, and how much of it there is."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinqiao.people.models import Officer
from xinqiao.safeguards.permissions import Permission
from xinqiao.supervision.asking import open_questions
from xinqiao.web.officer.documents import drafts_waiting_for
from xinqiao.web.officer.entering import context_for, for_officers
from xinqiao.web.officer.worklist import (
    COUNTED_TO,
    KINDS,
    Wanted,
    counts_of,
    refresh_outdated,
    stages_to_choose,
    work_of,
)


@require_safe
@for_officers
def desk(request: HttpRequest, officer: Officer) -> HttpResponse:
    """My work, my organisation's, my branch's, the drafts waiting for me and the questions to answer."""
    if not officer.may(Permission.VIEW_FILES) and officer.may(Permission.MANAGE_PEOPLE):
        return redirect("officer:people")
    today = timezone.localdate()
    if reference := request.GET.get("reference", "").strip():
        return redirect("officer:petition", reference=reference.upper().replace("/", ""))
    tab = request.GET.get("tab", "mine")
    refresh_outdated(today)
    page: dict[str, Any] = {"tab": tab, "today": today}
    if tab == "drafts":
        page["drafts"] = drafts_waiting_for(officer)
    elif tab == "questions":
        page["questions"] = open_questions(officer)[:100]
    else:
        page |= _work(request, officer)
    page["tabs"] = _tabs(officer)
    return render(request, "officer/desk.html", context_for(request, officer, **page))


def work_wanted(asked: QueryDict) -> Wanted:
    """What an address of the desk asks to see."""
    parts = {name: asked.get(name, "") for name in ("stage", "kind", "part", "after")}
    return Wanted(whose=asked.get("tab", "mine"), **parts)


def work_in_words(wanted: Wanted) -> list[tuple[str, str]]:
    """What is wanted, in words: (what is chosen, the choice)."""
    whose = {"organisation": _("My organisation"), "branch": _("Organisations below")}
    chosen = [
        (_("Whose work"), whose.get(wanted.whose, _("My work"))),
        (_("Show"), dict(_parts()).get(wanted.part, "")),
        (_("Stage"), dict(stages_to_choose()).get(wanted.stage, "")),
        (_("Kind"), str(KINDS.get(wanted.kind, ""))),
    ]
    return [(name, value) for name, value in chosen if value]


def _work(request: HttpRequest, officer: Officer) -> dict[str, Any]:
    today = timezone.localdate()
    wanted = work_wanted(request.GET)
    worklist = work_of(officer, wanted, on=today)
    asked = {"tab": wanted.whose, "stage": wanted.stage, "kind": wanted.kind, "part": wanted.part}
    kept = urlencode({name: value for name, value in asked.items() if value})
    return {
        "counts": counts_of(officer, wanted.whose, on=today),
        "counted_to": COUNTED_TO,
        "worklist": worklist,
        "wanted": wanted,
        "stages": stages_to_choose(),
        "kinds": list(KINDS.items()),
        "parts": _parts(),
        "this_list": f"?{kept}",
        "next_page": f"?{kept}&after={worklist.following}" if worklist.following else "",
        "first_page": f"?{kept}" if wanted.after else "",
    }


def _parts() -> list[tuple[str, str]]:
    return [
        ("", _("All open work")),
        ("late", _("Late")),
        ("week", _("Due until Sunday")),
        ("promised", _("Promised and still to be carried out")),
        ("over", _("Procedure over, newest first")),
    ]


def _tabs(officer: Officer) -> list[tuple[str, str, int | None]]:
    """The tabs this officer has a use for, with a count where one asks for action."""
    tabs: list[tuple[str, str, int | None]] = [
        ("mine", _("My work"), None),
        ("organisation", _("My organisation"), None),
    ]
    if officer.may(Permission.OVERSEE):
        tabs.append(("branch", _("Organisations below"), None))
    if officer.may(Permission.APPROVE_REPLY):
        tabs.append(("drafts", _("Drafts to decide on"), drafts_waiting_for(officer).count()))
    if officer.may(Permission.ANSWER_QUESTION):
        tabs.append(("questions", _("Questions to answer"), open_questions(officer).count()))
    return tabs
