"""Two petitions that may be about one matter: a suggestion, until an officer decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    """What officers have made of a suggestion; the newest decision stands here, all of them in LinkDecision."""

    OPEN = "open", _("Not decided")
    CONFIRMED = "confirmed", _("The same matter")
    REFUSED = "refused", _("Not the same matter")


class Likeness(models.TextChoices):
    """How the two texts are alike, whoever wrote them."""

    SAME_LETTER = "same_letter", _("The same letter")
    SAME_MATTER = "same_matter", _("Other words for the same matter")
    # A letter copied about another place is another matter.
    COPIED = "copied", _("The same words about another place or another matter")


class MatterLink(models.Model):
    """A pair of petitions, `one` the smaller id. No fact of the law: it moves no clock and merges nothing.

    It is keyed by petitions, never by a person. `probability` is that of the judgement named by its digest.
    """

    one = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="+")
    likeness = models.CharField(max_length=12, choices=Likeness.choices)
    probability = models.FloatField()
    judgement = models.CharField(max_length=16)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.OPEN)

    class Meta:
        constraints = [
            # It also serves reads by `one`.
            models.UniqueConstraint(fields=["one", "other"], name="link_once_per_pair"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="link_in_fixed_order"),
        ]

    def __str__(self) -> str:
        return f"{self.likeness} {self.probability:.2f} {self.state}"
