"""The order of the questions: which comes next, which came before, and how far one is."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from xinqiao.web.citizen.petitioning.draft import Draft, draft_of, keep_draft
from xinqiao.web.components.fields import Form, FormField, Words
from xinqiao.web.components.pages import private

ORDER = ("what", "where", "kind", "accused", "files", "you", "reach", "together", "answers", "news", "check")
# Asked only of who wants to change it on the last page.
ASIDE = ("title",)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one is, as a person counts: 2 of 6."""

    number: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question: its name, its template, and where the answers lead."""

    name: str
    template: str


def order_for(draft: Draft) -> list[str]:
    """The steps this draft needs: only an accusation is asked whom it names, and nothing that cannot be sent is offered."""
    left_out = {"accused"} if not draft.is_accusation else set()
    if not settings.XINQIAO_NOTICES:
        left_out.add("news")
    return [name for name in ORDER if name not in left_out]


def address_of(name: str) -> str:
    """The address of a step."""
    return reverse(f"citizen:petition_{name}")


def is_change(request: HttpRequest) -> bool:
    """Whether one came from the last page to change a single answer."""
    return request.GET.get("from") == "check"


def a_question(view: Callable[[HttpRequest, Draft], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A page with one question of the draft. Without the first answer there is nothing to go on with: back to it."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        draft = draft_of(request)
        if view.__name__ != ORDER[0] and ORDER[0] not in draft.answered:
            return begin_again(request, draft)
        return view(request, draft)

    return private(require_http_methods(["GET", "HEAD", "POST"])(asked))


def begin_again(request: HttpRequest, draft: Draft) -> HttpResponse:
    """To the first question, which says why; what was typed on a page left open for too long is kept."""
    if request.method == "POST":
        answers_to(
            request,
            draft,
            *(f.name for f in fields(Draft) if f.type is str and f.name != "key" and f.name in request.POST),
        )
        keep_draft(request, draft)
    return see(f"{address_of(ORDER[0])}?begin=again")


def go_on(request: HttpRequest, draft: Draft, name: str) -> HttpResponse:
    """To the next question, or back to the last page after a change."""
    if name in ASIDE:
        return see(address_of("check"))
    order = order_for(draft)
    following = order[order.index(name) + 1]
    if is_change(request) and not (name == "kind" and following == "accused" and "accused" not in draft.answered):
        following = "check"
    return see(address_of(following))


def see(address: str) -> HttpResponse:
    """A redirect that is always followed by reading (303)."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def show(
    request: HttpRequest, draft: Draft, step: Step, *, form: Form, status: int = 200, **more: object
) -> HttpResponse:
    """The page of a question, with what was typed and what is wrong with it."""
    order = order_for(draft)
    number = len(order) if step.name in ASIDE else order.index(step.name)
    back = reverse("citizen:home") if number == 0 else address_of(order[number - 1])
    context = {
        "draft": draft,
        "form": form,
        "progress": Progress(number + 1, len(order)) if step.name in order else None,
        "back": address_of("check") if is_change(request) else back,
        "is_begun_again": request.GET.get("begin") == "again",
        **more,
    }
    return render(request, step.template, context, status=status)


def a_field(draft: Draft, faults: dict[str, str], name: str, label: Words, **rest: object) -> FormField:
    """A field of the draft with its value and its fault."""
    return FormField(
        name=name,
        label=label,
        value=str(getattr(draft, name)),
        fault=faults.get(name, ""),
        **rest,  # type: ignore[arg-type]
    )


def answers_to(request: HttpRequest, draft: Draft, *names: str) -> None:
    """Write what was typed into the draft; lines end as everywhere else, not as in a form."""
    for name in names:
        setattr(draft, name, request.POST.get(name, "").replace("\r\n", "\n"))
