"""The second person's word on a document."""

from django.db import models


class Approval(models.Model):
    """One decision on a draft. The approver is never the drafter (acting checks it, verify proves it)."""

    document = models.ForeignKey("petitions.Document", on_delete=models.PROTECT, related_name="approvals")
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    is_approved = models.BooleanField()
    comment = models.TextField(blank=True)
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return "approved" if self.is_approved else "returned"
