"""To which office is a petitioner's question put, and which question is being answered? Never to the accused's."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from xinqiao.people.models import Organisation
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import ActRefused, BadInput
from xinqiao.petitions.conflict import organisation_in_conflict
from xinqiao.petitions.models import Event

# The role of an office that is asked and has no other part: it may read the petition and answer, nothing more.
SUPERVISING = "supervising"


def office_to_ask(doing: Doing) -> Organisation:
    """The petition office that watches over the organ now responsible (arts 14, 40), or the level above it.

    An office that is accused, or directed by the accused, is passed over (30-3).
    """
    answerable = _answerable(doing)
    if answerable is not None:
        for office in _offices_over(answerable):
            if office.pk != answerable.pk and not organisation_in_conflict(office, doing.dossier.petition):
                return office
    raise ActRefused(_("No office stands above the one that has your petition; ask at the petition office in person."))


def question_numbered(doing: Doing, number: int) -> Event:
    """The open question with this number that was put to the answering officer's own organisation."""
    dossier = doing.dossier
    question = next((e for e in dossier.events if e.seq == number and e.kind == "question_asked"), None)
    own = doing.actor.organisation
    if question is None or own is None or question.data.get("to") != own.code:
        raise BadInput(
            {"question": _("No question with the number %(n)d was put to your organisation.") % {"n": number}}
        )
    if any(e.kind == "question_answered" and e.data.get("question") == number for e in dossier.events):
        raise BadInput({"question": _("This question has been answered already.")})
    return question


def _answerable(doing: Doing) -> Organisation | None:
    """The organ whose move it is on the day of the question, or was last."""
    responsible = doing.position.responsible
    if responsible is None:
        return None
    if responsible.organisation is None:
        return doing.dossier.holder_of(responsible.role)
    return doing.dossier.directory.of_code(responsible.organisation)


def _offices_over(organisation: Organisation) -> Iterator[Organisation]:
    """Petition offices upwards from the nearest; where there is none, the joint meeting, then the governments above."""
    office = organisation.supervising_office
    while office is not None:
        yield office
        office = office.supervising_office
    above = []
    at = organisation.parent
    while at is not None:
        above.append(at)
        at = at.parent
    for government in above:
        yield from government.children.filter(kind=OrganisationKind.JOINT_MEETING, is_active=True).order_by("pk")[:1]
    yield from above
