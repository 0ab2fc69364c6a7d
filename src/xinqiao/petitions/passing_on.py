"""To whom may a petition be passed, and who stands above when organs or people disagree?"""

from django.utils.translation import gettext as _

from xinqiao.people.models import Officer, Organisation
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import ActRefused, BadInput
from xinqiao.petitions.conflict import organisation_in_conflict


def pass_on(doing: Doing, field: str, code: str) -> dict[str, str]:
    """The data of a fact that passes a petition to an organisation chosen in a field.

    An accusation never reaches the accused or those it directs (30-3): BadInput.
    """
    organisation = doing.organisation_named(field, code)
    if organisation_in_conflict(organisation, doing.dossier.petition):
        raise BadInput(
            {
                field: _(
                    "This organisation is accused in the petition, or directed by the accused: the law "
                    "forbids passing it there. Choose the level above."
                )
            }
        )
    return {"to": organisation.code, "to_role": "competent"}


def deciding_organ(doing: Doing) -> Organisation:
    """The nearest joint meeting above the sender: it decides when organs disagree (23-3, 24)."""
    at: Organisation | None = doing.actor.organisation
    while at is not None:
        meeting = at.children.filter(kind=OrganisationKind.JOINT_MEETING, is_active=True).first()
        if meeting is not None:
            return meeting
        at = at.parent
    raise ActRefused(_("There is no joint meeting above your organisation: ask the administrator to enter it."))


def higher_organ_of(doing: Doing, role: str) -> Organisation:
    """The next higher organ of the one that has this role (35, 36)."""
    holder = doing.dossier.holder_of(role)
    higher = holder.higher_organ if holder is not None else None
    if higher is None:
        raise ActRefused(
            _("No organ stands above the one that answered; the petition office will tell you who decides.")
        )
    return higher


def colleague_named(doing: Doing, number: int) -> Officer:
    """A serving officer of the same organisation."""
    colleague = Officer.objects.filter(pk=number, organisation=doing.officer.organisation, left_on__isnull=True).first()
    if colleague is None:
        raise BadInput({"officer": _("Choose a colleague who serves in your organisation.")})
    return colleague
