"""The addresses of the API; whatever is not one of them is told as a problem too, never as a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from xinqiao.api.application import api
from xinqiao.api.problems import handle, problem

View = Callable[..., HttpResponse]


def _as_problem(view: View) -> View:
    """The view, with its bare 405 and anything that escapes it told as a problem."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except Exception as fault:
            return handle(request, fault)
        if isinstance(answer, HttpResponseNotAllowed):
            told = problem(405, "not_possible_here", _("This address does not take this method."))
            told["Allow"] = answer["Allow"]
            return told
        return answer

    return answered


@csrf_exempt
def nothing_here(request: HttpRequest, **_parts: str) -> HttpResponse:
    """No address of the API."""
    return problem(404, "no_such_address", _("There is nothing at this address."))


def _answering(pattern: Any) -> Any:
    pattern.callback = _as_problem(pattern.callback)
    return pattern


_patterns, _app, _namespace = api.urls
app_name = "api"
urlpatterns = [*(_answering(pattern) for pattern in _patterns), re_path("", nothing_here)]
