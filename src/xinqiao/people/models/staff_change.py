"""Who gave whom which role, and when: the record of every change to the people of an office."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffChangeKind(models.TextChoices):
    """What was changed."""

    ADDED = "added", _("Added")
    ROLES = "roles", _("Roles changed")
    PASSWORD = "password", _("Temporary password given")


class StaffChange(models.Model):
    """One change, never edited. `by` is empty for whoever has the machine itself in hand (the command line)."""

    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=StaffChangeKind.choices)
    roles_before = models.JSONField(default=list)
    roles_after = models.JSONField(default=list)
    by = models.ForeignKey("people.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["officer", "-at"], name="staff_change_newest")]

    def __str__(self) -> str:
        return f"{self.officer}: {self.get_kind_display()}"
