"""Who acts for an organisation, and what each may do."""

from django.db import models
from django.utils.functional import cached_property

from xinqiao.safeguards.permissions import Permission, permissions_of


class Officer(models.Model):
    """A natural person in an office. Roles are names of lists of permissions (safeguards.permissions)."""

    account = models.OneToOneField("people.Account", on_delete=models.PROTECT, related_name="officer")
    name = models.CharField(max_length=40)
    post = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="officers")
    roles = models.JSONField(default=list)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_serving(self) -> bool:
        """Whether the officer still holds the post; a leaver's work passes to the duty officer."""
        return self.left_on is None

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """All that the officer's roles allow together."""
        return permissions_of(self.roles) if self.is_serving else frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether one of the officer's roles holds the permission."""
        return permission in self.permissions
