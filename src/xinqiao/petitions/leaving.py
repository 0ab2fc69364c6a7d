"""An officer leaves the post: every open petition in her name passes on in the same transaction (art. 5)."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.people.models import Officer, Organisation, Responsibility
from xinqiao.petitions.acting import ActRefused, BadInput, Dossier, NotPermitted
from xinqiao.petitions.acting.directory import Directory
from xinqiao.petitions.acting.settling import settle
from xinqiao.petitions.acting.writing import save
from xinqiao.petitions.conflict import is_in_conflict, may_receive
from xinqiao.petitions.models import CachedPosition, Event, Petition
from xinqiao.petitions.positions import load_many
from xinqiao.safeguards.permissions import Permission

_BATCH = 200


def officer_leaves(*, officer: Officer, actor: Officer, on: date) -> int:
    """Record that the officer has left on a day; how many open petitions passed to the duty officer.

    The account is closed and the lines of responsibility end with it. A petition whose conflict set holds
    the duty officer passes to a serving colleague outside it (30-3). Nothing changes when any of it fails.
    Raises NotPermitted without the permission or for another organisation's officer, BadInput for a day in
    the future, ActRefused when nobody could take a petition over.
    """
    _check(officer, actor, on)
    with transaction.atomic():
        leaver = Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
        if not leaver.is_serving:
            raise ActRefused(_("This officer has already left."))
        organisation = Organisation.objects.select_related("duty_officer").get(pk=leaver.organisation_id)
        duty = _duty_officer(organisation, leaver)
        leaver.left_on = on
        leaver.save(update_fields=["left_on"])
        leaver.account.is_active = False
        leaver.account.save(update_fields=["is_active"])
        Responsibility.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), officer=leaver).update(
            valid_until=on
        )
        return _pass_all_on(leaver, duty=duty, actor=actor)


def _check(officer: Officer, actor: Officer, on: date) -> None:
    if not actor.is_serving or not actor.may(Permission.MANAGE_PEOPLE):
        raise NotPermitted(_("Your roles do not include looking after the people of the organisation."))
    if officer.organisation_id != actor.organisation_id:
        raise NotPermitted(_("This officer serves in another organisation; its own administrator records that."))
    if on > timezone.localdate():
        raise BadInput({"left_on": _("The day is in the future: record it on the day on which the officer has left.")})


def _duty_officer(organisation: Organisation, leaver: Officer) -> Officer:
    duty = organisation.duty_officer
    if duty is None or not duty.is_serving or duty.pk == leaver.pk:
        raise ActRefused(
            _("Name another duty officer first: the open petitions of the one who leaves pass to the duty officer.")
        )
    return duty


def _pass_all_on(leaver: Officer, *, duty: Officer, actor: Officer) -> int:
    """Batch by batch; the petitions' rows are held until the transaction ends."""
    ids: list[uuid.UUID] = list(
        CachedPosition.objects.filter(is_open=True, responsible_officer=leaver).values_list("petition_id", flat=True)
    )
    directory = Directory()
    colleagues = list(
        Officer.objects.select_related("organisation")
        .filter(organisation=leaver.organisation_id, left_on__isnull=True)
        .order_by("pk")
    )
    ranked = sorted(colleagues, key=lambda one: one.pk != duty.pk)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        list(Petition.objects.select_for_update().filter(pk__in=batch).values_list("pk"))
        dossiers = load_many(batch, directory=directory)
        for dossier in dossiers:
            _pass_on(dossier, ranked, actor=actor)
        save(dossiers)
    return len(ids)


def _pass_on(dossier: Dossier, colleagues: Sequence[Officer], *, actor: Officer) -> None:
    """The event that names the successor, and the position that follows from it."""
    now = timezone.now()
    successor = next((one for one in colleagues if may_receive(one, dossier.petition)), None)
    if successor is None or dossier.cached is None:
        raise ActRefused(
            _("Nobody in the organisation may take over one of the petitions; have it passed to another organisation.")
        )
    is_outside = not is_in_conflict(actor, dossier.petition)
    dossier.add(
        Event(
            kind="handed_over",
            is_fact=False,
            occurred_at=now,
            recorded_at=now,
            by_role=dossier.cached.responsible_role,
            organisation=successor.organisation,
            # The record never names somebody in the conflict set as one who acted on the petition.
            officer=actor if is_outside else None,
            data={"officer": successor.pk, "reason": _("The colleague has left the post.")},
        )
    )
    settle(dossier, at=now, on=dossier.local_day(now))
