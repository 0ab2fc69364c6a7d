"""The form of any act, made from its input dataclass; reading it, doing the act, and saying why not."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from xinqiao.people.responsible import NobodyResponsible
from xinqiao.petitions.acting import Act, Actor, ActRefused, BadInput, NotPermitted, perform, read_given
from xinqiao.petitions.acting.inputs import Question, questions_of
from xinqiao.petitions.models import Event
from xinqiao.web.components.fields import Choice, Form, FormField, Words, choices_of, typed, widget_for_choices

T = TypeVar("T")
SEQ_FIELD = "expected_seq"
MOMENT_FIELD = "occurred_at"
_WHEN = Question(
    label=gettext_lazy("When it happened"),
    widget="moment",
    hint=gettext_lazy("Leave it empty if it happens now. What happened earlier is recorded with its own day."),
    required=False,
)
Pairs = Iterable[tuple[object, Words] | Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a form stands: its act, the number the page showed, where it posts to and goes back to.

    `choices` gives the answers of fields that only the page knows (organisations, events, colleagues)
    by the field's name, or by its widget ("organisation", "event"). `asks_when` adds a moment for acts
    that are often written down after they happened (service, a hearing).
    """

    act: Act
    expected_seq: int
    action: str = ""
    back: str = ""
    press: Words = ""
    is_grave: bool = False
    takes_files: bool = False
    asks_when: bool = False
    choices: Mapping[str, Pairs] = field(default_factory=dict)
    hints: Mapping[str, Words] = field(default_factory=dict)
    initial: Mapping[str, str] = field(default_factory=dict)
    # Fields that are not asked on this page and keep their empty value.
    left_out: tuple[str, ...] = ()
    # Fields that this page needs, though the act does not need them in every case.
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm(Form):
    """The form as `components/act_form.html` shows it; `status` is the page's HTTP status."""

    setting: Setting
    status: int = 200

    @property
    def expected_seq(self) -> int:
        """The number of the newest event when the page was made."""
        return self.setting.expected_seq

    @property
    def action(self) -> str:
        """Where it posts to; empty is the page itself."""
        return self.setting.action

    @property
    def back(self) -> str:
        """Where one goes without doing it."""
        return self.setting.back

    @property
    def press(self) -> Words:
        """What stands on the button."""
        return self.setting.press or self.setting.act.title

    @property
    def is_grave(self) -> bool:
        """Whether the button warns."""
        return self.setting.is_grave

    @property
    def takes_files(self) -> bool:
        """Whether files may come with it."""
        return self.setting.takes_files

    def refused_with(self, raw: Mapping[str, Any], sentence: Words, *, status: int = 422) -> "ActForm":
        """The form again with what was typed and what is wrong with the whole."""
        return _form(self.setting, raw=raw, sentence=sentence, status=status)


def form_for(setting: Setting) -> ActForm:
    """An empty form of the act."""
    return _form(setting, raw=setting.initial)


def do_posted(
    request: HttpRequest, setting: Setting, *, petition_id: uuid.UUID, actor: Actor
) -> tuple[Event | None, ActForm]:
    """Do the act with what was posted: its event, or None and the form again; as `attempt`."""

    def do(given: Any, expected_seq: int) -> Event:
        return perform(
            setting.act,
            petition_id=petition_id,
            actor=actor,
            given=given,
            occurred_at=_occurred_at(request, setting) if setting.asks_when else None,
            expected_seq=expected_seq,
        )

    return attempt(request, setting, do)


def attempt(request: HttpRequest, setting: Setting, do: Callable[[Any, int], T]) -> tuple[T | None, ActForm]:
    """Read what was posted and do it: what `do` answers, or None and the form with all that was typed.

    Statuses of the form: 422 a field is wrong, 403 not the actor's to do, 409 not now (or a stale page).
    """
    raw = {name: value for name, value in request.POST.items() if name not in setting.left_out}
    try:
        return do(read_given(setting.act.given, raw), _expected_seq(request)), form_for(setting)
    except BadInput as fault:
        return None, _form(setting, raw=raw, faults=fault.faults, status=422)
    except NotPermitted as refusal:
        return None, _form(setting, raw=raw, sentence=refusal.sentence(_language()), status=403)
    except ActRefused as refusal:
        return None, _form(setting, raw=raw, sentence=refusal.sentence(_language()), status=409)
    except NobodyResponsible as refusal:
        return None, _form(setting, raw=raw, sentence=str(refusal), status=409)


def _language() -> str:
    return get_language() or "zh-hans"


def _expected_seq(request: HttpRequest) -> int:
    """The number the page showed. A form without it was not ours: BadInput."""
    try:
        return int(request.POST.get(SEQ_FIELD, ""))
    except ValueError:
        raise BadInput({SEQ_FIELD: _("The form was incomplete: open the page again and repeat it.")}) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """The moment an act happened, where the form asks for it."""

    occurred_at: datetime | None = field(default=None, metadata={"question": _WHEN})


def _occurred_at(request: HttpRequest, setting: Setting) -> datetime | None:
    """The moment that was typed, or None for now, where the page takes that. Raises BadInput."""
    when: _When = read_given(_When, {MOMENT_FIELD: request.POST.get(MOMENT_FIELD, "")})
    if when.occurred_at is None and MOMENT_FIELD in setting.needed:
        raise BadInput({MOMENT_FIELD: _("%(field)s is missing: fill it in.") % {"field": _WHEN.label}})
    return when.occurred_at


def _form(
    setting: Setting,
    *,
    raw: Mapping[str, Any],
    faults: Mapping[str, str] | None = None,
    sentence: Words = "",
    status: int = 200,
) -> ActForm:
    faults = dict(faults or {})
    fields = tuple(
        _field(setting, name, question, raw=raw, fault=faults.pop(name, ""))
        for name, question in questions_of(setting.act.given) + ([(MOMENT_FIELD, _WHEN)] if setting.asks_when else [])
        if name not in setting.left_out
    )
    # A fault of something that is no field of the form (a hidden number, an unnamed part) is said on top.
    rest = " ".join(faults.values())
    return ActForm(fields=fields, setting=setting, sentence=sentence or rest, status=status)


def _field(setting: Setting, name: str, question: Question, *, raw: Mapping[str, Any], fault: str) -> FormField:
    widget: str = question.widget
    pairs = setting.choices.get(name)
    if pairs is None:
        pairs = setting.choices.get(widget)
    if pairs is None and question.choices is not None:
        pairs = question.choices()
    choices = choices_of(pairs) if pairs is not None else ()
    if choices:
        widget = widget_for_choices(choices)
    return FormField(
        name=name,
        label=question.label,
        widget=widget,
        hint=setting.hints.get(name, question.hint),
        value=typed(raw, name),
        fault=fault,
        required=question.required or name in setting.needed,
        choices=choices,
    )
