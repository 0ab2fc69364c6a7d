"""An act's input is one dataclass; the form, the API schema and the command come from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from xinqiao.petitions.acting.refusals import BadInput

Widget = Literal["text", "paragraphs", "date", "moment", "number", "choice", "organisation", "event", "yes"]
TEXT_LIMIT = 200
PARAGRAPHS_LIMIT = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How a field is asked of a person: label, hint, kind of answer, choices where there are some."""

    label: str | Promise
    widget: Widget = "text"
    hint: str | Promise = ""
    choices: Callable[[], Iterable[tuple[str, str | Promise]]] | None = None
    required: bool = True


def asked(label: str | Promise, *, widget: Widget = "text", **rest: Any) -> Any:
    """A dataclass field with its question. Fields that are not required are empty by default."""
    question = Question(label=label, widget=widget, **rest)
    if question.required:
        return field(metadata={"question": question})
    return field(default=_EMPTY[widget], metadata={"question": question})


_EMPTY: dict[str, Any] = {
    "text": "",
    "paragraphs": "",
    "choice": "",
    "organisation": "",
    "date": None,
    "moment": None,
    "number": None,
    "event": None,
    "yes": False,
}


def questions_of(given: type) -> list[tuple[str, Question]]:
    """The questions of an act's input, in order: (field name, question)."""
    return [(f.name, f.metadata["question"]) for f in fields(given) if "question" in f.metadata]


def read_given(given: type, raw: Mapping[str, Any]) -> Any:
    """The input dataclass from untrusted values (a form, JSON, options). Raises BadInput by field."""
    faults: dict[str, str] = {}
    values: dict[str, Any] = {}
    for f in fields(given):
        question: Question | None = f.metadata.get("question")
        if question is None:
            # No answer of a form: the caller hands it over (files that were checked).
            continue
        try:
            values[f.name] = _read_one(f, question, raw.get(f.name))
        except ValueError as fault:
            faults[f.name] = str(fault)
    if faults:
        raise BadInput(faults)
    return given(**values)


def _read_one(f: "Field[Any]", question: Question, value: Any) -> Any:
    """One value, or ValueError with a sentence that names the field and says what to do."""
    if isinstance(value, str):
        value = value.strip()
    if value in (None, ""):
        if question.required and f.default is MISSING:
            raise ValueError(_("%(field)s is missing: fill it in.") % {"field": question.label})
        return f.default if f.default is not MISSING else _EMPTY[question.widget]
    read = _READERS.get(question.widget, _read_text)
    return read(question, value)


def _read_text(question: Question, value: Any) -> str:
    limit = PARAGRAPHS_LIMIT if question.widget == "paragraphs" else TEXT_LIMIT
    text = str(value)
    if "\x00" in text:
        raise ValueError(_("%(field)s holds a character that is not text: remove it.") % {"field": question.label})
    if len(text) > limit:
        raise ValueError(
            _("%(field)s is longer than %(limit)d characters: shorten it.") % {"field": question.label, "limit": limit}
        )
    return text


def _read_choice(question: Question, value: Any) -> str:
    known = {str(key) for key, _label in (question.choices() if question.choices else ())}
    if str(value) not in known:
        raise ValueError(_("%(field)s: choose one of the answers listed.") % {"field": question.label})
    return str(value)


def _read_date(question: Question, value: Any) -> date:
    try:
        parsed = value if isinstance(value, date) else parse_date(str(value))
    except ValueError:
        parsed = None
    if parsed is None:
        raise ValueError(
            _("%(field)s is not a day of the calendar: write it as 2026-03-02.") % {"field": question.label}
        )
    return parsed


def _read_moment(question: Question, value: Any) -> datetime:
    try:
        parsed = value if isinstance(value, datetime) else parse_datetime(str(value))
    except ValueError:
        parsed = None
    if parsed is None:
        raise ValueError(_("%(field)s is not a time: write it as 2026-03-02 14:30.") % {"field": question.label})
    return parsed if timezone.is_aware(parsed) else timezone.make_aware(parsed)


def _read_number(question: Question, value: Any) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if number < 0:
        raise ValueError(_("%(field)s is not a whole number: write digits only.") % {"field": question.label})
    return number


def _read_yes(question: Question, value: Any) -> bool:
    return value is True or str(value).lower() in {"1", "true", "yes", "on"}


_READERS: dict[str, Callable[[Question, Any], Any]] = {
    "choice": _read_choice,
    "date": _read_date,
    "moment": _read_moment,
    "number": _read_number,
    "event": _read_number,
    "yes": _read_yes,
}
