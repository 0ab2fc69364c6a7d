"""With which token does a program act in an officer's name?"""

from django.db import models


class ApiToken(models.Model):
    """A token of 256 random bits, shown once; only its hash is kept. It ends by itself and with the officer's service."""

    digest = models.CharField(max_length=64, unique=True)
    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"token of {self.officer} until {self.expires_at:%Y-%m-%d}"
