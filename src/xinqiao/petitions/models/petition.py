"""One matter, registered, with a number and the law it runs under."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class SealingLevel(models.TextChoices):
    """Who may know of it (LAW.md (g) 4)."""

    NORMAL = "normal", _("Normal")
    RESTRICTED = "restricted", _("Restricted")
    SEALED = "sealed", _("Sealed")


class Petition(models.Model):
    """信访事项. It is never deleted and its facts are never edited: events say what happened to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=24, unique=True)
    submission = models.ForeignKey("petitions.Submission", on_delete=models.PROTECT, related_name="petitions")
    title = models.CharField(max_length=200)
    body = models.TextField()
    place = models.ForeignKey(
        "people.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Kind and route as first registered; reclassifications are events and are read from them.
    kind = models.CharField(max_length=20, default="appeal")
    route = models.CharField(max_length=30, default="petition_procedure")
    persons = models.PositiveIntegerField(default=1)
    sealing = models.CharField(max_length=12, choices=SealingLevel.choices, default=SealingLevel.NORMAL)
    accused_organisation = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    accused_officer = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    statute = models.CharField(max_length=40)
    overlays = models.JSONField(default=list)
    statute_digest = models.CharField(max_length=64)
    calendar_digest = models.CharField(max_length=64)
    import_key = models.CharField(max_length=140, null=True, blank=True, unique=True)
    external_numbers = models.JSONField(default=dict)
    is_reconstructed = models.BooleanField(default=False)
    registered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-registered_at", "id"], name="petition_newest")]

    def __str__(self) -> str:
        return self.reference
