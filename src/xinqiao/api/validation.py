"""What the framework refuses by itself (a header, a page size, a sign-in) is told like every other refusal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xinqiao.api.problems import problem


def handle_validation(request: HttpRequest, fault: Any) -> HttpResponse:
    """A header or a part of the address is not as described: each is named."""
    faults = {
        ".".join(str(part) for part in error["loc"][1:]): _("This is not as described: see the description of the API.")
        for error in fault.errors
    }
    return problem(422, "bad_input", " ".join(f"{name}: {text}" for name, text in faults.items()), faults=faults)


def handle_sign_in(request: HttpRequest, fault: Any) -> HttpResponse:
    """Nobody is signed in."""
    answer = problem(401, "sign_in", _("Sign in first, or send a token that is still valid."))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def handle_http(request: HttpRequest, fault: Any) -> HttpResponse:
    """Any other refusal of the framework; a body it cannot read is the only one known."""
    return problem(fault.status_code, "not_readable", _("The request cannot be read: check how it is built."))
