"""The questions about the person: name, how to reach her, whether others ask with her, how answers may come."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xinqiao.web.citizen.petitioning.draft import Draft, keep_draft
from xinqiao.web.citizen.petitioning.steps import Step, a_field, a_question, answers_to, go_on, show
from xinqiao.web.components.fields import Choice, Form, FormField

YOU = Step(name="you", template="citizen/petition/you.html")
REACH = Step(name="reach", template="citizen/petition/reach.html")
TOGETHER = Step(name="together", template="citizen/petition/together.html")
ANSWERS = Step(name="answers", template="citizen/petition/answers.html")
_ALONE, _JOINT = "alone", "joint"


@a_question
def you(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Her name, or none."""
    if request.method != "POST":
        return show(request, draft, YOU, form=_you_form(draft, {}))
    answers_to(request, draft, "name")
    if faults := draft.faults("name"):
        return show(request, draft, YOU, form=_you_form(draft, faults), status=422)
    keep_draft(request, draft, answered="you")
    return go_on(request, draft, "you")


def _you_form(draft: Draft, faults: dict[str, str]) -> Form:
    return Form(fields=(a_field(draft, faults, "name", _("Your name"), autocomplete="name", is_title=True),))


@a_question
def reach(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Where a call or a letter reaches her, or nowhere."""
    if request.method != "POST":
        return show(request, draft, REACH, form=_reach_form(draft, {}))
    answers_to(request, draft, "phone", "address")
    if faults := draft.faults("phone", "address"):
        return show(request, draft, REACH, form=_reach_form(draft, faults), status=422)
    keep_draft(request, draft, answered="reach")
    return go_on(request, draft, "reach")


def _reach_form(draft: Draft, faults: dict[str, str]) -> Form:
    def field(name: str, label: str, **rest: object) -> FormField:
        return a_field(draft, faults, name, label, required=False, **rest)

    return Form(
        fields=(
            field("phone", _("Telephone number"), widget="phone", autocomplete="tel", inputmode="tel"),
            field("address", _("Postal address"), autocomplete="street-address"),
        )
    )


@a_question
def together(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Alone, or how many ask together."""
    chosen = _JOINT if draft.persons else _ALONE if "together" in draft.answered else ""
    if request.method != "POST":
        return show(request, draft, TOGETHER, form=_together_form(draft, chosen, {}))
    answers_to(request, draft, "persons")
    chosen, draft.persons = request.POST.get("together", ""), draft.persons.strip()
    faults = _faults_together(draft, chosen)
    if faults:
        return show(request, draft, TOGETHER, form=_together_form(draft, chosen, faults), status=422)
    draft.persons = draft.persons if chosen == _JOINT else ""
    keep_draft(request, draft, answered="together")
    return go_on(request, draft, "together")


def _faults_together(draft: Draft, chosen: str) -> dict[str, str]:
    if chosen not in {_ALONE, _JOINT}:
        return {"together": _("Choose whether you write alone or together with others.")}
    if chosen == _ALONE:
        return {}
    if not draft.persons.isdecimal():
        return {"persons": _("Write the number of people in digits, for example 3.")}
    return draft.faults("persons")


def _together_form(draft: Draft, chosen: str, faults: dict[str, str]) -> Form:
    choices = (
        Choice(_ALONE, _("I write for myself")),
        Choice(_JOINT, _("I write together with others"), _("Say below how many you are, yourself included.")),
    )
    return Form(
        fields=(
            FormField(
                name="together",
                label=_("Do you write alone or together with others?"),
                widget="radios",
                choices=choices,
                value=chosen,
                fault=faults.get("together", ""),
                is_title=True,
            ),
            a_field(draft, faults, "persons", _("How many people"), required=False, inputmode="numeric"),
        )
    )


@a_question
def answers(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Whether answers may be served on this website: only where she agrees."""
    if request.method == "POST":
        draft.consents = request.POST.get("consents") == "yes"
        keep_draft(request, draft, answered="answers")
        return go_on(request, draft, "answers")
    consent = FormField(
        name="consents",
        label=_("I agree to receive answers on this website."),
        widget="yes",
        value="yes" if draft.consents else "",
        hint=_(
            "An answer counts as received only when you press “I have received it”. Opening a page starts nothing. "
            "Without this the answer comes by post or by hand."
        ),
        required=False,
    )
    return show(request, draft, ANSWERS, form=Form(fields=(consent,)))
