"""What rose, where and when, beyond chance, and what an analyst made of it?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WarningKind(models.TextChoices):
    """What it is that rises."""

    CELL = "cell", _("Place and subject")
    ISSUE = "issue", _("Issue")
    PHRASE = "phrase", _("Words")


class Decision(models.TextChoices):
    """What was made of a warning."""

    OPEN = "open", _("Not decided")
    NOTED = "noted", _("Noted")
    PASSED_ON = "passed_on", _("Passed on")
    FALSE_ALARM = "false_alarm", _("False alarm")


class EarlyWarning(models.Model):
    """One rise (预警): of a place and subject, an issue or a phrase, never of a person.

    `key` says what rises, so that a rise that goes on is one row. `people` wrote in the last `window_days` where `expected` were usual;
    `chance` is how probable that is on a day on which nothing has changed. By `half_on` half of its people had written.
    """

    kind = models.CharField(max_length=10, choices=WarningKind.choices)
    key = models.CharField(max_length=250)
    name = models.CharField(max_length=120, blank=True)
    place = models.ForeignKey("people.Place", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField(max_length=200, blank=True)
    raised_on = models.DateField(db_index=True)
    seen_until = models.DateField()
    half_on = models.DateField(null=True)
    window_days = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    expected = models.FloatField()
    chance = models.FloatField()
    decision = models.CharField(max_length=12, choices=Decision.choices, default=Decision.OPEN)
    words = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        "people.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "raised_on"], name="warning_once_a_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.raised_on}"

    @property
    def days_before(self) -> int | None:
        """Days from the warning to the day by which half of its people had written; None where that is not told."""
        return (self.half_on - self.raised_on).days if self.half_on else None
