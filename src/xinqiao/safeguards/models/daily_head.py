"""The Merkle head of one day: what is published so that nobody can rewrite the past unseen."""

from typing import ClassVar

from django.db import models

from xinqiao.safeguards.models.append_only import AppendOnly, AppendOnlyRows


class Log(models.TextChoices):
    """Which log a head closes."""

    LEDGER = "ledger"
    ACCESS = "access"


class DailyHead(AppendOnly):
    """The root over the heads of the chains changed on one day, linked to the head of the day before."""

    log = models.CharField(max_length=8, choices=Log.choices)
    on = models.DateField()
    # The zone whose midnight bounds the day.
    zone = models.CharField(max_length=64)
    chains = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    collected_at = models.DateTimeField()

    objects: ClassVar[models.Manager["DailyHead"]] = AppendOnlyRows["DailyHead"].as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("log", "on"), name="one_head_per_log_and_day"),)

    def __str__(self) -> str:
        return f"{self.log} {self.on}"
