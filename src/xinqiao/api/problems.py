"""How a caller is told that something was not done: RFC 9457, each field named, in the caller's language."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from xinqiao.intake.arrivals import TooLong
from xinqiao.intake.receiving import KeyUsed
from xinqiao.petitions.access import NoSuchPetition
from xinqiao.petitions.acting import ActRefused, BadInput, NotPermitted, StalePage, StepNotPermitted
from xinqiao.safeguards.throttling import TooManyAttempts
from xinqiao.safeguards.uploads import RefusedFile

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("xinqiao.api")


class FieldFault(Schema):
    """One field at fault."""

    field: str = Field(description="The name of the field.")
    pointer: str = Field(description="Where it stands in the body, as a JSON pointer fragment.")
    detail: str = Field(description="What is wrong with it and what to do, in one sentence.")


class Problem(Schema):
    """Something that was not done (RFC 9457). `code` is for programs, `detail` for people."""

    type: str = Field("about:blank", description="Always about:blank: the status and `code` say what kind it is.")
    title: str = Field(description="The kind of problem, in the caller's language.")
    status: int = Field(description="The HTTP status, once more.")
    detail: str = Field(description="One sentence for a person, in the caller's language.")
    code: str = Field(description="A word for programs: it never changes with the language.")
    errors: list[FieldFault] | None = Field(None, description="Each field at fault, where fields are.")
    article: str | None = Field(None, description="The article that forbids a step, where the law does.")


class Refused(Exception):
    """A refusal that the api itself makes (no JSON, no sign-in): status, code and sentence."""

    def __init__(self, status: int, code: str, detail: str, *, faults: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.faults = status, code, detail, dict(faults or {})


def problem(status: int, code: str, detail: str, **members: Any) -> HttpResponse:
    """The answer as application/problem+json; `faults` (field → sentence) and `article` are optional members."""
    faults: Mapping[str, str] = members.pop("faults", {})
    document = {
        "type": "about:blank",
        "title": _titles().get(status, _("Not possible")),
        "status": status,
        "detail": detail,
        "code": code,
        **{name: value for name, value in members.items() if value},
    }
    if faults:
        document["errors"] = [
            {"field": field, "pointer": pointer_to(field), "detail": sentence} for field, sentence in faults.items()
        ]
    return JsonResponse(document, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def pointer_to(field: str) -> str:
    """The JSON pointer of a field, nested ones written with dots."""
    escaped = field.replace("~", "~0").replace("/", "~1")
    return "#/" + escaped.replace(".", "/")


def answer_to(fault: Exception) -> HttpResponse | None:
    """The problem for an exception that is an answer; None for one that is our own mistake."""
    if isinstance(fault, Refused):
        return problem(fault.status, fault.code, fault.detail, faults=fault.faults)
    if isinstance(fault, NoSuchPetition):
        return problem(404, "no_such_petition", str(fault))
    if isinstance(fault, Http404):
        return problem(404, "no_such_address", _("There is nothing at this address."))
    if isinstance(fault, TooManyAttempts):
        answer = problem(429, "too_many_attempts", str(fault))
        answer["Retry-After"] = str(fault.retry_after_seconds)
        return answer
    if isinstance(fault, RefusedFile):
        return problem(422, "refused_file", str(fault.sentence), faults={"files": str(fault.sentence)})
    if isinstance(fault, RequestDataTooBig):
        return problem(413, "too_large", _("The request is too large: send the text alone, and files one by one."))
    if isinstance(fault, SuspiciousOperation):
        return problem(400, "not_readable", _("The request cannot be read: check how it is built."))
    return _answer_to_refusal(fault) if isinstance(fault, ActRefused) else None


def _answer_to_refusal(fault: ActRefused) -> HttpResponse:
    sentence = fault.sentence(get_language() or "zh-hans")
    if isinstance(fault, TooLong):
        return problem(413, "too_large", sentence, faults=fault.faults)
    if isinstance(fault, KeyUsed):
        return problem(409, "key_used", sentence, faults=fault.faults)
    if isinstance(fault, BadInput):
        return problem(422, "bad_input", sentence, faults=fault.faults)
    if isinstance(fault, NotPermitted):
        return problem(403, "not_permitted", sentence)
    if isinstance(fault, StalePage):
        return problem(409, "stale", sentence)
    if isinstance(fault, StepNotPermitted):
        return problem(409, "step_not_permitted", sentence, article=fault.article)
    return problem(409, "refused", sentence)


def handle(request: HttpRequest, fault: Any) -> HttpResponse:
    """The answer to any exception of an operation; our own mistakes are logged and told without a traceback."""
    answer = answer_to(fault)
    if answer is not None:
        return answer
    log.error("An operation of the api failed", exc_info=fault)
    return problem(500, "our_mistake", _("This is our mistake, and nothing was changed. Please try again later."))


def _titles() -> dict[int, str]:
    return {
        400: _("Not readable"),
        401: _("Sign in first"),
        403: _("Not permitted"),
        404: _("Not found"),
        405: _("Not possible here"),
        409: _("Not possible now"),
        413: _("Too large"),
        415: _("Not JSON"),
        422: _("Something is missing or wrong"),
        429: _("Too many attempts"),
        500: _("Our mistake"),
    }
