"""What an inspector found in one issued answer, beside what the check had said of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Agreement(models.TextChoices):
    """Whether the inspector agrees with the check of the answer."""

    AGREES = "agrees", _("The check is right")
    IN_PART = "in_part", _("The check is right in part")
    DIFFERS = "differs", _("The check is wrong")


class Inspection(models.Model):
    """One finding on one answer; it is a label for the check, and says nothing of whoever wrote the answer.

    `said` is what the check had said when the finding was recorded: counts by name, and its relevance.
    """

    document = models.ForeignKey("petitions.Document", on_delete=models.PROTECT, related_name="inspections")
    inspected_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    inspected_at = models.DateTimeField()
    agreement = models.CharField(max_length=10, choices=Agreement.choices)
    note = models.TextField(blank=True)
    said = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.agreement} on {self.inspected_at:%Y-%m-%d}"
