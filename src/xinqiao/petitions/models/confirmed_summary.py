"""What an officer confirmed a long petition to say in short, drafted by a model of the office; only ever added to."""

from typing import Any

from django.db import models


class ConfirmedSummary(models.Model):
    """One confirmed summary (摘要); the newest of a petition holds. A draft that nobody confirmed is never kept.

    `text_digest` is the SHA-256 of the title and text it speaks of, `model` the name of the model that drafted it, `unsourced`
    how many of its sentences were found to rest on none of the petition's when the officer confirmed them all the same.
    """

    petition = models.ForeignKey(
        "petitions.Petition", on_delete=models.PROTECT, related_name="confirmed_summaries", db_index=False
    )
    text = models.TextField()
    by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    model = models.CharField(max_length=100)
    text_digest = models.CharField(max_length=64)
    unsourced = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["petition", "-id"], name="summary_newest")]
        verbose_name_plural = "confirmed summaries"

    def __str__(self) -> str:
        return f"{self.petition_id}: {self.text[:40]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises TypeError for one that stands already: another summary is another row."""
        if self.pk is not None:
            raise TypeError("A confirmed summary is never edited: add another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises TypeError: what was confirmed stays."""
        raise TypeError("A confirmed summary is never removed.")
