"""The writings of a petition: drafted, approved by a second person, issued, served."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a writing is in law."""

    NOTICE = "notice", _("Notice")
    ACCEPTANCE = "acceptance", _("Notice of acceptance")
    GUIDANCE = "guidance", _("Guidance")
    CHANNELLING = "channelling", _("Notice of leading into the lawful route")
    DECLINE = "decline", _("Notice of non-acceptance")
    EXTENSION = "extension", _("Notice of extension")
    REPLY = "reply", _("Handling opinion")
    REEXAMINATION = "reexamination", _("Re-examination opinion")
    REVIEW = "review", _("Review opinion")
    AGREEMENT = "agreement", _("Mediation agreement")
    REFERRAL = "referral", _("Letter of referral")
    ASSIGNMENT = "assignment", _("Letter of assignment")
    OBJECTION = "objection", _("Letter of objection")
    SUPPLEMENT = "supplement", _("Supplement by the petitioner")
    REQUEST = "request", _("Request by the petitioner")


# Written from one organisation to another: no part of what the petitioner is shown.
BETWEEN_ORGANISATIONS = (DocumentKind.REFERRAL, DocumentKind.ASSIGNMENT, DocumentKind.OBJECTION)


class DocumentState(models.TextChoices):
    """How far a writing has come."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting approval")
    APPROVED = "approved", _("Approved")
    ISSUED = "issued", _("Issued")
    SERVED = "served", _("Served")


class Document(models.Model):
    """One writing. `blocks` holds its parts by name (request, facts, basis, opinion, remedy …)."""

    petition = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    # Under which name the law's forms know it (law.letters), and the language it is written in; empty for other writings.
    letter = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=10, blank=True)
    number = models.CharField(max_length=140, blank=True)
    blocks = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.DRAFT)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    drafted_by = models.ForeignKey(
        "people.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    drafted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)
    is_reconstructed = models.BooleanField(default=False)

    class Meta:
        # Only the few drafts that wait stand in it, so that issuing and importing do not pay for it.
        indexes = [
            models.Index(
                fields=["organisation", "petition"], condition=models.Q(state="submitted"), name="draft_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.number or self.get_kind_display()
