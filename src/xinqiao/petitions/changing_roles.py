"""An officer gets other roles: never ones with which she could not open a petition that stands in her name."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import ngettext

from xinqiao.people.models import Officer
from xinqiao.people.staff import StaffRefused, change_roles
from xinqiao.petitions.models import CachedPosition, SealingLevel
from xinqiao.safeguards.permissions import Permission, permissions_of


def officer_changes_roles(officer: Officer, roles: Sequence[str], *, by: Officer | None) -> None:
    """Give an officer these roles and no others. Raises people.staff.StaffRefused; then nothing changed.

    Every open petition has one person who answers for it: what she may no longer open is handed over first.
    """
    with transaction.atomic():
        change_roles(officer, roles, by=by)
        count = _beyond(officer, permissions_of(roles))
        if count:
            refused = ngettext(
                "%(count)d open petition stands in her name that she could no longer open: hand it over first.",
                "%(count)d open petitions stand in her name that she could no longer open: hand them over first.",
                count,
            )
            raise StaffRefused({"roles": refused % {"count": count}})


def _beyond(officer: Officer, held: frozenset[Permission]) -> int:
    """How many open petitions in her name lie beyond these permissions."""
    hers = CachedPosition.objects.filter(is_open=True, responsible_officer=officer)
    if Permission.VIEW_FILES not in held:
        return hers.count()
    if Permission.HANDLE_SEALED not in held:
        return hers.filter(petition__sealing=SealingLevel.SEALED).count()
    return 0
