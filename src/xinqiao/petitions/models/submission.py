"""What arrived, as it arrived, through any channel: never changed afterwards (arts 17, 22, 23)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a submission reached us (arts 17, 21)."""

    WEB = "web", _("Online")
    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Visit")
    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("E-mail")
    PARTNER = "partner", _("Partner system")


class Submission(models.Model):
    """One letter, visit, call or form. It may hold several matters: one petition each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    place_text = models.CharField(max_length=200, blank=True)
    claimed_kind = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    petitioner = models.ForeignKey(
        "people.Petitioner", null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    recorded_by = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    body_sha256 = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=200)
    receipt = models.JSONField(default=dict)
    # The same key sent twice gives the same answer and registers nothing twice.
    idempotency_key = models.CharField(max_length=120, null=True, blank=True, unique=True)
    import_key = models.CharField(max_length=120, null=True, blank=True, unique=True)

    def __str__(self) -> str:
        return self.title or str(self.pk)
