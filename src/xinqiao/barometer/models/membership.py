"""Of which issue is a petition? A row says that it was looked at; without an issue it stands alone."""

from django.db import models


class Membership(models.Model):
    """One petition that was taken into the snapshot, the issue it belongs to, and the subject read of it.

    It speaks of the petition, never of a person; no accusation has a row. Shown only to those who handle the petition.
    """

    petition = models.OneToOneField("petitions.Petition", primary_key=True, on_delete=models.PROTECT, related_name="+")
    issue = models.ForeignKey("barometer.HotIssue", null=True, on_delete=models.SET_NULL, related_name="members")
    subject = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.subject
