"""Which petition office receives what comes from a place: its own, or the nearest above (arts 15, 22)."""

from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _

from xinqiao.people.models import Officer, Organisation, Place
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.people.models.place import PlaceLevel
from xinqiao.petitions.acting import ActRefused
from xinqiao.petitions.conflict import organisation_in_conflict
from xinqiao.petitions.models import Petition
from xinqiao.safeguards.selecting import Selecting


def office_for(place: Place | None) -> Organisation:
    """The petition office of the place or the nearest above it, else the top one.

    Raises ActRefused when this installation has no petition office at all.
    """
    if place is None:
        return _top_office()
    nearest_first = _lineage(place)
    offices = list(_offices().filter(place__in=nearest_first).order_by("pk"))
    if not offices:
        return _top_office()
    return min(offices, key=lambda office: nearest_first.index(office.place_id))


def receiving_office(
    place: Place | None, *, accused_organisation: Organisation | None, accused_officer: Officer | None
) -> Organisation:
    """The office that may receive: nobody who is accused or directed by the accused ever does (30-3).

    The office above them does; where none of ours stands above, a discipline organ outside the conflict.
    """
    office = office_for(place)
    if accused_organisation is None and accused_officer is None:
        return office
    accusation = Petition(accused_organisation=accused_organisation, accused_officer=accused_officer)
    at: Organisation | None = office
    while at is not None:
        if not organisation_in_conflict(at, accusation):
            return at
        at = at.supervising_office
    for organ in Organisation.objects.filter(kind=OrganisationKind.DISCIPLINE, is_active=True).order_by("pk"):
        if not organisation_in_conflict(organ, accusation):
            return organ
    raise ActRefused(
        _(
            "No office here stands outside the accusation, so none may receive it. "
            "Bring it to the petition office or the discipline organ of the level above."
        )
    )


def _offices() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("parent", "duty_officer", "place").filter(
        kind=OrganisationKind.PETITION_OFFICE, is_active=True
    )


def _lineage(place: Place | None) -> list[int]:
    """The place and all above it, nearest first."""
    chain: list[int] = []
    while place is not None:
        chain.append(place.pk)
        place = place.parent
    return chain


def _highest_first() -> QuerySet[Organisation]:
    heights = Case(*(When(place__level=level, then=Value(height)) for height, level in enumerate(PlaceLevel.values)))
    return _offices().order_by(heights, "pk")[:1]


_TOP_OFFICE = Selecting(_highest_first)


def _top_office() -> Organisation:
    office = _TOP_OFFICE.first()
    if office is None:
        raise ActRefused(_("No petition office has been entered yet: ask the administrator to enter one."))
    return office
