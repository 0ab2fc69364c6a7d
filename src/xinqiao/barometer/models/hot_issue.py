"""What are at least five people writing about? One row an issue, with its measures as of a day."""

from django.db import models

from xinqiao.barometer.coarsening import LEAST


class HotIssue(models.Model):
    """One problem that people raised (热点问题): counts of people and words that enough of them share, no person.

    It stays the same row while most of its petitions stay together. One that fewer than five people raise any more, or whose
    petitions went to another, is kept empty (`people` 0) for its address; `became` says which issue it is part of now.
    `evidence` holds pairs of a phrase and how many people wrote it; `months` the people who joined in each of the last
    twelve months, the latest last.
    """

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
    became = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    def __str__(self) -> str:
        return self.name

    @property
    def stands_as(self) -> "HotIssue | None":
        """The issue that its petitions are part of now: itself, or what it became in the end; None where none stands."""
        issue: HotIssue | None = self
        seen = set()
        while issue is not None and issue.people < LEAST and issue.pk not in seen:
            seen.add(issue.pk)
            issue = issue.became
        return issue if issue is not None and issue.people >= LEAST else None
