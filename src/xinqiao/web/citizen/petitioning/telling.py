"""How may she be told that there is news? Not at all, unless she says so; asked only where it can be sent."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from xinqiao.petitions.choices import notice_channels
from xinqiao.web.citizen.petitioning.draft import Draft, keep_draft
from xinqiao.web.citizen.petitioning.steps import Step, a_field, a_question, answers_to, go_on, show
from xinqiao.web.components.fields import Form, FormField, choices_of

NEWS = Step(name="news", template="citizen/petition/question.html")
_NONE = "none"


@a_question
def news(request: HttpRequest, draft: Draft) -> HttpResponse:
    """By e-mail, by text message, or not at all."""
    if not settings.XINQIAO_NOTICES:
        return go_on(request, draft, "answers")
    if request.method != "POST":
        return show(request, draft, NEWS, form=_form(draft, draft.notices_by or _NONE, {}))
    answers_to(request, draft, "email", "phone")
    chosen = request.POST.get("notices_by", "")
    draft.notices_by = "" if chosen == _NONE else chosen
    faults = draft.faults("notices_by", "email", "phone")
    if not chosen:
        faults = {"notices_by": _("Choose one of the answers; “no notices” is one.")}
    if faults:
        return show(request, draft, NEWS, form=_form(draft, chosen, faults), status=422)
    keep_draft(request, draft, answered="news")
    return go_on(request, draft, "news")


def notices_words(draft: Draft) -> str | Promise:
    """What she chose, in words; empty where nothing can be sent."""
    return dict(notice_channels()).get(draft.notices_by or _NONE, "") if settings.XINQIAO_NOTICES else ""


def _form(draft: Draft, chosen: str, faults: dict[str, str]) -> Form:
    channel = FormField(
        name="notices_by",
        label=_("How may we tell you that there is news?"),
        widget="radios",
        choices=choices_of(notice_channels()),
        value=chosen,
        fault=faults.get("notices_by", ""),
        hint=_(
            "A notice says only that there is news, never what it is, and starts nothing. Whoever else sees your mailbox "
            "or telephone sees it too: if that could harm you, choose no notices and look here yourself."
        ),
        is_title=True,
    )
    email = a_field(
        draft,
        faults,
        "email",
        _("E-mail address"),
        widget="email",
        required=False,
        autocomplete="email",
        inputmode="email",
    )
    phone = a_field(
        draft,
        faults,
        "phone",
        _("Telephone number"),
        widget="phone",
        required=False,
        autocomplete="tel",
        inputmode="tel",
    )
    offered = {"email": email, "sms": phone}
    return Form(fields=(channel, *(offered[way] for way in sorted(settings.XINQIAO_NOTICES))))
