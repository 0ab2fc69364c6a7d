"""Keeping cached positions true: those that change by themselves, and all of them by one command."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

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
    """Re-derive the positions that change by `on` (a period lapsed), or those of `ids`; how many."""
    if ids is None:
        ids = list(CachedPosition.objects.filter(changes_on__lte=on).values_list("petition_id", flat=True))
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


def outdated_by(*, statute_digest: str, calendar_digest: str) -> Q:
    """Cached positions derived under other rules or another calendar than these."""
    return ~Q(statute_digest=statute_digest) | ~Q(calendar_digest=calendar_digest)


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
