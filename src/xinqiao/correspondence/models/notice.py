"""Which notices were sent, and which could not be? Neither what they said nor where they went."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeState(models.TextChoices):
    """How far a notice has come."""

    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")
    DROPPED = "dropped", _("No longer wanted")


class Notice(models.Model):
    """One notice of one event. `fault` is a word of ours for what went wrong last, never an answer of a server."""

    event = models.OneToOneField("petitions.Event", on_delete=models.PROTECT, related_name="notice")
    channel = models.CharField(max_length=10)
    topic = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=30, blank=True)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        # Only the few that wait stand in it.
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="notice_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} by {self.channel}: {self.state}"
