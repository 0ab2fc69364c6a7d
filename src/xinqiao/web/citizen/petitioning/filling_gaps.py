"""What is missing in the text, asked for one question at a time: each may be skipped, each answer stands below in her words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinqiao.language.expressing import ELEMENTS, find_elements
from xinqiao.language.shipped import WrongFile
from xinqiao.web.citizen.petitioning.draft import Draft, keep_draft
from xinqiao.web.citizen.petitioning.steps import a_question, address_of, see
from xinqiao.web.components.fields import FormField

# Her answer: no field of what is sent, for it becomes part of the text.
_ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, an example of an answer, and the words under which the answer stands in the text."""

    asked: str | Promise
    example: str | Promise
    heading: str | Promise


QUESTIONS: Mapping[str, Question] = {
    "happened": Question(
        gettext_lazy("What happened?"),
        gettext_lazy("As you would tell a neighbour, for example: the pipe below our house is blocked."),
        gettext_lazy("What happened:"),
    ),
    "when": Question(
        gettext_lazy("When did it happen, or since when?"),
        gettext_lazy("For example: on 3 May; since last summer; every evening. About is good enough."),
        gettext_lazy("When:"),
    ),
    "where": Question(
        gettext_lazy("Where did it happen?"),
        gettext_lazy("For example the road and house number, the village, or what it is next to."),
        gettext_lazy("Where:"),
    ),
    "concerns": Question(
        gettext_lazy("Who or which office does it concern?"),
        gettext_lazy("For example the company, the neighbour, the office. You need not know a name."),
        gettext_lazy("Whom it concerns:"),
    ),
    "asks": Question(
        gettext_lazy("What do you ask for?"),
        gettext_lazy("For example: that the pipe be repaired; that the money be paid; that somebody explain it."),
        gettext_lazy("What I ask for:"),
    ),
    "tried": Question(
        gettext_lazy("Whom have you told before, and what did they say?"),
        gettext_lazy("For example: I telephoned the estate office twice and nobody came. If nobody: skip this."),
        gettext_lazy("What was done so far:"),
    ),
}


@a_question
def ask(request: HttpRequest, draft: Draft) -> HttpResponse:
    """One question that the text leaves open; posted with an answer, it is put below the text, and the next is asked."""
    missing = missing_in(draft.body)
    named = request.GET.get("of", "")
    if named not in QUESTIONS:
        return see(_address(missing[0])) if missing else see(address_of("look"))
    answer = request.POST.get(_ANSWER, "").replace("\r\n", "\n").strip()
    fault = ""
    if request.method == "POST":
        fault = _with_answer(draft, named, answer) if answer and "skip" not in request.POST else ""
        if not fault:
            keep_draft(request, draft)
            following = [name for name in ELEMENTS[ELEMENTS.index(named) + 1 :] if name in missing]
            return see(_address(following[0])) if following else see(address_of("look"))
    question = QUESTIONS[named]
    field = FormField(
        name=_ANSWER,
        label=question.asked,
        widget="paragraphs",
        rows=4,
        value=answer,
        hint=question.example,
        fault=fault,
        is_title=True,
    )
    left = [name for name in ELEMENTS[ELEMENTS.index(named) :] if name in missing or name == named]
    page = {"draft": draft, "field": field, "left": len(left) - 1, "back": address_of("look")}
    return render(request, "citizen/petition/ask.html", page, status=422 if fault else 200)


def missing_in(text: str) -> tuple[str, ...]:
    """What the text leaves open, in the order in which it is asked; nothing where the help is switched off or missing."""
    if not settings.XINQIAO_LANGUAGE:
        return ()
    try:
        return find_elements(text).missing
    except WrongFile:
        return ()


def _with_answer(draft: Draft, named: str, answer: str) -> str:
    """Put her words, and nothing else, below the text under what was asked; why not, in a sentence, where it does not fit."""
    before = draft.body
    draft.body = f"{before.rstrip()}\n{QUESTIONS[named].heading}{_space()}{answer}"
    fault = draft.faults("body").get("body", "")
    if fault:
        draft.body = before
    return fault


def _space() -> str:
    """A space after a Latin colon; a Chinese one is as wide as a space already."""
    return "" if str(_("What happened:")).endswith("：") else " "


def _address(named: str) -> str:
    return f"{address_of('ask')}?of={named}"
