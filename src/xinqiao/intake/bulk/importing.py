"""A whole file, batch by batch: each batch is one transaction, so an interrupted import goes on where it stopped."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from xinqiao.intake.bulk.department import department_named, import_department
from xinqiao.intake.bulk.keys import Known, check_known, key_of, known_under, source_of
from xinqiao.intake.bulk.mapping import Mapping
from xinqiao.intake.bulk.replaying import Past, reconstruct
from xinqiao.intake.bulk.rows import PastPetition, RowFault, read_row
from xinqiao.intake.bulk.tables import TableRow, opened_table
from xinqiao.law.library import statute
from xinqiao.petitions.acting import Dossier
from xinqiao.petitions.acting.batch import save_all
from xinqiao.petitions.acting.directory import Directory
from xinqiao.petitions.models import Channel
from xinqiao.safeguards.inserting import insert

BATCH = 200
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What is to be imported, and how. Without `statute` the pack is that of each row's day."""

    path: Path
    channel: Channel
    mapping: Mapping = field(default_factory=Mapping)
    statute: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A row that was not taken. `row` counts from 1 below the header; `line` is that of a CSV file."""

    row: int
    why: str
    id: str = ""
    line: int | None = None

    def as_document(self) -> dict[str, Any]:
        """As the report shows it, without what is not known."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}


@dataclass(slots=True)
class Report:
    """The answer of an import: read = registered + already + rejected (CONTRACT.md)."""

    read: int = 0
    registered: int = 0
    already: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    def as_document(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "read": self.read,
            "registered": self.registered,
            "already": self.already,
            "rejected": [rejected.as_document() for rejected in sorted(self.rejected, key=lambda one: one.row)],
        }


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A readable row with its key."""

    row: TableRow
    past: PastPetition
    key: str


def import_file(job: Import, *, progress: Callable[[Report], None] | None = None) -> Report:
    """Register every row that can be registered and has not been. Raises NotImportable and UnknownStatute."""
    if job.statute:
        statute(job.statute)
    report = Report()
    with opened_table(job.path, job.mapping) as table:
        columns = job.mapping.columns_in(table.header)
        shared = _shared(job, source=source_of(job.mapping, table.header))
        for rows in _batches(table.rows):
            keyed = list(_readable(rows, columns, shared, report))
            _register(keyed, shared, report)
            if progress:
                progress(report)
    return report


def _shared(job: Import, *, source: str) -> Past:
    directory = Directory()
    organisation = department_named(job.organisation) if job.organisation else import_department()
    directory.remember(organisation)
    return Past(channel=job.channel, source=source, organisation=organisation, directory=directory, statute=job.statute)


def _batches(rows: Iterable[TableRow]) -> Iterator[list[TableRow]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _readable(rows: Iterable[TableRow], columns: dict[str, int], shared: Past, report: Report) -> Iterator[_Keyed]:
    """The rows that say what a petition must say; the others go into the report."""
    now = timezone.now()
    for row in rows:
        report.read += 1
        try:
            if row.fault:
                raise RowFault(row.fault)
            past = read_row(row.values, columns, now=now)
        except RowFault as fault:
            report.rejected.append(Rejected(row=row.number, why=str(fault), line=row.line))
            continue
        yield _Keyed(row, past, key_of(past, channel=shared.channel, source=shared.source))


def _register(keyed: Sequence[_Keyed], shared: Past, report: Report) -> None:
    """One batch in one transaction; when another import was quicker with some rows, they are looked up again."""
    for tries_left in reversed(range(_TRIES)):
        outcome = Report()
        try:
            with transaction.atomic():
                _save(list(_new(keyed, shared, outcome)))
        except IntegrityError:
            if not tries_left:
                raise
            continue
        report.registered += outcome.registered
        report.already += outcome.already
        report.rejected += outcome.rejected
        return


def _new(keyed: Sequence[_Keyed], shared: Past, outcome: Report) -> Iterator[Dossier]:
    """The petitions of rows that are not registered yet."""
    known = known_under([one.key for one in keyed])
    earlier: dict[str, PastPetition] = {}
    for one in keyed:
        try:
            if one.key in earlier:
                _check_twin(one.past, earlier[one.key])
                outcome.already += 1
            elif one.key in known:
                check_known(one.past, known[one.key])
                outcome.already += 1
            else:
                dossier = reconstruct(one.past, one.key, shared)
                earlier[one.key] = one.past
                outcome.registered += 1
                yield dossier
        except RowFault as fault:
            outcome.rejected.append(Rejected(row=one.row.number, why=str(fault), id=one.past.number, line=one.row.line))


def _check_twin(past: PastPetition, earlier: PastPetition) -> None:
    """Two rows of one batch under one key must be the same row."""
    check_known(past, Known(earlier.body_sha256, bool(earlier.reply)))


def _save(dossiers: Sequence[Dossier]) -> None:
    insert([dossier.petition.submission for dossier in dossiers])
    save_all(dossiers)
