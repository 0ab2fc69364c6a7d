"""The picture of an organisation's seal, and of a hand that signs: from a day on."""

from django.db import models


class SealImage(models.Model):
    """A picture that letters bear. A new one is a new row, so that an old letter keeps the seal of its day."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="seal_images")
    is_signature = models.BooleanField(default=False)
    png = models.BinaryField()
    valid_from = models.DateField()
    added_by = models.ForeignKey(
        "people.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organisation_id} from {self.valid_from}"
