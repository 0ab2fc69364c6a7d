"""Inside the prepared process: officers signed in without a form, and the numbers of petitions whose pages are opened."""

from django.conf import settings
from django.test import Client

from xinqiao.demonstration.people import account_name
from xinqiao.people.models import Account
from xinqiao.petitions.models import Event

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_in(*, officers: list[str]) -> dict[str, str]:
    """A cookie with which each of the officers is signed in."""
    return {officer: _cookie(officer) for officer in officers}


def with_a_past(*, count: int) -> list[str]:
    """References of petitions with all their events (clones have none), those with the most first."""
    numbers = Event.objects.filter(petition__sealing="normal").order_by("-seq", "petition")
    return list(dict.fromkeys(numbers.values_list("petition__reference", flat=True)))[:count]


def _cookie(officer: str) -> str:
    client = Client()
    client.force_login(Account.objects.get(username=account_name(officer)), backend=_BACKEND)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
