"""Keeping cached positions true: those that change by themselves, and all of them by one command."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from xinqiao.law.library import statute
from xinqiao.petitions.acting.directory import Directory
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.settling import settle
from xinqiao.petitions.acting.writing import save
from xinqiao.petitions.models import (
    CachedClock,
    CachedPosition,
    Event,
    Participation,
    Petition,
)

BATCH = 500


def refresh_positions(*, on: date, ids: Iterable[uuid.UUID] | None = None) -> int:
    """Re-derive the positions that are no longer true on `on`, or those of `ids`; how many.

    A position is no longer true when it changes by then (a period lapsed), or was derived under other rules or
    another calendar than its petition's statute has now (a holiday was announced).
    """
    if ids is None:
        ids = list(CachedPosition.objects.filter(_no_longer_true(on)).values_list("petition_id", flat=True))
    count = 0
    directory = Directory()
    for batch in _batches(ids):
        with transaction.atomic():
            dossiers = load_many(batch, directory=directory)
            for dossier in dossiers:
                if dossier.cached is not None:
                    # The rows of the clocks are at hand: compare them, whatever was last written of them.
                    dossier.cached.clocks_digest = ""
                settle(dossier, at=timezone.now(), on=on)
            save(dossiers)
        count += len(dossiers)
    return count


def rebuild_positions(*, on: date) -> int:
    """Re-derive every petition's position from its events; how many."""
    ids = Petition.objects.order_by("pk").values_list("pk", flat=True)
    return refresh_positions(on=on, ids=ids.iterator(chunk_size=5000))


def _no_longer_true(on: date) -> Q:
    found = Q(changes_on__lte=on)
    for identifier, overlays in Petition.objects.order_by().values_list("statute", "overlays").distinct():
        pack = statute(identifier, tuple(overlays))
        other = ~Q(statute_digest=pack.digest) | ~Q(calendar_digest=pack.calendar.digest)
        found |= Q(petition__statute=identifier, petition__overlays=overlays) & other
    return found


def load_many(ids: Sequence[uuid.UUID], *, directory: Directory, with_clocks: bool = True) -> list[Dossier]:
    """Dossiers of many petitions in five queries, however many they are.

    Without their cached clocks they are quicker to read, and may not be settled.
    """
    petitions = {p.pk: p for p in Petition.objects.select_related("place").filter(pk__in=ids)}
    events: dict[uuid.UUID, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(petition__in=ids).order_by("petition_id", "seq"):
        events[event.petition_id].append(event)
    participations: dict[uuid.UUID, list[Participation]] = defaultdict(list)
    for participation in Participation.objects.filter(petition__in=ids).order_by("pk"):
        participations[participation.petition_id].append(participation)
    clocks: dict[uuid.UUID, dict[tuple[str, int], CachedClock]] = defaultdict(dict)
    for clock in CachedClock.objects.filter(petition__in=ids) if with_clocks else ():
        clocks[clock.petition_id][clock.name, clock.nth] = clock
    cached = {
        row.petition_id: row
        for row in CachedPosition.objects.select_related("responsible_officer").filter(petition__in=ids)
    }
    dossiers = []
    for pk in ids:
        dossier = Dossier(petitions[pk], directory=directory)
        dossier.take_rows(events=events[pk], participations=participations[pk])
        dossier.clocks, dossier.cached = clocks[pk], cached.get(pk)
        dossiers.append(dossier)
    return dossiers


def _batches(ids: Iterable[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    ids = iter(ids)
    while batch := list(islice(ids, BATCH)):
        yield batch
