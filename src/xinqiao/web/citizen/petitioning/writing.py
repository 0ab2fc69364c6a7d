"""The questions about the matter: what happened, its title, which kind, who is accused."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xinqiao.people.models import Organisation
from xinqiao.petitions.acting.inputs import TEXT_LIMIT
from xinqiao.web.citizen.petitioning.draft import Draft, keep_draft
from xinqiao.web.citizen.petitioning.steps import Step, a_field, a_question, address_of, answers_to, go_on, see, show
from xinqiao.web.components.fields import Choice, Form

WHAT = Step(name="what", template="citizen/petition/what.html")
KIND = Step(name="kind", template="citizen/petition/kind.html")
ACCUSED = Step(name="accused", template="citizen/petition/accused.html")
TITLE = Step(name="title", template="citizen/petition/title.html")


@a_question
def what(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What happened, in the person's own words."""
    if request.method != "POST":
        return show(request, draft, WHAT, form=_what_form(draft, {}))
    answers_to(request, draft, "body")
    if faults := draft.faults("body"):
        return show(request, draft, WHAT, form=_what_form(draft, faults), status=422)
    keep_draft(request, draft, answered="what")
    if request.POST.get("look"):
        return see(address_of("look"))
    return go_on(request, draft, "what")


def _what_form(draft: Draft, faults: dict[str, str]) -> Form:
    body = a_field(
        draft,
        faults,
        "body",
        _("What happened, and what do you ask for?"),
        widget="paragraphs",
        rows=14,
        css_class="is-tall",
        hint=_("Say it as you would tell it: when, where, who, what has been done so far, what you want now."),
        is_title=True,
    )
    return Form(fields=(body,))


@a_question
def title(request: HttpRequest, draft: Draft) -> HttpResponse:
    """A title of one's own; without it the first words of the text serve."""
    if request.method != "POST":
        return show(request, draft, TITLE, form=_title_form(draft, {}))
    answers_to(request, draft, "title")
    if faults := draft.faults("title"):
        return show(request, draft, TITLE, form=_title_form(draft, faults), status=422)
    keep_draft(request, draft)
    return go_on(request, draft, "title")


def _title_form(draft: Draft, faults: dict[str, str]) -> Form:
    hint = _("A few words are enough. If you leave it empty, the first words of your text are taken.")
    return Form(fields=(a_field(draft, faults, "title", _("A short title"), hint=hint, is_title=True),))


@a_question
def kind(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Which of the three kinds it is, in plain words."""
    if request.method != "POST":
        return show(request, draft, KIND, form=_kind_form(draft, {}))
    answers_to(request, draft, "kind")
    if draft.kind not in {choice.value for choice in kind_choices()}:
        faults = {"kind": _("Choose the sentence that fits best. You may be mistaken: the office puts it right.")}
        return show(request, draft, KIND, form=_kind_form(draft, faults), status=422)
    keep_draft(request, draft, answered="kind")
    return go_on(request, draft, "kind")


def kind_choices() -> tuple[Choice, ...]:
    """The three kinds as sentences a person would say."""
    return (
        Choice(
            "appeal",
            _("I ask that something be settled for me or for us"),
            _("For example a subsidy that was not paid, noise at night, a decision you find wrong."),
        ),
        Choice(
            "suggestion",
            _("I have a suggestion or an opinion"),
            _("For example how a bus line, a rule or a service could be better."),
        ),
        Choice(
            "accusation",
            _("I accuse an official or an office of wrongdoing"),
            _("It is sealed: those you accuse, and those they direct, never see it."),
        ),
    )


def _kind_form(draft: Draft, faults: dict[str, str]) -> Form:
    label = _("Which sentence fits what you wrote?")
    field = a_field(draft, faults, "kind", label, widget="radios", choices=kind_choices(), is_title=True)
    return Form(fields=(field,))


@a_question
def accused(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Whom an accusation names: an organisation of the list, a person in words, or nobody yet."""
    if not draft.is_accusation:
        return go_on(request, draft, "kind")
    if request.method != "POST":
        return show(request, draft, ACCUSED, form=_accused_form(draft, {}))
    answers_to(request, draft, "accused", "accused_text")
    faults = {}
    if draft.accused and draft.accused_chosen() is None:
        faults["accused"] = _("Choose an organisation of the list, or write its name below.")
    if len(draft.accused_text) > TEXT_LIMIT * 5:
        faults["accused_text"] = _("This is very long: write names here, and what happened in the first step.")
    if faults:
        return show(request, draft, ACCUSED, form=_accused_form(draft, faults), status=422)
    keep_draft(request, draft, answered="accused")
    return go_on(request, draft, "accused")


def _accused_form(draft: Draft, faults: dict[str, str]) -> Form:
    names = Organisation.objects.filter(is_active=True).order_by("place__code", "pk").values_list("code", "name")
    choices = tuple(Choice(code, name) for code, name in names)
    organisation = a_field(
        draft, faults, "accused", _("The organisation"), widget="select", choices=choices, required=False
    )
    person = a_field(
        draft,
        faults,
        "accused_text",
        _("Names, in your own words"),
        required=False,
        hint=_("The person and the post, or an organisation that is not in the list."),
    )
    return Form(fields=(organisation, person))
