"""The salt of one link, kept apart from the chain so that lawful erasure leaves the chain whole."""

from django.db import models

from xinqiao.safeguards.models.ledger_entry import LedgerEntry


class LedgerSalt(models.Model):
    """Without its salt a commitment says nothing about the content it was made from."""

    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, primary_key=True, db_constraint=False, related_name="salt_row"
    )
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"salt of link {self.pk}"
