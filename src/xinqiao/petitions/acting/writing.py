"""Writing dossiers to the database: few statements for one act, the same few for a thousand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.content import document_digest, event_content
from xinqiao.petitions.models import CachedClock, CachedPosition, Document, Event, Participation, StandingAside
from xinqiao.petitions.numbering import number_letters
from xinqiao.petitions.searching.marking import waiting_entries
from xinqiao.safeguards.inserting import Inserted, Replacing, Updated, give_keys, insert_together
from xinqiao.safeguards.ledger import LedgerRecord, bind
from xinqiao.safeguards.models import LedgerEntry

_POSITION = Replacing(
    known_by=("petition_id",),
    replaced=tuple(str(field.column) for field in CachedPosition._meta.concrete_fields if not field.primary_key),
)
# An act that moves nothing in law changes no more of the position than this.
_COUNTED = frozenset({"assessed_on", "last_seq"})
_CLOCK = Replacing(
    known_by=("petition_id", "name", "nth"),
    replaced=("organisation_id", "started_on", "due_on", "met_on", "state", "is_internal"),
)


def save(dossiers: Sequence[Dossier], *, before: Iterable[Sequence[models.Model]] = ()) -> None:
    """Write all that is new of these dossiers, bind it to the ledger and enqueue what follows.

    `before` are rows that new petitions point to (a submission, its petitioner). The caller holds the
    transaction: whatever fails here undoes the whole act.
    """
    number_letters(dossiers)
    documents = list(chain.from_iterable(d.new_documents for d in dossiers))
    events = list(chain.from_iterable(d.new_events for d in dossiers))
    entries = [LedgerEntry() for _event in events]
    for row in chain.from_iterable((*d.changed_documents, *d.changed_rows) for d in dossiers):
        row.save()
    _drop_clocks(dossiers)
    _let_back(dossiers)
    # Events point to documents and the ledger to events: on PostgreSQL their keys come first and all goes in one trip.
    give_keys(documents, events, entries)
    insert_together(_rows(dossiers, before=before, documents=documents, events=events, entries=entries))
    _end_participations(dossiers)
    _enqueue_what_follows(dossiers)


def _rows(
    dossiers: Sequence[Dossier],
    *,
    before: Iterable[Sequence[models.Model]],
    documents: Sequence[Document],
    events: Sequence[Event],
    entries: Sequence[LedgerEntry],
) -> Iterator[Inserted | Updated]:
    """All new rows in the order of what points to what; each group is made when the one before it has its keys."""
    yield from map(Inserted, before)
    yield Inserted([d.petition for d in dossiers if d.is_new])
    yield Inserted(documents)
    for event in events:
        if event.document is not None:
            event.data["document_sha256"] = document_digest(event.document)
    yield Inserted(events)
    yield from _further_rows(dossiers)
    yield from _standing(dossiers)
    salts = bind(
        [_record_of(event) for event in events],
        entries=entries,
        beginning=frozenset(d.petition.pk for d in dossiers if d.is_new),
        known={d.petition.pk: d.ledger_head for d in dossiers if d.ledger_head is not None},
    )
    yield Inserted(entries)
    yield Inserted(salts)


def _record_of(event: Event) -> LedgerRecord:
    return LedgerRecord(
        petition_id=event.petition_id,
        event_id=event.pk,
        content=event_content(event),
        recorded_at=event.recorded_at,
    )


def _enqueue_what_follows(dossiers: Sequence[Dossier]) -> None:
    """Enqueue the tasks of the wiring table in this transaction (config stands above, so by setting)."""
    tasks_after = import_string(settings.XINQIAO_WIRING)
    for dossier in dossiers:
        happened = {event.kind for event in dossier.events}
        for event in dossier.new_events:
            for task in tasks_after(event.kind, happened):
                task.enqueue(event.pk)


def _further_rows(dossiers: Sequence[Dossier]) -> Iterator[Inserted]:
    """Further rows of the acts, one insert for each table."""
    rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in chain.from_iterable(d.new_rows for d in dossiers):
        rows[type(row)].append(row)
    yield from map(Inserted, rows.values())


def _end_participations(dossiers: Sequence[Dossier]) -> None:
    """Ended participations, one by one: there is seldom one."""
    for participation in chain.from_iterable(d.changed_participations for d in dossiers):
        if participation.pk is not None:
            Participation.objects.filter(pk=participation.pk).update(until_at=participation.until_at)


def _drop_clocks(dossiers: Sequence[Dossier]) -> None:
    """Cached clocks that no fact starts any more."""
    gone = [clock.pk for clock in chain.from_iterable(d.gone_clocks for d in dossiers)]
    if gone:
        CachedClock.objects.filter(pk__in=gone).delete()


def _let_back(dossiers: Sequence[Dossier]) -> None:
    """Officers whose standing aside is over; there is seldom one."""
    for dossier in dossiers:
        if dossier.back_again:
            StandingAside.objects.filter(petition=dossier.petition.pk, officer__in=dossier.back_again).delete()


def _standing(dossiers: Sequence[Dossier]) -> Iterator[Inserted | Updated]:
    """Positions, clocks and what waits to be indexed are inserted or replaced in one statement each."""
    whole: list[CachedPosition] = []
    counted: list[CachedPosition] = []
    for dossier in dossiers:
        changed = dossier.changed_of_cached()
        if dossier.cached is not None:
            (whole if changed is None or changed - _COUNTED else counted).append(dossier.cached)
    yield Inserted(whole, _POSITION)
    yield Updated(counted, tuple(sorted(_COUNTED)))
    clocks = list(chain.from_iterable(d.changed_clocks for d in dossiers))
    for clock in clocks:
        clock.pk = None
    yield Inserted(clocks, _CLOCK)
    yield waiting_entries(dossiers)
