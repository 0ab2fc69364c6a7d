"""Files that belong to a petition, checked by content before they are kept (safeguards.uploads)."""

import uuid

from django.db import models

_VIEWABLE = frozenset(
    {"image/jpeg", "image/png", "image/webp", "audio/mpeg", "audio/mp4", "audio/wav", "video/mp4"},
)


class Attachment(models.Model):
    """One stored file. The name shown is the person's; the name on disk is ours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(
        "petitions.Submission", null=True, on_delete=models.PROTECT, related_name="attachments"
    )
    petition = models.ForeignKey("petitions.Petition", null=True, on_delete=models.PROTECT, related_name="attachments")
    stored_as = models.CharField(max_length=200)
    shown_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by_role = models.CharField(max_length=20)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.shown_name

    @property
    def is_viewable(self) -> bool:
        """Whether a browser shows or plays it by itself: pictures, sound and films hold nothing that could act."""
        return self.content_type in _VIEWABLE
