"""Who may be competent, shown where an officer may refer or assign: suggestions with their reasons, decided by her alone."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xinqiao.language.subjects.tree import SubjectPath
from xinqiao.people.models import Officer
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.routing.of_subject import TakenUp
from xinqiao.routing.suggesting import MONTHS_LOOKED_BACK, Competent, suggest_competent
from xinqiao.web.officer.steps import Offer, Steps

_PASSING_ON = ("refer", "assign")
_QUOTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One body: its name and code, and each reason as a sentence."""

    name: str
    code: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """What is shown: bodies, the acts that pass the petition on, whether the first leads clearly; or why nothing is."""

    lines: tuple[Line, ...] = ()
    acts: tuple[Offer, ...] = ()
    is_sure: bool = False
    masked: tuple[str, ...] = ()
    why_not: str = ""


def routing_for(
    petition: Petition, officer: Officer, steps: Steps, subject: SubjectPath | None = None
) -> Routing | None:
    """The suggestion for a petition that this officer may pass on now; None where she may not.

    `subject` is its place in the tree, where one is confirmed or suggested.
    """
    acts = tuple(offer for offer in steps.at_hand if offer.act in _PASSING_ON)
    if not acts:
        return None
    if not settings.XINQIAO_LANGUAGE:
        return Routing(
            why_not=_("Suggestions are switched off in this installation: choose the organisation yourself.")
        )
    earlier = visible_to(Actor.of_officer(officer))
    suggested = suggest_competent(petition, subject, earlier)
    lines = tuple(_line(one) for one in suggested.bodies if one.organisation.pk != officer.organisation_id)
    if not lines:
        return Routing(
            masked=suggested.masked,
            why_not=_("Nothing in the text speaks for one organisation: read it and choose yourself."),
        )
    return Routing(lines=lines, acts=acts, is_sure=suggested.is_sure, masked=suggested.masked)


def _line(one: Competent) -> Line:
    return Line(name=one.organisation.name, code=one.organisation.code, reasons=tuple(_reasons(one)))


def _reasons(one: Competent) -> list[str]:
    reasons, said = one.reasons, []
    if reasons.duties:
        said.append(_("its duties name: %(words)s") % {"words": "、".join(reasons.duties[:_QUOTED])})
    if reasons.words:
        said.append(_("the text says: %(words)s") % {"words": "、".join(reasons.words[:_QUOTED])})
    if reasons.accepted:
        said.append(
            ngettext(
                "it accepted %(n)d earlier petition with these words",
                "it accepted %(n)d earlier petitions with these words",
                reasons.accepted,
            )
            % {"n": reasons.accepted}
        )
    if reasons.of_subject:
        said += _of_subject(reasons.of_subject)
    if reasons.in_place_of:
        said.append(_("no department of the place has this function"))
    if reasons.subject:
        said.append(_("subject: %(subject)s") % {"subject": reasons.subject})
    if reasons.place:
        said.append(_("it answers for %(place)s") % {"place": reasons.place.name})
    return said or [_("it receives what is said of officials")]


def _of_subject(taken: TakenUp) -> list[str]:
    """What became there of earlier petitions of this subject, with how far back was looked."""
    said = []
    if taken.accepted:
        words = ngettext(
            "it accepted %(n)d petition of this subject in the last %(months)d months (%(exactly)d of just this "
            "matter), the newest on %(day)s",
            "it accepted %(n)d petitions of this subject in the last %(months)d months (%(exactly)d of just this "
            "matter), the newest on %(day)s",
            taken.accepted,
        )
        given = {"n": taken.accepted, "exactly": taken.exactly, "day": taken.newest_on}
        said.append(words % {**given, "months": MONTHS_LOOKED_BACK})
    if taken.returned:
        words = ngettext(
            "%(n)d petition of this subject came back from there in the last %(months)d months",
            "%(n)d petitions of this subject came back from there in the last %(months)d months",
            taken.returned,
        )
        said.append(words % {"n": taken.returned, "months": MONTHS_LOOKED_BACK})
    return said
