"""Why was a scan set aside, or taken back, by whom and when? Only ever added to."""

from typing import Any

from django.db import models

from xinqiao.intake.models.scanned_letter import ScannedLetter


class SettingAside(models.Model):
    """One setting aside of a scan laid down by mistake, or (`takes_back`) its return; the newest of a letter holds."""

    letter = models.ForeignKey(ScannedLetter, models.PROTECT, related_name="settings_aside")
    takes_back = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey("people.Officer", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises TypeError for one that stands already."""
        if self.pk is not None:
            raise TypeError("What was said of a scan is never edited: add another row.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises TypeError: what was said stays."""
        raise TypeError("What was said of a scan is never removed.")
