"""How an officer signs in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the password is always hashed."""

    def create_account(self, *, username: str, password: str | None = None) -> "Account":
        """A new account; without a password nobody can sign in with one."""
        account = self.model(username=self.model.normalize_username(username))
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A sign-in. What its holder may do follows from the officer it belongs to, never from here."""

    username = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)
    # Given by somebody else: good for choosing one's own, and for nothing more.
    password_is_temporary = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.username
