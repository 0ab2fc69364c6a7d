"""Who calls: an officer with a token, or with the session of the pages (then with their form token as well)?"""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from xinqiao.api.problems import Refused
from xinqiao.people.models import Officer
from xinqiao.people.tokens import officer_with


class OfficerToken(HttpBearer):
    """`Authorization: Bearer xqt_…`, made by `xinqiao token create`."""

    def authenticate(self, request: HttpRequest, token: str) -> Officer | None:
        """The serving officer of a token that has not expired."""
        return officer_with(token, at=timezone.now())


class OfficerSession(APIKeyCookie):
    """The session of the officers' pages; what changes something needs the header X-CSRFToken too."""

    param_name = "xinqiao_session"

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> Officer | None:
        """The serving officer who is signed in. Raises Refused (403) for a request another site made."""
        if not key or not request.user.is_authenticated:
            return None
        if check_csrf(request):
            raise Refused(403, "no_form_token", _("The form token is missing: send it in the header X-CSRFToken."))
        officer = (
            Officer.objects.select_related("organisation__parent", "account").filter(account=request.user.pk).first()
        )
        return officer if officer and officer.is_serving else None


OFFICER = [OfficerToken(), OfficerSession()]


def officer_of(request: HttpRequest) -> Officer:
    """The officer that the sign-in found."""
    officer = getattr(request, "auth", None)
    if not isinstance(officer, Officer):
        raise Refused(401, "sign_in", _("Sign in first, or send a token that is still valid."))
    return officer


def address_of(request: HttpRequest) -> str:
    """The network address that is counted for throttling."""
    return str(request.META.get("REMOTE_ADDR", ""))
