"""Which narrowings of the list of petitions does an officer use again and again?"""

from django.db import models


class SavedFilter(models.Model):
    """A narrowing under a name, the officer's own. Words are never in it: a kept word could be a name to watch for."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    narrowing = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "name"], name="filter_once_per_name")]

    def __str__(self) -> str:
        return self.name
