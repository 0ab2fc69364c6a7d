"""What an officer said a petition is about, beside what had been suggested to her; only ever added to."""

from typing import Any

from django.db import models


class ConfirmedSubject(models.Model):
    """One confirmation or override; the newest of a petition holds. It speaks of the matter, never of a person.

    `branch`, `area` and `matter` are names of the subject tree (信访内容分类), the last two empty where she left them open.
    `suggested` and `suggested_matter` are what stood there, empty where nothing was sure; `confidence` (0 to 1) and
    `model_digest` are of the kept model, None and empty where only the words of the tree had read.
    """

    petition = models.ForeignKey(
        "petitions.Petition", on_delete=models.PROTECT, related_name="confirmed_subjects", db_index=False
    )
    branch = models.CharField(max_length=60)
    area = models.CharField(max_length=60, blank=True)
    matter = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(db_index=True)
    suggested = models.CharField(max_length=60, blank=True)
    suggested_matter = models.CharField(max_length=60, blank=True)
    confidence = models.FloatField(null=True)
    model_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["petition", "-id"], name="subject_newest"),
            models.Index(fields=["branch", "area", "matter", "-id"], name="subject_alike"),
        ]

    def __str__(self) -> str:
        return " › ".join(filter(None, (self.branch, self.area, self.matter)))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises TypeError for one that stands already: another view of the subject is another row."""
        if self.pk is not None:
            raise TypeError("A confirmed subject is never edited: add another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises TypeError: what was confirmed stays."""
        raise TypeError("A confirmed subject is never removed.")
