"""The cached answer of `procedure.assess`: what worklists ask. One command rebuilds all of them."""

from django.db import models

ANCESTOR_COLUMNS = tuple(f"ancestor_{depth}" for depth in range(1, 6))


def _open_index(field: str) -> models.Index:
    """A partial index on the due date of open petitions; the boolean is emitted as a literal."""
    return models.Index(
        fields=[field, "next_due_on", "petition"],
        condition=models.Q(is_open=True),
        name=f"open_{field}"[:30],
    )


def _over_index(field: str) -> models.Index:
    """A partial index on the day of registration of petitions whose procedure is over, the newest first."""
    return models.Index(
        fields=[field, "-registered_at", "petition"],
        condition=models.Q(is_open=False),
        name=f"over_{field}"[:30],
    )


def _promised_index(field: str) -> models.Index:
    """A partial index on the day by which something promised is to be done though the procedure is over."""
    return models.Index(
        fields=[field, "next_due_on", "petition"],
        condition=models.Q(is_open=False, next_due_on__isnull=False),
        name=f"promised_{field}"[:30],
    )


class CachedPosition(models.Model):
    """Where a petition stands in law on `assessed_on`, valid until the day before `changes_on`."""

    petition = models.OneToOneField(
        "petitions.Petition", primary_key=True, on_delete=models.CASCADE, related_name="position"
    )
    stage = models.CharField(max_length=30)
    is_open = models.BooleanField()
    kind = models.CharField(max_length=20)
    responsible_role = models.CharField(max_length=20, blank=True)
    responsible_organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    responsible_officer = models.ForeignKey(
        "people.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The responsible organisation's ancestors, one column a level: bare ids, read only in filters.
    ancestor_1 = models.BigIntegerField(null=True)
    ancestor_2 = models.BigIntegerField(null=True)
    ancestor_3 = models.BigIntegerField(null=True)
    ancestor_4 = models.BigIntegerField(null=True)
    ancestor_5 = models.BigIntegerField(null=True)
    next_due_on = models.DateField(null=True)
    next_clock = models.CharField(max_length=60, blank=True)
    next_is_internal = models.BooleanField(default=False)
    statute_digest = models.CharField(max_length=64)
    calendar_digest = models.CharField(max_length=64)
    assessed_on = models.DateField()
    changes_on = models.DateField(null=True)
    last_seq = models.PositiveIntegerField()
    # Of the cached clocks as last written: an act that moves none of them reads none of them.
    clocks_digest = models.CharField(max_length=32, default="")
    # Repeated from the petition, so that the newest ones that are over come from one index.
    registered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            _open_index("responsible_officer"),
            _open_index("responsible_organisation"),
            *(_open_index(column) for column in ANCESTOR_COLUMNS),
            *(_over_index(field) for field in ("responsible_officer", "responsible_organisation", *ANCESTOR_COLUMNS)),
            *(_promised_index(f) for f in ("responsible_officer", "responsible_organisation", *ANCESTOR_COLUMNS)),
            models.Index(fields=["changes_on"], name="position_changes_on"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} on {self.assessed_on}"
