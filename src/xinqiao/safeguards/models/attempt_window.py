"""How often one unnamed caller came within one window of time."""

from django.db import models


class AttemptWindow(models.Model):
    """A counter; its key is a daily salted hash, so no address is kept and no two days can be joined."""

    scope = models.CharField(max_length=24)
    caller = models.CharField(max_length=32)
    started_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("scope", "caller", "started_at"), name="one_count_per_caller_and_window"),
        )

    def __str__(self) -> str:
        return f"{self.scope} {self.started_at:%Y-%m-%d %H:%M} {self.count}"
