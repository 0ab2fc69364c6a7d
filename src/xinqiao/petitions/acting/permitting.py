"""Who may do which act now? One answer for the frame, the desk and the API."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xinqiao.petitions.acting.act import Act, acts
from xinqiao.petitions.acting.actor import Actor
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.inputs import questions_of
from xinqiao.petitions.acting.refusals import ActRefused, NotPermitted, StepNotPermitted
from xinqiao.procedure.position import Position
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAct:
    """An act open to an actor now, in which role of the law, and by which article (empty for an act of the office)."""

    act: Act
    role: str
    article: str


def open_acts(dossier: Dossier, actor: Actor, position: Position) -> Iterator[OpenAct]:
    """The acts the actor may do now, in the order of their names; doing one is checked again."""
    articles = {permitted.step: permitted.article for permitted in position.may}
    for act in acts().values():
        if act.is_apt is not None and not act.is_apt(dossier):
            continue
        if act.issued_by and not _may_issue(act, dossier=dossier, actor=actor, position=position):
            continue
        try:
            role = role_for(act, dossier=dossier, actor=actor, position=position)
        except ActRefused:
            continue
        yield OpenAct(act=act, role=role, article=articles.get(act.step or "", ""))


def open_if_posted_in_time(dossier: Dossier, actor: Actor, position: Position) -> Iterator[OpenAct]:
    """Requests of the petitioner's whose period is over today, but whose letter may have been posted in time.

    An office writes them down for her; the law decides by the postmark.
    """
    for act in acts().values():
        refused = position.refusal(act.step) if act.step and act.on_behalf else None
        if refused is None or "clock" not in refused.why.params or "posted_on" not in dict(questions_of(act.given)):
            continue
        try:
            role = role_for(act, dossier=dossier, actor=actor, position=position, given=_POSTED)
        except ActRefused:
            continue
        yield OpenAct(act=act, role=role, article=refused.article)


class _Posted:
    """A request of which nothing is known but that it bears a postmark."""

    posted_on = date.min


_POSTED = _Posted()


def _may_issue(act: Act, *, dossier: Dossier, actor: Actor, position: Position) -> bool:
    """Whether the step that would issue a draft is lawful now and belongs to a role of this organisation."""
    step = acts()[act.issued_by].step
    permitted = next((may for may in position.may if may.step == step), None)
    return permitted is not None and bool(actor.roles_on(dossier) & set(permitted.by))


def role_for(act: Act, *, dossier: Dossier, actor: Actor, position: Position, given: Any = None) -> str:
    """The role in which the actor may do the act now; raises NotPermitted or StepNotPermitted with the reason."""
    held = actor.roles_on(dossier)
    if act.of_office:
        held = held - {"petitioner"}
    if act.on_behalf and held and actor.officer and actor.officer.may(Permission.REGISTER):
        held = held | {"petitioner"}
    if not actor.holds(act.permission) and "petitioner" not in held:
        raise NotPermitted(_("Your roles do not include the permission for this act."))
    if act.step is None:
        return _office_role(act, held=held, position=position)
    permitted = next((may for may in position.may if may.step == act.step), None)
    if permitted is None:
        return _late_role(act, dossier=dossier, held=held, position=position, given=given)
    role = next((role for role in permitted.by if role in held), None)
    if role is None or not _is_for(actor, act, dossier=dossier, position=position):
        raise NotPermitted(_("This step belongs to another organisation or to the petitioner."))
    return role


def _late_role(act: Act, *, dossier: Dossier, held: frozenset[str], position: Position, given: Any) -> str:
    """The role in which a refused step is tried all the same: a letter posted in time may arrive late.

    The law itself then decides on the fact (settling.derive); every other refusal stands.
    """
    spec = dossier.statute.steps.get(str(act.step))
    refused = position.refusal(str(act.step))
    if spec is None or refused is None:
        raise NotPermitted(_("This step does not belong to the procedure of this petition."))
    role = next((role for role in spec.by if role in held), None)
    if role is not None and getattr(given, "posted_on", None):
        return role
    items = dossier.statute.item_articles
    raise StepNotPermitted(step=spec.name, why=refused.why, article=refused.article, items=items)


def _is_for(actor: Actor, act: Act, *, dossier: Dossier, position: Position) -> bool:
    """A step of the responsible organ is not another's, though both may have the same role."""
    spec = dossier.statute.steps[str(act.step)]
    responsible = position.responsible
    if not spec.responsible_only or actor.officer is None or responsible is None:
        return True
    return responsible.organisation in (None, actor.officer.organisation.code)


def _office_role(act: Act, *, held: frozenset[str], position: Position) -> str:
    if not position.is_open and not act.after_end:
        raise ActRefused(_("The procedure of this petition is over; this can no longer be done."))
    role = next((role for role in act.roles if role in held), None)
    if role is None:
        raise NotPermitted(_("You have no part in this petition that allows this."))
    return role
