"""Who stands aside from which petition: kept beside the events, so that lists can leave an accusation out at once."""

from django.db import models


class StandingAside(models.Model):
    """One officer who acts no more on one petition (28-3). Derived from its events; gone when the claim is refused."""

    petition = models.ForeignKey("petitions.Petition", on_delete=models.CASCADE, related_name="+")
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "officer"], name="stands_aside_once")]
        verbose_name_plural = "standing aside"

    def __str__(self) -> str:
        return f"{self.officer_id} from {self.petition_id}"
