"""A petitioner's dated question to the supervising office, and its answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What the petitioner says is wrong; the codes are those of the act `ask_question`."""

    LATE = "late", _("It is late")
    REFUSED = "refused", _("It was refused")
    WRONG_PLACE = "wrong_place", _("It was sent to the wrong place")
    OTHER = "other", _("Something else")


class Question(models.Model):
    """The worklist row of a `question_asked` event; the event and its ledger entry are the record.

    `due_on` follows an office rule (law/china/office-rules.yaml), shown as such.
    """

    petition = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="questions")
    asked_by_event = models.OneToOneField("petitions.Event", on_delete=models.PROTECT, related_name="question")
    about = models.CharField(max_length=20, choices=Subject.choices)
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    put_to = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    responsible_officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    is_open = models.BooleanField(default=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("people.Officer", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            # The boolean is emitted as a literal, so that both databases use the partial index.
            models.Index(fields=["put_to", "due_on"], condition=models.Q(is_open=True), name="question_open"),
        ]

    def __str__(self) -> str:
        return f"{self.about} asked on {self.asked_at:%Y-%m-%d}"
