"""The JSON body of an act, made from the act's input dataclass as forms and commands are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.api.reading import Json, Shape
from xinqiao.petitions.acting import Act, asked, read_given
from xinqiao.petitions.acting.inputs import PARAGRAPHS_LIMIT, TEXT_LIMIT, Question, questions_of

_SCHEMAS: dict[str, Json] = {
    "text": {"type": "string", "maxLength": TEXT_LIMIT},
    "paragraphs": {"type": "string", "maxLength": PARAGRAPHS_LIMIT},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "number": {"type": "integer", "minimum": 0},
    "event": {"type": "integer", "minimum": 0},
    "organisation": {"type": "string", "description": "The code of an organisation."},
    "choice": {"type": "string"},
    "yes": {"type": "boolean"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What goes with any act: the newest entry the caller has seen, and when it happened if not now."""

    expected_seq: int | None = asked(_("Number of the newest entry you saw"), widget="number", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCircumstances:
    """As above, for officers, who also write down what happened earlier."""

    expected_seq: int | None = asked(_("Number of the newest entry you saw"), widget="number", required=False)
    occurred_at: datetime | None = asked(_("When it happened, if not now"), widget="moment", required=False)


def shape_of(act: Act, circumstances: type) -> Shape:
    """The fields an act takes over the api, those of its circumstances included."""
    questions = [*questions_of(act.given), *questions_of(circumstances)]
    return Shape(
        properties={name: _schema(question) for name, question in questions},
        required=tuple(name for name, question in questions if question.required and question.widget != "yes"),
    )


def read_body(act: Act, circumstances: type, given: Json) -> tuple[Any, dict[str, Any]]:
    """The act's input and its circumstances. Raises BadInput naming each field."""
    seen = read_given(circumstances, given)
    return read_given(act.given, given), {name: getattr(seen, name) for name, _question in questions_of(circumstances)}


def _schema(question: Question) -> Json:
    schema = {**_SCHEMAS[question.widget], "title": str(question.label)}
    if question.required and schema["type"] == "string":
        schema["minLength"] = 1
    if question.choices is not None:
        schema["enum"] = [str(code) for code, _label in question.choices()]
    return schema
