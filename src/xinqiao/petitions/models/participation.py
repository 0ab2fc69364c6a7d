"""Which organisation holds which role of the law on a petition, since when."""

from django.db import models


class Participation(models.Model):
    """A role held by an organisation. Ended ones stay: a former participant may read what it did."""

    petition = models.ForeignKey("petitions.Petition", on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "petition"], name="participation_of")]

    def __str__(self) -> str:
        return f"{self.organisation_id} as {self.role}"
