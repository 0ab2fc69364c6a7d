"""Which of a few petitions has the same person raised? Exact, by the sealed numbers; only where petitions are registered."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from xinqiao.people.models import Officer
from xinqiao.petitions.models import Capacity, Party, Petition
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.permissions import Permission

# A proxy's number says nothing of who asks.
_ASKING = (Capacity.PETITIONER, Capacity.REPRESENTATIVE, Capacity.SIGNATORY)
_NUMBERS = ("phone_index", "id_number_index")


def by_the_same_person(petition: Petition, others: Iterable[UUID], officer: Officer) -> set[UUID] | None:
    """The ids among `others`, which the officer may see, whose telephone or identity number is one of `petition`.

    No list of persons, nothing near, nothing kept but the entry in the log. None where the officer does not register
    petitions: then nobody looks.
    """
    if not officer.may(Permission.REGISTER):
        return None
    same = _given_numbers(petition)
    others = list(others)
    if not same or not others:
        return set()
    record_access(
        Look(
            actor_id=officer.account_id,
            organisation_id=officer.organisation_id,
            petition_id=petition.pk,
            what=Access.SEARCH,
            purpose="same person",
            at=timezone.now(),
        )
    )
    parties = Party.objects.filter(same, petition__in=others, capacity__in=_ASKING)
    return set(parties.values_list("petition_id", flat=True))


def _given_numbers(petition: Petition) -> Q:
    """Whoever gave one of the numbers that were given with this petition; nothing where none was."""
    same = Q()
    for given in petition.parties.filter(capacity__in=_ASKING).values(*(f"petitioner__{name}" for name in _NUMBERS)):
        for field, index in given.items():
            if index:
                same |= Q(**{field: index})
    return same
