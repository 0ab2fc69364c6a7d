"""One link of a petition's chain: that an event of this content was recorded at this moment."""

from typing import ClassVar

from django.db import models

from xinqiao.safeguards.models.append_only import AppendOnly, AppendOnlyRows


class LedgerEntry(AppendOnly):
    """A link binds a salted commitment to the event's content and the hash of the link before it."""

    # Bare ids: this room does not know petitions or events.
    petition_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    event_id = models.CharField(max_length=36)
    recorded_at = models.DateTimeField(db_index=True)
    commitment = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    objects: ClassVar[models.Manager["LedgerEntry"]] = AppendOnlyRows["LedgerEntry"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("petition_id", "seq"), name="one_link_per_petition_and_seq"),)
        verbose_name_plural = "ledger entries"

    def __str__(self) -> str:
        return f"{self.petition_id} {self.seq}"
