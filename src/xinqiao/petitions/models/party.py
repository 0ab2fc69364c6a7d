"""Who asks in a petition, and in what capacity (arts 17, 20)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Capacity(models.TextChoices):
    """How a person stands to the petition."""

    PETITIONER = "petitioner", _("Petitioner")
    REPRESENTATIVE = "representative", _("Representative")
    SIGNATORY = "signatory", _("Joint signatory")
    PROXY = "proxy", _("Proxy")
    GUARDIAN = "guardian", _("Guardian")


class Party(models.Model):
    """One person's place in one petition."""

    petition = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="parties", db_index=False)
    petitioner = models.ForeignKey("people.Petitioner", on_delete=models.PROTECT, related_name="parties")
    capacity = models.CharField(max_length=20, choices=Capacity.choices, default=Capacity.PETITIONER)
    # The authority was taken back, or ended: from then on the person acts for nobody here.
    ended_at = models.DateTimeField(null=True)
    # As it was kept until 0.1.0; since then her word is a dated event (petitions.consenting).
    consents_to_portal_service = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "petitioner"], name="party_once")]

    def __str__(self) -> str:
        return self.capacity
