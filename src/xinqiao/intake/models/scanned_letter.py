"""A letter on paper that was scanned and is not registered yet: to be read, or read and to be confirmed by a person."""

import uuid

from django.db import models

from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.models import Petition


class ScanState(models.TextChoices):
    """How far it is. What was not read by the program is registered all the same, by a person who types it."""

    WAITING = "waiting"
    READ = "read"
    UNREAD = "unread"
    REGISTERED = "registered"


class ScannedLetter(models.Model):
    """One letter of one or more files, which lie in a folder of its own until the petition keeps them.

    `key` is made of the office and the files: the same files are the same letter, however often they come. What was
    read, what was typed beside it and the names of the files are sealed: they name the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=64, unique=True)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="scanned_letters")
    state = models.CharField(max_length=20, choices=ScanState.choices, default=ScanState.WAITING, db_index=True)
    # Why it was not read, in one word (xinqiao.language.paper.pages, and: off, late, no_text).
    reason = models.CharField(max_length=20, blank=True)
    sealed_files = models.BinaryField()
    sealed_reading = models.BinaryField(null=True)
    page_count = models.PositiveIntegerField(default=0)
    doubtful_count = models.PositiveIntegerField(default=0)
    # When it reached the office: the days of the law count from there.
    received_at = models.DateTimeField()
    laid_at = models.DateTimeField()
    # Laid down by mistake, by the newest of its SettingAside rows: neither listed nor read, and never thrown away.
    is_aside = models.BooleanField(default=False)
    # The kind as which a folder was registered; empty where an officer chose it in the form.
    kind = models.CharField(max_length=20, blank=True)
    # When its slip with the query code was shown to be printed, and to whom; a folder's letters wait for that.
    slip_at = models.DateTimeField(null=True)
    slip_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    petition = models.ForeignKey(Petition, models.SET_NULL, null=True, blank=True, related_name="scanned_letters")

    def __str__(self) -> str:
        return str(self.pk)
