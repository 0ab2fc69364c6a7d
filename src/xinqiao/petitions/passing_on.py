"""To whom may a petition be passed, and who stands above when organs or people disagree?"""

from django.utils.translation import gettext as _

from xinqiao.people.models import Officer, Organisation
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import ActRefused, BadInput
from xinqiao.petitions.conflict import is_in_conflict, organisation_in_conflict
from xinqiao.petitions.models import Petition
from xinqiao.safeguards.permissions import Permission


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


def told(doing: Doing, field: str, code: str) -> dict[str, str]:
    """The data of a fact that tells an organisation of a petition without passing it on.

    Of an accusation nothing is told to the accused or to those it directs (30-3): BadInput.
    """
    organisation = doing.organisation_named(field, code)
    if organisation_in_conflict(organisation, doing.dossier.petition):
        raise BadInput({field: _("This organisation is accused in the petition: report to the level above.")})
    return {"to": organisation.code}


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
    """A serving officer of the same organisation, who opens files and stands outside the conflict set (30-3)."""
    colleague = next((one for one in colleagues_for(doing.dossier.petition, doing.officer) if one.pk == number), None)
    if colleague is None:
        raise BadInput({"officer": _("Choose a colleague who serves in your organisation.")})
    return colleague


def colleagues_for(petition: Petition, officer: Officer) -> list[Officer]:
    """To whom in the own organisation a petition may be handed: never to the accused, never to who opens no file."""
    colleagues = Officer.objects.select_related("organisation").filter(
        organisation=officer.organisation_id, left_on__isnull=True
    )
    return [
        one for one in colleagues.order_by("pk") if one.may(Permission.VIEW_FILES) and not is_in_conflict(one, petition)
    ]
