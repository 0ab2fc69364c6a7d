"""Inserting rows with statements that are made once: an act writes ten tables, and compiling each insert anew costs more than doing it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DEFAULT_DB_ALIAS

_ROWS_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Replacing:
    """What happens to a row that is there already: by which columns it is known, which of its columns are replaced."""

    known_by: tuple[str, ...]
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inserted:
    """Rows of one model that are inserted, and what happens where one is there already."""

    rows: Sequence[models.Model]
    replacing: Replacing | None = None


def insert(rows: Sequence[models.Model], *, replacing: Replacing | None = None) -> None:
    """Insert rows of one model, in the caller's transaction; keys made by the database are set on the rows.

    As bulk_create does, but no signals and no expressions as values. With `replacing`, made keys are not read back.
    """
    insert_together([Inserted(rows, replacing)])


def insert_together(groups: Iterable[Inserted]) -> None:
    """Insert rows of several models in this order, on PostgreSQL in one trip to the database.

    A row may point to one of an earlier group where that row's key is known already (`give_keys`). On SQLite, to which
    there is no way to save, a group is asked for only when the one before it is written and has its keys.
    """
    database: BaseDatabaseWrapper = connections[DEFAULT_DB_ALIAS]
    waiting: list[_Part] = []
    with database.cursor() as cursor:
        for group in groups:
            parts = list(_parts(group, database))
            for row in group.rows:
                row._state.adding, row._state.db = False, database.alias
            if database.vendor == "postgresql":
                waiting += parts
                continue
            for part in parts:
                _run(cursor, [part])
        _run(cursor, waiting)


def give_keys(*groups: Sequence[models.Model]) -> None:
    """Give these new rows their keys before they are inserted, so that what points to them goes in the same trip.

    Only where the database has sequences (PostgreSQL); elsewhere nothing happens and keys come with each insert.
    """
    rows_of = [rows for rows in groups if rows]
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql" or not rows_of:
        return
    statements = [f"SELECT nextval(%s) FROM generate_series(1, {len(rows)})" for rows in rows_of]
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("; ".join(statements), [_sequence_of(type(rows[0])) for rows in rows_of])
        for number, rows in enumerate(rows_of):
            if number:
                cursor.nextset()
            for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
                row.pk = key


@cache
def _sequence_of(model: type[models.Model]) -> str:
    """The name of the sequence that makes the keys of a model's table."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_serial_sequence(%s, %s)",
            [f'"{model._meta.db_table}"', str(model._meta.pk.column)],
        )
        return str(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class _Part:
    """One statement with its values, and the rows whose keys it answers with."""

    statement: str
    values: list[Any]
    keyed: Sequence[models.Model]


def _parts(group: Inserted, database: BaseDatabaseWrapper) -> Iterator[_Part]:
    rows = group.rows
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not _is_made_by_database(field, rows[0])]
    size = max(1, min(_ROWS_LIMIT, database.ops.bulk_batch_size(fields, list(rows))))
    reads_key = group.replacing is None and len(fields) < len(model._meta.concrete_fields)
    columns = tuple(str(field.column) for field in fields)
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        statement = _statement(database.vendor, model, columns, len(part), group.replacing)
        yield _Part(statement, _values(part, fields, database), part if reads_key else ())


def _run(cursor: Any, parts: Sequence[_Part]) -> None:
    """Send the statements together and set the keys they answer with."""
    if not parts:
        return
    cursor.execute("; ".join(part.statement for part in parts), [value for part in parts for value in part.values])
    for number, part in enumerate(parts):
        if number:
            cursor.nextset()
        if part.keyed:
            for row, (key,) in zip(part.keyed, cursor.fetchall(), strict=True):
                row.pk = key


def _is_made_by_database(field: "models.Field[Any, Any]", row: models.Model) -> bool:
    return isinstance(field, models.AutoField) and getattr(row, field.attname) is None


def _values(
    rows: Sequence[models.Model], fields: Sequence["models.Field[Any, Any]"], database: BaseDatabaseWrapper
) -> list[Any]:
    values: list[Any] = []
    for row in rows:
        # A related row that was inserted a moment ago has its key only now.
        row._prepare_related_fields_for_save(operation_name="insert")  # type: ignore[attr-defined]
        values += [field.get_db_prep_save(field.pre_save(row, True), database) for field in fields]
    return values


@lru_cache(maxsize=512)
def _statement(
    vendor: str, model: type[models.Model], columns: tuple[str, ...], count: int, replacing: Replacing | None
) -> str:
    """The statement for so many rows; `vendor` is part of the key, for each database quotes in its own way."""
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    row = f"({', '.join(['%s'] * len(columns))})"
    statement = (
        f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(map(quoted, columns))}) "
        f"VALUES {', '.join([row] * count)}"
    )
    if replacing is not None:
        replaced = ", ".join(f"{quoted(column)} = EXCLUDED.{quoted(column)}" for column in replacing.replaced)
        return f"{statement} ON CONFLICT ({', '.join(map(quoted, replacing.known_by))}) DO UPDATE SET {replaced}"
    if len(columns) < len(model._meta.concrete_fields):
        return f"{statement} RETURNING {quoted(str(model._meta.pk.column))}"
    return statement
