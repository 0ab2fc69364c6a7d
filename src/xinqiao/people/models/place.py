"""Where things are: administrative divisions by their GB/T 2260 codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceLevel(models.TextChoices):
    """How far down the tree of divisions a place stands."""

    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County or district")
    TOWNSHIP = "township", _("Township or street")
    COMMUNITY = "community", _("Village or community")


class Place(models.Model):
    """One administrative division; its code begins with the code of the division above it."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=PlaceLevel.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """The names from the top down, as a person would write the place on an envelope."""
        return (self.parent.full_name if self.parent else "") + self.name
