"""One look at a file: who, which office, for what purpose, what they did, when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinqiao.safeguards.models.append_only import AppendOnly, AppendOnlyRows


class Access(models.TextChoices):
    """What was done with the file."""

    VIEW = "view", _("opened the file")
    SEARCH = "search", _("searched")
    EXPORT = "export", _("exported the file")
    PRINT = "print", _("printed the file")
    IDENTITY = "identity", _("saw who the petitioner is")


class AccessEntry(AppendOnly):
    """A link in the access chain of one petition, of one identity or, for searches, of one officer."""

    # Which chain: "petition:<id>", "identity:<id>" or "actor:<id>". One chain for all would make readers queue.
    chain = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    actor_id = models.CharField(max_length=36)
    organisation_id = models.CharField(max_length=36, blank=True)
    petition_id = models.UUIDField(null=True, db_index=True)
    identity_id = models.UUIDField(null=True)
    what = models.CharField(max_length=8, choices=Access.choices)
    # A word, and for an identity the officer's own sentence behind it.
    purpose = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    objects: ClassVar[models.Manager["AccessEntry"]] = AppendOnlyRows["AccessEntry"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "seq"), name="one_access_per_chain_and_seq"),)
        indexes = (models.Index(fields=("actor_id", "at"), name="access_by_actor"),)
        verbose_name_plural = "access entries"

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"
