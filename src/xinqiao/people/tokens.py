"""With which token does a program act in an officer's name, and whose is it?"""

import hashlib
import secrets
from datetime import datetime

from xinqiao.people.models import ApiToken, Officer

PREFIX = "xqt_"
_BYTES = 32


def make_token(officer: Officer, *, expires_at: datetime) -> str:
    """A new token for this officer, in clear: it is kept nowhere and cannot be shown again."""
    token = PREFIX + secrets.token_urlsafe(_BYTES)
    ApiToken.objects.create(digest=_digest(token), officer=officer, expires_at=expires_at)
    return token


def officer_with(token: str, *, at: datetime) -> Officer | None:
    """The serving officer whose token this is, unless it has expired; None for any other text."""
    found = (
        ApiToken.objects.select_related("officer__organisation__parent", "officer__account")
        .filter(digest=_digest(token), expires_at__gt=at)
        .first()
    )
    officer = found.officer if found else None
    return officer if officer and officer.is_serving and officer.account.is_active else None


def _digest(token: str) -> str:
    """What is kept of a token. It is random, so a plain hash cannot be searched."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
