"""The rows of a CSV, XLSX or Parquet file, one after the other, in memory that does not grow with their number."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from xinqiao.intake.bulk.csv_lines import csv_records
from xinqiao.intake.bulk.mapping import Mapping, NotImportable

_PARQUET_BATCH = 500


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number (the first below the header is 1), its values, or why it could not be read."""

    number: int
    values: Sequence[Any]
    fault: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The header and the rows still to come."""

    header: list[str]
    rows: Iterator[TableRow]


@contextmanager
def opened_table(path: Path, mapping: Mapping) -> Iterator[Table]:
    """Open a file by what its first bytes say it is. Raises NotImportable with one sentence."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as fault:
        raise NotImportable(
            _("The file %(path)s cannot be read: %(fault)s") % {"path": path, "fault": fault.strerror}
        ) from fault
    if head.startswith(b"PAR1"):
        yield from _parquet(path)
    elif head.startswith(b"PK\x03\x04"):
        yield from _workbook(path, mapping)
    else:
        yield from _csv(path, mapping)


def _parquet(path: Path) -> Iterator[Table]:
    try:
        with pyarrow.parquet.ParquetFile(path, pre_buffer=False) as file:
            yield Table(list(file.schema_arrow.names), _parquet_rows(file))
    except pyarrow.ArrowException as fault:
        raise NotImportable(
            _("The file %(path)s is not readable as Parquet: %(fault)s")
            % {"path": path, "fault": str(fault).split("\n", 1)[0]}
        ) from fault


def _parquet_rows(file: Any) -> Iterator[TableRow]:
    number = 0
    for batch in file.iter_batches(batch_size=_PARQUET_BATCH):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            yield TableRow(number, values)


def _workbook(path: Path, mapping: Mapping) -> Iterator[Table]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as fault:
        raise NotImportable(_("The file %(path)s is not readable as an Excel workbook.") % {"path": path}) from fault
    try:
        if mapping.sheet and mapping.sheet not in book.sheetnames:
            raise NotImportable(
                _("The workbook has no sheet “%(sheet)s”; it has %(names)s.")
                % {"sheet": mapping.sheet, "names": ", ".join(book.sheetnames)}
            )
        sheet = book[mapping.sheet] if mapping.sheet else book.worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        header = next(rows, None)
        if header is None:
            raise NotImportable(_("The file %(path)s is empty.") % {"path": path})
        titles = ["" if title is None else str(title).strip() for title in header]
        filled = (values for values in rows if any(value is not None for value in values))
        yield Table(titles, (TableRow(number, values) for number, values in enumerate(filled, 1)))
    finally:
        book.close()


def _csv(path: Path, mapping: Mapping) -> Iterator[Table]:
    records = csv_records(path, encoding=mapping.encoding, delimiter=mapping.delimiter)
    header = next(records, None)
    if header is None or header.fault:
        raise NotImportable(
            header.fault if header else _("The file %(path)s is empty.") % {"path": path},
        )
    titles = [title.strip() for title in header.values]
    numbered = enumerate(records, 1)
    yield Table(titles, (TableRow(number, one.values, one.fault, one.line) for number, one in numbered))
