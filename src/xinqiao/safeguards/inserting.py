"""Writing rows with statements that are made once: an act writes ten tables, and compiling each insert anew costs more than doing it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DEFAULT_DB_ALIAS

from xinqiao.safeguards.direct import is_watched, run_on_postgresql, run_on_sqlite

_ROWS_LIMIT = 500
_KEYS_AT_ONCE = 500


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


@dataclass(frozen=True, slots=True)
class Updated:
    """Rows that stand there already and of which only these columns have changed, by the names of their attributes."""

    rows: Sequence[models.Model]
    changed: tuple[str, ...]


def insert(rows: Sequence[models.Model], *, replacing: Replacing | None = None) -> None:
    """Insert rows of one model, in the caller's transaction; keys made by the database are set on the rows.

    As bulk_create does, but no signals and no expressions as values. With `replacing`, made keys are not read back.
    """
    insert_together([Inserted(rows, replacing)])


def insert_together(groups: Iterable[Inserted | Updated]) -> None:
    """Insert (or update) rows of several models in this order, on PostgreSQL in one trip to the database.

    A row may point to one of an earlier group where that row's key is known already (`give_keys`). On SQLite, to which
    there is no way to save, a group is asked for only when the one before it is written and has its keys.
    """
    database: BaseDatabaseWrapper = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "sqlite" and not is_watched():
        for group in groups:
            for part in _parts(group, database):
                _set_keys(part, run_on_sqlite(part.statement, part.values))
        return
    waiting: list[_Part] = []
    with database.cursor() as cursor:
        for group in groups:
            parts = list(_parts(group, database))
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
    rows = [row for group in groups for row in group]
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        return
    for start in range(0, len(rows), _KEYS_AT_ONCE):
        part = rows[start : start + _KEYS_AT_ONCE]
        wanted = ", ".join(f"nextval('{_sequence_of(type(row))}')" for row in part)
        ((keys,),) = run_on_postgresql([(f"SELECT {wanted}", ())])
        for row, key in zip(part, keys, strict=True):
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


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of an insert: its field, the type whose values the database takes as they are, the relation behind it."""

    field: "models.Field[Any, Any]"
    plain: type | None
    relation: str


@cache
def _columns(model: type[models.Model], *, has_key: bool) -> tuple[_Column, ...]:
    """The columns that are written: all, or all but the key that the database makes."""
    fields = model._meta.concrete_fields
    written = fields if has_key else [field for field in fields if not isinstance(field, models.AutoField)]
    return tuple(
        _Column(
            field=field,
            plain=_plain_type(field.target_field if isinstance(field, models.ForeignKey) else field),
            relation=field.name if isinstance(field, models.ForeignKey) else "",
        )
        for field in written
    )


def _plain_type(field: "models.Field[Any, Any]") -> type | None:
    for kinds, plain in (
        ((models.CharField, models.TextField), str),
        ((models.IntegerField,), int),
        ((models.BooleanField,), bool),
        ((models.BinaryField,), bytes),
    ):
        if isinstance(field, kinds):
            return plain
    return None


def _parts(group: Inserted | Updated, database: BaseDatabaseWrapper) -> Iterator[_Part]:
    rows = group.rows
    if not rows:
        return
    model = type(rows[0])
    if isinstance(group, Updated):
        statement, written = _update(model, group.changed)
        for row in rows:
            yield _Part(statement, [_value(row, column, database) for column in written], ())
        return
    columns = _columns(model, has_key=rows[0].pk is not None)
    size = 1 if len(rows) == 1 else max(1, min(_ROWS_LIMIT, database.ops.bulk_batch_size(columns, list(rows))))
    reads_key = group.replacing is None and len(columns) < len(model._meta.concrete_fields)
    for row in rows:
        row._state.adding, row._state.db = False, database.alias
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        statement = _statement(database.vendor, model, columns, len(part), group.replacing)
        values = [_value(row, column, database) for row in part for column in columns]
        yield _Part(statement, values, part if reads_key else ())


def _run(cursor: Any, parts: Sequence[_Part]) -> None:
    """Send the statements together and set the keys they answer with."""
    if not parts:
        return
    cursor.execute("; ".join(part.statement for part in parts), [value for part in parts for value in part.values])
    for number, part in enumerate(parts):
        if number:
            cursor.nextset()
        if part.keyed:
            _set_keys(part, cursor.fetchall())


def _set_keys(part: _Part, answered: Sequence[tuple[Any, ...]]) -> None:
    for row, (key,) in zip(part.keyed, answered, strict=bool(part.keyed)):
        row.pk = key


def _value(row: models.Model, column: _Column, database: BaseDatabaseWrapper) -> Any:
    """What the database gets for one column of one row, as the ORM would give it."""
    field = column.field
    value = field.pre_save(row, True)
    if value is None and column.relation:
        value = _key_by_now(row, column)
    if value is None or type(value) is column.plain:
        return value
    return field.get_db_prep_save(value, database)


def _key_by_now(row: models.Model, column: _Column) -> Any:
    """The key of a related row that was inserted a moment ago; None where there is no related row."""
    related = row._state.fields_cache.get(column.relation)
    if related is None:
        return None
    if related.pk is None:
        raise ValueError(f"{type(row).__name__}.{column.relation} points to an unsaved row: insert that one first.")
    setattr(row, column.relation, related)
    return related.pk


@lru_cache(maxsize=64)
def _update(model: type[models.Model], changed: tuple[str, ...]) -> tuple[str, tuple[_Column, ...]]:
    """The statement that changes these columns of one row, and the columns in the order of its values."""
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    by_name = {str(column.field.attname): column for column in _columns(model, has_key=True)}
    written = tuple(by_name[name] for name in changed)
    key = by_name[str(model._meta.pk.attname)]
    set_to = ", ".join(f"{quoted(str(column.field.column))} = %s" for column in written)
    where = f"{quoted(str(key.field.column))} = %s"
    return f"UPDATE {quoted(model._meta.db_table)} SET {set_to} WHERE {where}", (*written, key)


@lru_cache(maxsize=512)
def _statement(
    vendor: str, model: type[models.Model], columns: tuple[_Column, ...], count: int, replacing: Replacing | None
) -> str:
    """The statement for so many rows; `vendor` is part of the key, for each database quotes in its own way."""
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    row = f"({', '.join(['%s'] * len(columns))})"
    statement = (
        f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(quoted(str(column.field.column)) for column in columns)}) "
        f"VALUES {', '.join([row] * count)}"
    )
    if replacing is not None:
        replaced = ", ".join(f"{quoted(column)} = EXCLUDED.{quoted(column)}" for column in replacing.replaced)
        return f"{statement} ON CONFLICT ({', '.join(map(quoted, replacing.known_by))}) DO UPDATE SET {replaced}"
    if len(columns) < len(model._meta.concrete_fields):
        return f"{statement} RETURNING {quoted(str(model._meta.pk.column))}"
    return statement
