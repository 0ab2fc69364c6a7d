"""Help to write: what the text tells, what an office will ask back, and the same words laid out; the person decides."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinqiao.intake.local_model import ModelDraft, NoModel, draft_by_model, is_model_set
from xinqiao.language.expressing import ELEMENTS, Arrangement, arrange
from xinqiao.language.shipped import WrongFile
from xinqiao.safeguards.throttling import Scope, count_attempt
from xinqiao.web.citizen.petitioning.draft import Draft, keep_draft
from xinqiao.web.citizen.petitioning.filling_gaps import QUESTIONS
from xinqiao.web.citizen.petitioning.steps import a_question, address_of, see
from xinqiao.web.components.pages import caller_of, throttled

_SHOWN = 4
_HEADINGS: Mapping[str, str | Promise] = {
    "happened": gettext_lazy("What happened"),
    "tried": gettext_lazy("What was done so far"),
    "asks": gettext_lazy("What I ask for"),
    "closing": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One element: its question and the words of the text that tell it, none where it is missing."""

    question: str
    words: tuple[str, ...]


@throttled
@a_question
def look(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What the text tells and what is missing; on a press, the same words laid out take its place."""
    layout, why_not = _layout(draft.body)
    laid_out = layout.text({part: str(heading) for part, heading in _HEADINGS.items()}) if layout else ""
    drafted, told = None, ""
    if request.POST.get("ask"):
        count_attempt(Scope.DRAFTING, caller_of(request), at=timezone.now())
        drafted, told = _drafted(draft.body)
    elif request.method == "POST" and laid_out:
        draft.body = laid_out
        keep_draft(request, draft)
        return see(address_of("what"))
    page = {
        "draft": draft,
        "told": _told(layout) if layout else (),
        "missing": len(layout.elements.missing) if layout else 0,
        "ask": address_of("ask"),
        "laid_out": laid_out,
        "why_not": why_not,
        "has_model": is_model_set(),
        "drafted": drafted,
        "drafted_told": told,
        "back": address_of("what"),
        "on": address_of("where"),
    }
    return render(request, "citizen/petition/look.html", page)


def _layout(text: str) -> tuple[Arrangement | None, str]:
    """The layout, or why there is none."""
    if not settings.XINQIAO_LANGUAGE:
        return None, _("The help to write is switched off here. You can send what you wrote as it is.")
    try:
        return arrange(text), ""
    except WrongFile:
        return None, _("The help to write is not available here. You can send what you wrote as it is.")


def _drafted(text: str) -> tuple[ModelDraft | None, str]:
    """The draft of the model that this installation names, or a sentence that there is none."""
    try:
        return draft_by_model(text), ""
    except (NoModel, WrongFile):
        return None, _("The model gave no draft. What you wrote is unchanged.")


def _told(layout: Arrangement) -> tuple[Told, ...]:
    return tuple(
        Told(
            question=str(QUESTIONS[element].asked),
            words=tuple(piece.words for piece in layout.elements.found[element][:_SHOWN]),
        )
        for element in ELEMENTS
    )
