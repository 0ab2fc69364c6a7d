"""The organs that receive, handle and review: a tree over places and levels (2022 arts 2, 14, 15)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# One column per level stands on each cached position (petitions.models.position): a worklist over a
# whole branch is then one indexed equality, which a path prefix is not on either database.
DEPTH_LIMIT = 5


class OrganisationKind(models.TextChoices):
    """What an organisation is in petition work."""

    PETITION_OFFICE = "petition_office", _("Petition office")
    GOVERNMENT = "government", _("Government")
    DEPARTMENT = "department", _("Department")
    JOINT_MEETING = "joint_meeting", _("Joint meeting")
    DISCIPLINE = "discipline", _("Discipline and supervision organ")
    POLITICAL_LEGAL = "political_legal", _("Court, prosecution, police or justice organ")


class Organisation(models.Model):
    """A body. `parent` is the next higher organ of art. 35: who re-examines what this one answered."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    # What the numbers of its letters begin with (发文机关代字); the whole name where it has none.
    letter_mark = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    place = models.ForeignKey("people.Place", on_delete=models.PROTECT, related_name="organisations")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    duty_officer = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reexamination_authority = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    duties = models.TextField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name

    @property
    def role(self) -> str:
        """Which role of the law this body has when it receives a petition directly."""
        if self.kind == OrganisationKind.PETITION_OFFICE:
            return "petition_office"
        return "competent"

    @property
    def higher_organ(self) -> "Organisation | None":
        """Who re-examines (art. 35) or reviews (art. 36) what this organ decided; None at the top.

        A department's superior is named where it is not simply the government above it.
        """
        return self.reexamination_authority or self.parent

    @property
    def supervising_office(self) -> "Organisation | None":
        """The petition office that watches over this organ (arts 14, 40): the nearest one above."""
        at: Organisation | None = self.parent
        while at is not None:
            office = (
                at.children.filter(kind=OrganisationKind.PETITION_OFFICE, is_active=True).exclude(pk=self.pk).first()
            )
            if office is not None:
                return office
            at = at.parent
        return None

    def lineage(self) -> list[int]:
        """The ids from the root of the tree down to this organisation, at most DEPTH_LIMIT."""
        chain: list[int] = []
        at: Organisation | None = self
        while at is not None:
            chain.append(at.pk)
            at = at.parent
        return chain[::-1][:DEPTH_LIMIT]
