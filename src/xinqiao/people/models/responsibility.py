"""Who in an organisation answers for which place: territory x department x level x person (art. 5)."""

from django.db import models


class Responsibility(models.Model):
    """A dated line of the responsibility grid; without a place it covers the whole organisation."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="responsibilities")
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="responsibilities")
    role = models.CharField(max_length=20)
    place = models.ForeignKey("people.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "role"])]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.officer} ({self.role})"
