"""Acts framed in batches: many petitions in one transaction, each act checked as if done alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from xinqiao.petitions.acting.act import Act
from xinqiao.petitions.acting.actor import Actor
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.frame import take
from xinqiao.petitions.acting.settling import derive, settle
from xinqiao.petitions.acting.writing import save


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One act to be done in a replay, by whom and when it happened."""

    act: Act
    actor: Actor
    given: Any
    occurred_at: datetime


def replay(dossier: Dossier, plan: Iterable[Planned]) -> None:
    """Do acts of the past on a dossier in memory, in order; the first refusal raises ActRefused.

    Roles move with the acts: after each one the participations follow the new position.
    """
    for planned in plan:
        event = take(
            planned.act,
            dossier=dossier,
            actor=planned.actor,
            given=planned.given,
            occurred_at=planned.occurred_at,
        )
        position = derive(dossier, on=dossier.local_day(event.occurred_at))
        if position.responsible is not None and position.responsible.organisation is not None:
            organisation = dossier.directory.of_code(position.responsible.organisation)
            if organisation is not None:
                dossier.participate(
                    organisation=organisation,
                    role=position.responsible.role,
                    since_at=event.occurred_at,
                )


def save_all(dossiers: Sequence[Dossier]) -> None:
    """Settle each dossier on today and write them together, in one transaction."""
    now = timezone.now()
    with transaction.atomic():
        for dossier in dossiers:
            settle(dossier, at=dossier.events[-1].occurred_at, on=dossier.local_day(now))
        save(dossiers)
