"""The conflict set of an accusation: the accused, those it directs, and nobody above (30-3; LAW.md (g))."""

from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.models import Petition, SealingLevel
from xinqiao.safeguards.permissions import Permission


def organisation_in_conflict(organisation: Organisation, petition: Petition) -> bool:
    """Whether the accused is this organisation or stands above it."""
    return petition.accused_organisation_id in organisation.lineage()


def accused_organisation_of(organisation: Organisation | None, officer: Officer | None) -> Organisation | None:
    """The organisation an accusation is about: the one named, or the one the accused officer heads."""
    if organisation is None and officer is not None and officer.may(Permission.APPROVE_AS_HEAD):
        return officer.organisation
    return organisation


def is_in_conflict(officer: Officer, petition: Petition) -> bool:
    """Whether the officer may know nothing of this petition: she is accused, or directed by the accused."""
    if petition.accused_officer_id is None and petition.accused_organisation_id is None:
        return False
    return officer.pk == petition.accused_officer_id or organisation_in_conflict(officer.organisation, petition)


def may_receive(officer: Officer, petition: Petition) -> bool:
    """Whether the officer may be given this petition: outside its conflict set, and trusted with sealed ones."""
    if not officer.may(Permission.VIEW_FILES) or is_in_conflict(officer, petition):
        return False
    return petition.sealing != SealingLevel.SEALED or officer.may(Permission.HANDLE_SEALED)
