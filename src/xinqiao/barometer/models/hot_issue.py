"""What are at least five people writing about? One row an issue, with its measures as of a day."""

from django.db import models


class HotIssue(models.Model):
    """One problem that people raised (热点问题): counts of people and words that enough of them share, no person.

    It is known by its first petition, so that it stays the same row while it grows. `evidence` holds pairs of a phrase and how
    many people wrote it; `months` the people who joined in each of the last twelve months, the latest last.
    """

    first_petition = models.OneToOneField("petitions.Petition", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    place = models.ForeignKey("people.Place", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField(max_length=200, blank=True)
    heat = models.FloatField(db_index=True)
    people = models.PositiveIntegerField()
    people_in_month = models.PositiveIntegerField()
    messages = models.PositiveIntegerField()
    places = models.PositiveIntegerField()
    places_month_ago = models.PositiveIntegerField()
    organisations = models.PositiveIntegerField()
    span_days = models.PositiveIntegerField()
    recurrences = models.PositiveIntegerField()
    since_on = models.DateField()
    until_on = models.DateField()
    evidence = models.JSONField(default=list)
    months = models.JSONField(default=list)
    computed_on = models.DateField()
    computed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
