"""Does the live data keep every promise? Replay equals cache, chains are whole, invariants hold."""

import hashlib
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from xinqiao.petitions.acting.directory import Directory
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.conflict import is_in_conflict
from xinqiao.petitions.content import document_digest, event_content
from xinqiao.petitions.enclosing import FILES
from xinqiao.petitions.models import Attachment, CachedClock, Document, Petition, Submission
from xinqiao.petitions.positions import load_many
from xinqiao.petitions.searching.checking import not_findable
from xinqiao.procedure.facts import FactsError
from xinqiao.procedure.position import Position
from xinqiao.safeguards.access_log import verify_access_log
from xinqiao.safeguards.ledger import latest_heads, unclaimed_chains, verify_batch, verify_daily_heads
from xinqiao.safeguards.ledger.checking import EventContent

_Clock = tuple[object, ...]
BATCH = 400
SHOWN = 50


@dataclass(slots=True)
class Tally:
    """How often an invariant was checked, and where it is broken (references, at most SHOWN)."""

    checked: int = 0
    broken: list[str] = field(default_factory=list)

    def note(self, reference: str, *, holds: bool) -> None:
        """One check."""
        self.checked += 1
        if not holds and len(self.broken) < SHOWN:
            self.broken.append(reference)


@dataclass(slots=True)
class Report:
    """The answer of `xinqiao verify` (CONTRACT.md)."""

    petitions: int = 0
    invariants: dict[str, Tally] = field(default_factory=dict)
    entries: int = 0
    is_whole: bool = True
    heads: dict[str, object] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return self.is_whole and not any(tally.broken for tally in self.invariants.values())


def verify(*, on: date, progress: Callable[[int], None] | None = None) -> Report:
    """Check every petition; memory does not grow with their number."""
    report = Report()
    directory = Directory()
    for batch in _batches():
        dossiers = load_many(batch, directory=directory, with_clocks=False)
        _verify_ledger(report, dossiers)
        _verify_writings(report, dossiers)
        _verify_search(report, dossiers)
        clocks = _cached_clocks(batch)
        for dossier in dossiers:
            _verify_dossier(report, dossier, clocks[dossier.petition.pk], on=on)
        report.petitions += len(dossiers)
        if progress:
            progress(report.petitions)
    _verify_whole_logs(report)
    return report


def _verify_whole_logs(report: Report) -> None:
    """What no single chain shows: petitions removed with all their events, altered heads, the access log."""
    ids = Petition.objects.order_by("pk").values_list("pk", flat=True)
    found = [str(fault) for fault in verify_daily_heads()] + [str(fault) for fault in verify_access_log()]
    found += [f"petition {pk} is gone, its chain is not" for pk in unclaimed_chains(ids.iterator(chunk_size=5000))]
    report.is_whole = report.is_whole and not found
    report.faults.extend(found[:SHOWN])
    report.heads = dict(latest_heads())


def _batches() -> Iterator[list[uuid.UUID]]:
    ids = Petition.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)
    while batch := list(islice(ids, BATCH)):
        yield batch


def _tally(report: Report, name: str) -> Tally:
    return report.invariants.setdefault(name, Tally())


def _verify_ledger(report: Report, dossiers: list[Dossier]) -> None:
    found = verify_batch(
        {
            d.petition.pk: [EventContent(event_id=str(event.pk), content=event_content(event)) for event in d.events]
            for d in dossiers
        }
    )
    report.entries += found.entries
    for fault in found.faults:
        report.is_whole = False
        if len(report.faults) < SHOWN:
            report.faults.append(str(fault))


def _verify_writings(report: Report, dossiers: list[Dossier]) -> None:
    """Issued writings and the submitted text are still what was committed to."""
    ids = [d.petition.pk for d in dossiers]
    documents = {d.pk: d for d in Document.objects.filter(petition__in=ids)}
    bodies = Submission.objects.filter(petitions__in=ids).values_list("pk", "body")
    digests = {pk: _digest(body) for pk, body in bodies}
    files = _digests_of_files(dossiers)
    tally = _tally(report, "writings_unaltered")
    for dossier in dossiers:
        reference = dossier.petition.reference
        for event in dossier.events:
            if event.document_id is not None and "document_sha256" in event.data:
                document = documents.get(event.document_id)
                whole = document is not None and (document_digest(document) == event.data["document_sha256"])
                if document is not None and "document_number" in event.data:
                    whole = whole and document.number == event.data["document_number"]
                tally.note(reference, holds=whole)
            if event.kind == "received" and event.data.get("body_sha256"):
                digest = digests.get(dossier.petition.submission_id)
                tally.note(reference, holds=digest == event.data["body_sha256"])
                matter = event.data.get("matter_sha256", event.data["body_sha256"])
                tally.note(reference, holds=_digest(dossier.petition.body) == matter)
        promised = Counter(_plain(file) for event in dossier.events for file in event.data.get(FILES, ()))
        _tally(report, "files_unaltered").note(reference, holds=files[dossier.petition.pk] == promised)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(file: Mapping[str, Any]) -> tuple[str, int]:
    return (file["sha256"], file["size"])


def _digests_of_files(dossiers: list[Dossier]) -> dict[uuid.UUID, Counter[tuple[str, int]]]:
    """The files that each petition holds, as plain values; how often each."""
    held: dict[uuid.UUID, Counter[tuple[str, int]]] = defaultdict(Counter)
    rows = Attachment.objects.filter(petition__in=[d.petition.pk for d in dossiers])
    for pk, sha256, size in rows.values_list("petition_id", "sha256", "size"):
        held[pk][sha256, size] += 1
    return held


def _verify_search(report: Report, dossiers: list[Dossier]) -> None:
    """Whatever may be found is in the search index, or noted as waiting to be."""
    missing = not_findable([d.petition.pk for d in dossiers])
    tally = _tally(report, "findable_by_words")
    for dossier in dossiers:
        tally.note(dossier.petition.reference, holds=dossier.petition.pk not in missing)


def _cached_clocks(ids: list[uuid.UUID]) -> dict[uuid.UUID, set[_Clock]]:
    """The cached clocks of these petitions, as plain values: timeliness is counted from them."""
    clocks: dict[uuid.UUID, set[_Clock]] = defaultdict(set)
    rows = CachedClock.objects.filter(petition__in=ids).values_list(
        "petition_id", "name", "nth", "started_on", "due_on", "met_on", "state"
    )
    for pk, *clock in rows:
        clocks[pk].add(tuple(clock))
    return clocks


def _verify_dossier(report: Report, dossier: Dossier, clocks: set[_Clock], *, on: date) -> None:
    reference = dossier.petition.reference
    replayed = _tally(report, "position_replays")
    try:
        assessed_on = dossier.cached.assessed_on if dossier.cached else on
        then = dossier.position_on(assessed_on)
        now = dossier.position_on(on) if on != assessed_on else then
    except FactsError:
        replayed.note(reference, holds=False)
        return
    replayed.note(reference, holds=_is_cached(dossier, then))
    derived = {(c.name, c.nth, c.started_on, c.due_on, c.met_on, c.state) for c in then.clocks}
    _tally(report, "clocks_replay").note(reference, holds=clocks == derived)
    _verify_responsibility(report, dossier, now)
    _verify_end(report, dossier, now)
    _verify_conflicts(report, dossier)
    _tally(report, "articles_named").note(
        reference,
        holds=all(c.article or c.internal for c in now.clocks) and all(d.article or d.internal for d in now.duties),
    )


def _is_cached(dossier: Dossier, position: Position) -> bool:
    cached = dossier.cached
    return (
        cached is not None
        and cached.stage == position.stage
        and cached.is_open == position.is_open
        and cached.last_seq == dossier.last_seq
        and cached.next_due_on == (position.next_due_on if position.is_open else None)
    )


def _verify_responsibility(report: Report, dossier: Dossier, position: Position) -> None:
    """An open petition has one organisation, one named serving person, and something running."""
    if not position.is_open:
        return
    reference, cached = dossier.petition.reference, dossier.cached
    _tally(report, "one_responsible_organisation").note(
        reference,
        holds=position.responsible is not None
        and cached is not None
        and cached.responsible_organisation_id is not None,
    )
    officer = cached.responsible_officer if cached else None
    _tally(report, "one_named_person").note(
        reference,
        holds=officer is not None
        and officer.is_serving
        and cached is not None
        and officer.organisation_id == cached.responsible_organisation_id,
    )
    _tally(report, "something_runs").note(reference, holds=position.next_due_on is not None)


def _verify_end(report: Report, dossier: Dossier, position: Position) -> None:
    """A petition that is over ended on a ground of the law that its own facts show."""
    if position.is_open:
        return
    _tally(report, "ended_on_a_typed_ground").note(dossier.petition.reference, holds=position.ground is not None)


def _verify_conflicts(report: Report, dossier: Dossier) -> None:
    """Nobody in the conflict set of an accusation has a part in it."""
    petition = dossier.petition
    if petition.accused_organisation_id is None and petition.accused_officer_id is None:
        return
    tally = _tally(report, "never_to_the_accused")
    officers = {event.officer for event in dossier.events if event.officer is not None}
    if dossier.cached is not None and dossier.cached.responsible_officer is not None:
        officers.add(dossier.cached.responsible_officer)
    tally.note(
        petition.reference,
        holds=not any(is_in_conflict(officer, petition) for officer in officers),
    )
