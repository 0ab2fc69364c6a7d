"""Under which number does a petition stand in the search index, and what of it is there already?"""

from django.db import models


class SearchEntry(models.Model):
    """One petition in the index. The rows of its grams (petitions.searching.index) carry numbers made from its own.

    Numbers follow the order of arrival, so the newest come first without sorting.
    """

    number = models.BigAutoField(primary_key=True)
    petition = models.OneToOneField("petitions.Petition", on_delete=models.CASCADE, related_name="search_entry")
    # Set by the act that adds a text: the text itself is indexed a moment later, many in one go.
    is_waiting = models.BooleanField(default=True)
    rows = models.PositiveIntegerField(default=0)
    # Ids of the writings whose words are in the index.
    documents = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["number"], condition=models.Q(is_waiting=True), name="search_waiting")]
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return str(self.number)
