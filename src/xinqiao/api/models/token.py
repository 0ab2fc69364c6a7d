"""With which token does a program act in an officer's name?"""

import hashlib
import secrets
from datetime import datetime

from django.db import models

from xinqiao.people.models import Officer

PREFIX = "xqt_"
_BYTES = 32


class ApiToken(models.Model):
    """A token of 256 random bits, shown once; only its hash is kept. It ends by itself and with the officer's service."""

    digest = models.CharField(max_length=64, unique=True)
    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"token of {self.officer} until {self.expires_at:%Y-%m-%d}"

    @classmethod
    def make(cls, officer: Officer, *, expires_at: datetime) -> str:
        """A new token for this officer, in clear: it is kept nowhere and cannot be shown again."""
        token = PREFIX + secrets.token_urlsafe(_BYTES)
        cls.objects.create(digest=digest_of(token), officer=officer, expires_at=expires_at)
        return token


def digest_of(token: str) -> str:
    """What is kept of a token. It is random, so a plain hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()
