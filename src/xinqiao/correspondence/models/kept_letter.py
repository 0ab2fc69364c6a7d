"""Letters as they left the office: set once, kept sealed, never made anew."""

import uuid

from django.db import models


class KeptLetter(models.Model):
    """One sheet of one issued letter, or of a record of service: where its bytes lie, and what they must be.

    The bytes name the petitioner, so they lie sealed for this row. `check_code` is printed on the sheet; with it
    anybody who holds the sheet can ask whether it is real.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The event that issued it, or that served: one sheet each.
    event = models.OneToOneField("petitions.Event", on_delete=models.PROTECT, related_name="letter")
    document = models.ForeignKey(
        "petitions.Document", null=True, on_delete=models.PROTECT, related_name="sheets", db_index=True
    )
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    letter = models.CharField(max_length=30)
    form_version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10)
    number = models.CharField(max_length=140, blank=True)
    check_code = models.CharField(max_length=20, unique=True)
    issued_on = models.DateField()
    stored_as = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number or self.check_code
