"""Has this very person petitioned before? Exact look-up for registering the person's own matter only, logged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from xinqiao.people.models import Officer
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.permissions import Permission
from xinqiao.safeguards.sealing import blind_index_candidates, normalise
from xinqiao.web.officer.entering import require
from xinqiao.web.officer.naming import stage_title

_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One earlier matter of the same person that the officer may see anyway."""

    reference: str
    title: str
    stage: str
    received_at: datetime


def earlier_matters(officer: Officer, *, phone: str, id_number: str) -> list[Earlier]:
    """Petitions given with exactly this telephone or identity number, newest first.

    Only those the officer may see; no list of persons, nothing near, nothing kept but the log entry.
    Raises NotPermitted without the permission to register.
    """
    require(officer, Permission.REGISTER)
    same = _same_person(phone=phone, id_number=id_number)
    if not same:
        return []
    _note_look(officer)
    petitions = (
        visible_to(Actor.of_officer(officer))
        .filter(same)
        .select_related("position")
        .defer("body")
        .order_by("-registered_at")
        .distinct()[:_SHOWN]
    )
    return [
        Earlier(
            reference=petition.reference,
            title=petition.title,
            stage=stage_title(petition, petition.position.stage),
            received_at=timezone.localtime(petition.registered_at),
        )
        for petition in petitions
    ]


def earlier_ids(officer: Officer, *, phone: str, id_number: str, among: Iterable[UUID]) -> set[UUID]:
    """Those of some petitions the officer may see that were given with exactly this telephone or identity number.

    Raises NotPermitted without the permission to register.
    """
    require(officer, Permission.REGISTER)
    same, among = _same_person(phone=phone, id_number=id_number), list(among)
    if not same or not among:
        return set()
    _note_look(officer)
    petitions = visible_to(Actor.of_officer(officer)).filter(same, pk__in=among)
    return set(petitions.values_list("pk", flat=True))


def _note_look(officer: Officer) -> None:
    record_access(
        Look(
            actor_id=officer.account_id,
            organisation_id=officer.organisation_id,
            what=Access.SEARCH,
            purpose="registration",
            at=timezone.now(),
        )
    )


def _same_person(**given: str) -> Q:
    """Whose number is exactly this, under every key: after a rotation the rows are indexed anew one by one."""
    same = Q()
    for field, value in given.items():
        if normalise(value):
            indexes = blind_index_candidates(value, purpose="registration", field=field)
            same |= Q(**{f"parties__petitioner__{field}_index__in": indexes})
    return same
