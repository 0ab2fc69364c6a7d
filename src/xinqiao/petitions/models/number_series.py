"""How far the numbers of an organisation's letters have come."""

from django.db import models


class NumberSeries(models.Model):
    """One series: an organisation, a year and the word of a kind of letter; `last` is the number given last."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveIntegerField()
    word = models.CharField(max_length=20)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year", "word"], name="one_series_of_numbers")]
        verbose_name_plural = "number series"

    def __str__(self) -> str:
        return f"{self.word} {self.year}: {self.last}"
