"""Who, by name, answers for a petition in an organisation on a day? Always somebody."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from xinqiao.people.models import Officer, Organisation, Place, Responsibility
from xinqiao.safeguards.selecting import Selecting

_LINES = Selecting(
    lambda organisation, role, on: (
        Responsibility.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            organisation=organisation,
            role=role,
            valid_from__lte=on,
            officer__left_on__isnull=True,
        )
        .select_related("officer")
        .order_by("pk")
    ),
    organisation=-1,
    role="a role",
    on=date(1, 1, 1),
)


class NobodyResponsible(Exception):
    """The organisation has neither a responsible officer nor a serving duty officer."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(
            _(
                "%(organisation)s has no serving officer who could answer for a petition; "
                "name a duty officer for it first."
            )
            % {"organisation": organisation.name}
        )


def responsible_officer(*, organisation: Organisation, role: str, place: Place | None, on: date) -> Officer:
    """The named person for this role and place on a day, else the unit's duty officer (art. 5).

    Raises NobodyResponsible when the grid is empty and no duty officer serves: the act that would
    have left a petition without a person is then refused, never half done.
    """
    lines = _LINES.rows(organisation=organisation.pk, role=role, on=on)
    places = _lineage_of(place)
    ranked = sorted(
        (line for line in lines if line.place_id is None or line.place_id in places),
        key=lambda line: places.index(line.place_id) if line.place_id else len(places),
    )
    if ranked:
        return ranked[0].officer
    duty_officer = organisation.duty_officer
    if duty_officer is not None and duty_officer.is_serving:
        return duty_officer
    raise NobodyResponsible(organisation)


def _lineage_of(place: Place | None) -> list[int]:
    """The place and all above it, nearest first."""
    chain: list[int] = []
    while place is not None:
        chain.append(place.pk)
        place = place.parent
    return chain
