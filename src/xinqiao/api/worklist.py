"""Which open petitions wait, the next due first? Answered from cached positions, page by page, cut by key."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xinqiao.api.problems import Refused
from xinqiao.law.wording import name_of
from xinqiao.people.models import Officer
from xinqiao.petitions.access import branch_of, visible_to
from xinqiao.petitions.acting import Actor, NotPermitted
from xinqiao.petitions.models import Petition
from xinqiao.safeguards.permissions import Permission

PAGE_LIMIT = 200


class Part(StrEnum):
    """Whose work is listed."""

    MINE = "mine"
    ORGANISATION = "organisation"
    BRANCH = "branch"


def worklist(officer: Officer, *, part: Part, limit: int, after: str) -> dict[str, Any]:
    """One page of the open petitions the officer may see. Raises NotPermitted and Refused (422)."""
    rows = (
        visible_to(Actor.of_officer(officer))
        .filter(_whose(officer, part), position__is_open=True, position__next_due_on__isnull=False)
        .select_related("position__responsible_organisation", "position__responsible_officer")
        .order_by("position__next_due_on", "position__petition")
    )
    if after:
        due_on, petition_id = _key(after)
        rows = rows.filter(
            Q(position__next_due_on__gt=due_on) | Q(position__next_due_on=due_on, position__petition__gt=petition_id)
        )
    found = list(rows[: limit + 1])
    page = found[:limit]
    return {
        "petitions": [_line(petition) for petition in page],
        "after": f"{page[-1].position.next_due_on}~{page[-1].pk}" if len(found) > limit else None,
    }


def _whose(officer: Officer, part: Part) -> Q:
    if part is Part.MINE:
        return Q(position__responsible_officer=officer)
    if part is Part.ORGANISATION:
        return Q(position__responsible_organisation=officer.organisation_id)
    if not officer.may(Permission.OVERSEE):
        raise NotPermitted(_("Your roles do not include watching over other organisations."))
    return branch_of(officer)


def _key(after: str) -> tuple[date, UUID]:
    try:
        day, _tilde, petition_id = after.partition("~")
        return date.fromisoformat(day), UUID(petition_id)
    except ValueError:
        sentence = _("`after` is what the page before answered: send it back as it was.")
        raise Refused(422, "bad_input", sentence, faults={"after": sentence}) from None


def _line(petition: Petition) -> dict[str, Any]:
    position = petition.position
    organisation, officer = position.responsible_organisation, position.responsible_officer
    return {
        "reference": petition.reference,
        "title": petition.title,
        "kind": position.kind,
        "stage": position.stage,
        "stage_title": name_of("stage", position.stage, get_language() or "zh-hans"),
        "is_open": position.is_open,
        "next_due_on": position.next_due_on.isoformat() if position.next_due_on else None,
        "next_clock": position.next_clock,
        "next_is_internal": position.next_is_internal,
        "responsible_organisation": organisation.name if organisation else None,
        "responsible_officer": officer.name if officer else None,
        "received_at": timezone.localtime(petition.registered_at).isoformat(timespec="seconds"),
    }
