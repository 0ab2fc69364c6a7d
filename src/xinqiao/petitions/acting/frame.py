"""Doing one act: permit → check the step → write the event → position → ledger → what follows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.petitions.acting.act import Act
from xinqiao.petitions.acting.actor import Actor
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.permitting import role_for
from xinqiao.petitions.acting.refusals import ActRefused, NotPermitted, StalePage, StepNotPermitted
from xinqiao.petitions.acting.settling import derive, settle
from xinqiao.petitions.acting.standing_aside import stands_aside
from xinqiao.petitions.acting.writing import save
from xinqiao.petitions.conflict import is_in_conflict
from xinqiao.petitions.models import DocumentState, Event


def perform(
    act: Act,
    *,
    petition_id: uuid.UUID,
    actor: Actor,
    given: Any,
    occurred_at: datetime | None = None,
    expected_seq: int | None = None,
) -> Event:
    """Do one act on one petition, wholly or not at all, and return its event.

    `expected_seq` is the number the page showed. Raises ActRefused (NotPermitted, StepNotPermitted,
    StalePage, BadInput): then nothing was written.
    """
    attempt = _Attempt(act=act, actor=actor, given=given, occurred_at=occurred_at, expected_seq=expected_seq)
    # Everything is thought through before a lock is held; then only what is new is written: on SQLite, where one
    # writes at a time, others wait a third as long. Whoever was overtaken, or refused, is heard again under the lock.
    thought = attempt.without_lock(petition_id)
    if thought is not None:
        try:
            with transaction.atomic():
                save([thought[0], *thought[0].parts])
                return thought[1]
        except IntegrityError:
            # Another act has taken the number of the event: nothing of this one was written.
            pass
    with transaction.atomic():
        dossier, event = attempt.on(Dossier.load(petition_id, lock=True))
        save([dossier, *dossier.parts])
        return event


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """An act that is about to be done; it can be thought through more than once, and writes nothing."""

    act: Act
    actor: Actor
    given: Any
    occurred_at: datetime | None
    expected_seq: int | None

    def without_lock(self, petition_id: uuid.UUID) -> tuple[Dossier, Event] | None:
        """What comes of it as things stand; None when it is refused, or was read while another act was written."""
        try:
            dossier = Dossier.load(petition_id)
            return self.on(dossier) if dossier.is_of_one_moment else None
        except ActRefused:
            return None

    def on(self, dossier: Dossier) -> tuple[Dossier, Event]:
        """The dossier with the new event, settled; raises ActRefused."""
        if self.expected_seq is not None and self.expected_seq != dossier.last_seq:
            raise StalePage
        event = take(self.act, dossier=dossier, actor=self.actor, given=self.given, occurred_at=self.occurred_at)
        settle(dossier, at=event.occurred_at, on=dossier.local_day(event.recorded_at))
        return dossier, event


def take(act: Act, *, dossier: Dossier, actor: Actor, given: Any, occurred_at: datetime | None = None) -> Event:
    """Check one act and add its event to the dossier in memory; batches call it many times."""
    now = timezone.now()
    at = occurred_at or now
    if at > now:
        raise ActRefused(_("An act cannot be dated in the future; give the day on which it happened."))
    if actor.officer is not None and is_in_conflict(actor.officer, dossier.petition):
        raise NotPermitted(_("You have an interest in this petition and may not act on it."))
    if actor.officer is not None and actor.officer.pk in stands_aside(dossier.events):
        raise NotPermitted(_("You stand aside from this petition for an interest in it; a colleague acts for you."))
    position = derive(dossier, on=dossier.local_day(at))
    role = role_for(act, dossier=dossier, actor=actor, position=position, given=given)
    doing = Doing(
        dossier=dossier,
        actor=actor,
        role=role,
        at=at,
        recorded_at=now,
        position=position,
        organisation=actor.organisation,
    )
    if act.needs_approved is not None and not actor.is_replay:
        _take_approved(act, doing)
    data = act.effect(doing, given)
    event = _event_of(act, doing, data)
    dossier.add(event)
    if act.without_defect:
        _refuse_defect(act, doing)
    _share(doing, data)
    return event


def _take_approved(act: Act, doing: Doing) -> None:
    """The approved draft that this act issues, or a refusal that says what is missing."""
    dossier = doing.dossier
    draft = (
        dossier.petition.documents.filter(
            kind=act.needs_approved,
            state=DocumentState.APPROVED,
            organisation=doing.actor.organisation,
        )
        .order_by("-pk")
        .first()
    )
    if draft is None:
        raise ActRefused(_("First draft the document and have a second person approve it; then it can be issued."))
    doing.issue(draft)
    doing.change_document(draft)


def _refuse_defect(act: Act, doing: Doing) -> None:
    """Refuse what the law would only record as faulty (a ground without what it needs, say)."""
    after = derive(doing.dossier, on=doing.on)
    new = after.defects[len(doing.position.defects) :]
    if new:
        spec = doing.dossier.statute.steps[str(act.step)]
        items = doing.dossier.statute.item_articles
        raise StepNotPermitted(step=spec.name, why=new[0], article=spec.article, items=items)


def _event_of(act: Act, doing: Doing, data: Mapping[str, Any]) -> Event:
    return Event(
        kind=act.kind,
        is_fact=act.is_fact,
        occurred_at=doing.at,
        recorded_at=doing.recorded_at,
        by_role=doing.role,
        organisation=doing.organisation,
        officer=doing.actor.officer,
        data=dict(data),
        mends=doing.mends,
        document=doing.document,
        is_reconstructed=doing.actor.is_replay,
    )


def _share(doing: Doing, data: Mapping[str, Any]) -> None:
    """Whoever a petition is passed to can read it from that moment, before confirming its arrival."""
    code = data.get("to")
    organisation = doing.dossier.directory.of_code(str(code)) if code else None
    if organisation is not None and data.get("to_role"):
        doing.dossier.participate(organisation=organisation, role=str(data["to_role"]), since_at=doing.at)
