"""What happened, when, by whom: a petition's facts in law and its office record, only ever added to."""

from django.db import models


class Event(models.Model):
    """One dated event. `is_fact` marks those the law reasons about (procedure.facts).

    A wrong one is voided or corrected by a later event (`mends`), never edited or removed.
    """

    petition = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    is_fact = models.BooleanField(default=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_role = models.CharField(max_length=20)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    officer = models.ForeignKey("people.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    data = models.JSONField(default=dict)
    mends = models.PositiveIntegerField(null=True)
    document = models.ForeignKey(
        "petitions.Document", null=True, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    is_reconstructed = models.BooleanField(default=False)

    class Meta:
        # The constraint also serves every read: all the events of a petition, in order.
        constraints = [models.UniqueConstraint(fields=["petition", "seq"], name="event_once_per_seq")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
