"""Was this petition laid beside all that were there, and by which judgement? What the links of a petition rest on."""

from django.db import models


class Comparison(models.Model):
    """One petition and the judgement that found its links, written in one transaction with them.

    Without its row a petition is compared again: after a crash, after a restore, after a new judgement.
    """

    petition = models.OneToOneField(
        "petitions.Petition", primary_key=True, on_delete=models.CASCADE, related_name="comparison"
    )
    judgement = models.CharField(max_length=16)
    compared_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.judgement
