"""A file on its way: it lies by until the writing it belongs to is sent, then it is kept with it or thrown away."""

import uuid

from django.db import models


class LaidByFile(models.Model):
    """One file of one tray, whole or still arriving. How much has arrived is the size on the disk and stands nowhere else.

    `tray` is the digest of a secret that only the visitor's own session holds; the name is sealed, since what is
    not sent is nobody's to read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tray = models.CharField(max_length=64, db_index=True)
    sealed_name = models.BinaryField()
    # What a browser that was interrupted sends again to find the half of its file that is here.
    mark = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    begun_at = models.DateTimeField(db_index=True)
    # Known when it is whole and was looked at.
    whole_at = models.DateTimeField(null=True)
    media_type = models.CharField(max_length=100, blank=True)
    extension = models.CharField(max_length=10, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return str(self.pk)
