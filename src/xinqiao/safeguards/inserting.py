"""Inserting rows with statements that are made once: an act writes ten tables, and compiling each insert anew costs more than doing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
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


def insert(rows: Sequence[models.Model], *, replacing: Replacing | None = None) -> None:
    """Insert rows of one model, in the caller's transaction; keys made by the database are set on the rows.

    As bulk_create does, but no signals and no expressions as values. With `replacing`, made keys are not read back.
    """
    if not rows:
        return
    database: BaseDatabaseWrapper = connections[DEFAULT_DB_ALIAS]
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not _is_made_by_database(field, rows[0])]
    size = max(1, min(_ROWS_LIMIT, database.ops.bulk_batch_size(fields, list(rows))))
    reads_key = replacing is None and len(fields) < len(model._meta.concrete_fields)
    columns = tuple(str(field.column) for field in fields)
    with database.cursor() as cursor:
        for start in range(0, len(rows), size):
            part = rows[start : start + size]
            statement = _statement(database.vendor, model, columns, len(part), replacing)
            cursor.execute(statement, _values(part, fields, database))
            if reads_key:
                for row, (key,) in zip(part, cursor.fetchall(), strict=True):
                    row.pk = key
    for row in rows:
        row._state.adding, row._state.db = False, database.alias


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
