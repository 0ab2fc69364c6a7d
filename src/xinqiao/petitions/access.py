"""The only door to a petition, and the only queryset of petitions, for web, api and cli."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.people.models import Officer
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.conflict import is_in_conflict
from xinqiao.petitions.models import Participation, Petition, SealingLevel, StandingAside
from xinqiao.petitions.models.position import ANCESTOR_COLUMNS
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.codes import UnreadableReference, code_fits, read_reference
from xinqiao.safeguards.permissions import Permission
from xinqiao.safeguards.selecting import Selecting

# No text of the matter is read before the code is known to be right.
_CODE_OF = Selecting(
    lambda reference: Petition.objects.filter(reference=reference).values_list("id", "submission__code_digest"),
    reference="a reference",
)


class NoSuchPetition(Exception):
    """There is none, or the actor may not know of it: one answer for both, so that nothing leaks."""

    def __init__(self) -> None:
        super().__init__(_("We found no petition with this number and code. Check both and try again."))


def petition_for(actor: Actor, reference: str, purpose: str) -> Petition:
    """The petition with this reference, if the actor may see it; the view is logged for officers.

    `purpose` is a word for the log: view, act, print. Raises NoSuchPetition.
    """
    petition = (
        visible_to(actor)
        .filter(reference=_written(reference))
        .select_related("submission", "position", "place__parent__parent", "accused_officer")
        .first()
    )
    if petition is None or (actor.officer and is_in_conflict(actor.officer, petition)):
        raise NoSuchPetition
    if actor.officer is not None:
        record_access(
            Look(
                actor_id=actor.officer.account_id,
                organisation_id=actor.officer.organisation_id,
                petition_id=petition.pk,
                what=Access.VIEW,
                purpose=purpose,
                at=timezone.now(),
            )
        )
    return petition


def petitioner_for(reference: str, code: str) -> Actor:
    """The petitioner who holds the query code of this reference. Raises NoSuchPetition for either fault.

    A wrong code costs the same time as an unknown reference.
    """
    try:
        written = read_reference(reference)
    except UnreadableReference:
        written = ""
    petition_id, digest = _CODE_OF.first(reference=written) or (None, "")
    if not code_fits(code, digest) or petition_id is None:
        raise NoSuchPetition
    return Actor.petitioner(petition_id)


def _written(reference: str) -> str:
    """The reference as we write it, however it was typed or read aloud."""
    try:
        return read_reference(reference)
    except UnreadableReference as unreadable:
        raise NoSuchPetition from unreadable


def visible_to(actor: Actor) -> QuerySet[Petition]:
    """All petitions the actor may see; filters are inside the query, never after it."""
    if actor.petition_id is not None:
        return Petition.objects.filter(pk=actor.petition_id)
    officer = actor.officer
    if officer is None or not officer.is_serving or not officer.may(Permission.VIEW_FILES):
        return Petition.objects.none()
    part = Participation.objects.filter(petition=OuterRef("pk"), organisation=officer.organisation_id)
    seen = Q(Exists(part))
    if officer.may(Permission.OVERSEE):
        # Beside an “or”, PostgreSQL would read all parts the office ever had before it looks at a single petition; one
        # that is asked for by its key is looked up for each petition instead.
        seen = Q(IsNull(Subquery(part.values("pk")[:1]), False)) | branch_of(officer) & ~Q(sealing=SealingLevel.SEALED)
    if not officer.may(Permission.HANDLE_SEALED):
        seen &= ~Q(sealing=SealingLevel.SEALED)
    return Petition.objects.filter(seen).exclude(_conflicts(officer))


def branch_of(officer: Officer, prefix: str = "position__") -> Q:
    """Petitions in the branch of the tree the officer's office watches over."""
    organisation = officer.organisation
    watches = organisation.kind in (OrganisationKind.PETITION_OFFICE, OrganisationKind.JOINT_MEETING)
    root = organisation.parent if watches and organisation.parent is not None else organisation
    depth = len(root.lineage()) - 1
    return Q(**{f"{prefix}{ANCESTOR_COLUMNS[depth]}": root.pk})


def _conflicts(officer: Officer) -> Q:
    """Petitions in whose conflict set the officer stands: the accused, those it directs, and who stands aside from one."""
    aside = StandingAside.objects.filter(officer=officer.pk).values("petition")
    return (
        Q(accused_organisation__in=officer.organisation.lineage())
        | Q(accused_officer=officer.pk)
        | Q(sealing=SealingLevel.SEALED, pk__in=aside)
    )
