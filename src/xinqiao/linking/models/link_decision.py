"""What an officer decided of a suggested link, and when: only ever added to, so that a change of mind stays on record."""

from typing import Any

from django.db import models

from xinqiao.linking.models.link import LinkState


class LinkDecision(models.Model):
    """One decision of one officer. Taking a decision back is a decision too (`open`)."""

    link = models.ForeignKey("linking.MatterLink", on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=10, choices=LinkState.choices)
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.state} on {self.decided_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it. Raises TypeError for one that stands already."""
        if self.pk is not None:
            raise TypeError("A decision on a link is never edited: add another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises TypeError."""
        raise TypeError("A decision on a link is never removed: add another one.")
