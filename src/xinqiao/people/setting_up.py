"""An office as its file says it: made where it is missing, brought up to date where it differs, nothing taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.people.models import Officer, Organisation, Place, Responsibility
from xinqiao.people.office_file import OfficeFile, OfficeFileFault, OfficerEntry, OrganisationEntry, PlaceEntry
from xinqiao.people.staff import NewOfficer, StaffRefused, add_officer


class ChangeRoles(Protocol):
    """How an officer gets other roles."""

    def __call__(self, officer: Officer, roles: Sequence[str], *, by: Officer | None) -> None:
        """Give the officer these roles and no others; raises StaffRefused."""


@dataclass(slots=True)
class SetUp:
    """What was done: how many of each stand there now, and the temporary passwords of the new officers."""

    places: int = 0
    organisations: int = 0
    officers: int = 0
    passwords: dict[str, str] = field(default_factory=dict)


def set_up(office: OfficeFile, *, change_roles: ChangeRoles) -> SetUp:
    """Make the office; run again, it adds and changes only what differs. Raises OfficeFileFault: then nothing changed.

    `change_roles` is how an officer who is there already gets other roles: who has petitions in hand is asked of a room
    above (petitions.changing_roles).

    Nobody is taken away: that an officer has left is recorded on the page of the people, where the work passes on.
    """
    done = SetUp(len(office.places), len(office.organisations), len(office.officers))
    with transaction.atomic():
        places: dict[str, Place] = {}
        for place in office.places:
            places[place.code] = _place(place, places)
        bodies: dict[str, Organisation] = {}
        for body in office.organisations:
            bodies[body.code] = _organisation(body, places, bodies)
        for body in office.organisations:
            bodies[body.code].reexamination_authority = bodies.get(body.reexamined_by)
            bodies[body.code].save()
        for entry in office.officers:
            _officer(entry, bodies[entry.organisation], done, change_roles)
    return done


def _place(entry: PlaceEntry, places: Mapping[str, Place]) -> Place:
    told = {"name": entry.name, "level": entry.level, "parent": places.get(entry.parent)}
    return Place.objects.update_or_create(code=entry.code, defaults=told)[0]


def _organisation(
    entry: OrganisationEntry, places: Mapping[str, Place], bodies: Mapping[str, Organisation]
) -> Organisation:
    parent = bodies.get(entry.parent)
    told = {
        "name": entry.name,
        "kind": entry.kind,
        "place": places[entry.place],
        "parent": parent,
        "letter_mark": entry.letter_mark,
        "duties": entry.duties,
        "address": entry.address,
        "phone": entry.phone,
        "hours": entry.hours,
    }
    standing = Organisation.objects.filter(code=entry.code).first()
    if standing is not None and standing.parent != parent:
        # Every stored position knows the branch it lies in.
        moved = _("organisations %(code)s: a body that stands already cannot be moved in the tree by this file.")
        raise OfficeFileFault([moved % {"code": entry.code}])
    return Organisation.objects.update_or_create(code=entry.code, defaults=told)[0]


def _officer(entry: OfficerEntry, body: Organisation, done: SetUp, change_roles: ChangeRoles) -> None:
    officer = Officer.objects.select_related("organisation").filter(account__username=entry.sign_in).first()
    try:
        if officer is None:
            new = NewOfficer(
                sign_in=entry.sign_in, name=entry.name, organisation=body, roles=entry.roles, post=entry.post
            )
            officer, done.passwords[entry.sign_in] = add_officer(new, by=None)
        elif not officer.is_serving or officer.organisation_id != body.pk:
            elsewhere = _("has left or serves in another body; a new sign-in name is needed")
            raise StaffRefused({"": elsewhere})
        else:
            Officer.objects.filter(pk=officer.pk).update(name=entry.name, post=entry.post)
            change_roles(officer, entry.roles, by=None)
    except StaffRefused as refused:
        raise OfficeFileFault([f"officers {entry.sign_in}: {refused}"]) from None
    if entry.duty:
        Organisation.objects.filter(pk=body.pk).update(duty_officer=officer)
    for role in entry.answers_for:
        Responsibility.objects.get_or_create(
            organisation=body, officer=officer, role=role, defaults={"valid_from": timezone.localdate()}
        )
