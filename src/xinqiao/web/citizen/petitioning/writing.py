"""The questions answered by writing or choosing: what happened, which kind, who is accused, who you are."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.people.models import Organisation
from xinqiao.petitions.acting.inputs import TEXT_LIMIT
from xinqiao.web.citizen.petitioning.draft import Draft, draft_of, keep_draft
from xinqiao.web.citizen.petitioning.steps import Step, a_field, answers_to, go_on, show
from xinqiao.web.components.fields import Choice, Form, FormField
from xinqiao.web.components.pages import private

WHAT = Step(name="what", template="citizen/petition/what.html")
KIND = Step(name="kind", template="citizen/petition/kind.html")
ACCUSED = Step(name="accused", template="citizen/petition/accused.html")
YOU = Step(name="you", template="citizen/petition/you.html")
_reading = require_http_methods(["GET", "HEAD", "POST"])


@_reading
@private
def what(request: HttpRequest) -> HttpResponse:
    """What happened, in the person's own words."""
    draft = draft_of(request)
    if request.method != "POST":
        return show(request, draft, WHAT, form=_what_form(draft, {}))
    answers_to(request, draft, "body", "title")
    if faults := draft.faults("body", "title"):
        return show(request, draft, WHAT, form=_what_form(draft, faults), status=422)
    keep_draft(request, draft, answered="what")
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
    )
    title = a_field(draft, faults, "title", _("A short title"), required=False, hint=_("A few words are enough."))
    return Form(fields=(body, title))


@_reading
@private
def kind(request: HttpRequest) -> HttpResponse:
    """Which of the three kinds it is, in plain words."""
    draft = draft_of(request)
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
    return Form(fields=(a_field(draft, faults, "kind", label, widget="radios", choices=kind_choices()),))


@_reading
@private
def accused(request: HttpRequest) -> HttpResponse:
    """Whom an accusation names: an organisation of the list, a person in words, or nobody yet."""
    draft = draft_of(request)
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


@_reading
@private
def you(request: HttpRequest) -> HttpResponse:
    """Who asks: all of it may be left out."""
    draft = draft_of(request)
    if request.method != "POST":
        return show(request, draft, YOU, form=_you_form(draft, {}))
    answers_to(request, draft, "name", "phone", "address", "persons")
    draft.consents = request.POST.get("consents") == "yes"
    faults = draft.faults("name", "phone", "address", "persons")
    if draft.persons.strip() and not draft.persons.strip().isdecimal():
        faults["persons"] = _("Write the number of people in digits, for example 3.")
    draft.persons = draft.persons.strip()
    if faults:
        return show(request, draft, YOU, form=_you_form(draft, faults), status=422)
    keep_draft(request, draft, answered="you")
    return go_on(request, draft, "you")


def _you_form(draft: Draft, faults: dict[str, str]) -> Form:
    def field(name: str, label: str, **rest: object) -> FormField:
        return a_field(draft, faults, name, label, required=False, **rest)

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
    return Form(
        fields=(
            field("name", _("Your name"), autocomplete="name"),
            field("phone", _("Telephone number"), widget="phone", autocomplete="tel", inputmode="tel"),
            field("address", _("Postal address"), autocomplete="street-address"),
            field("persons", _("If you write together with others: how many people are you?"), inputmode="numeric"),
            consent,
        )
    )
