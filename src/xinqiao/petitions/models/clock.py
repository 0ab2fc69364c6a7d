"""The cached clocks of a petition: what the timeliness page counts, in SQL, without re-deriving."""

from django.db import models


class CachedClock(models.Model):
    """One clock as last assessed; the organisation is the one that owed the act when it ran."""

    petition = models.ForeignKey("petitions.Petition", on_delete=models.CASCADE, related_name="clocks", db_index=False)
    name = models.CharField(max_length=40)
    nth = models.PositiveSmallIntegerField(default=1)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    started_on = models.DateField()
    due_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    state = models.CharField(max_length=10)
    is_internal = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "name", "nth"], name="clock_once")]
        indexes = [models.Index(fields=["organisation", "name", "due_on"], name="clock_of")]

    def __str__(self) -> str:
        return f"{self.name} due {self.due_on}"
