"""Reading rows with statements that are made once: compiling a query anew costs an act several times what running it does."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.query import ModelIterable, get_related_populators
from django.db.utils import DEFAULT_DB_ALIAS

from xinqiao.safeguards.direct import is_watched, run_on_postgresql, run_on_sqlite

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A compiled query: its text, its parameters (a name where a value is filled in), and how rows become objects.

    Without a model (`values_list`) the rows stay as they are read.
    """

    text: str
    parameters: tuple[Any, ...]
    names: tuple[str | None, ...]
    compiler: Any
    converters: Any
    model: type[models.Model] | None
    columns: slice
    attributes: tuple[str, ...]
    populators: Sequence[Any]


class Selecting(Generic[RowT]):
    """A queryset, compiled at its first use; `examples` are values that occur nowhere else in it, by name.

    `Selecting(lambda pk: Event.objects.filter(petition=pk), pk=UUID(int=1))` reads with `rows(pk=…)`.
    Values may be whole numbers, texts, days and UUIDs.
    """

    def __init__(self, make: "Callable[..., models.QuerySet[Any, RowT]]", **examples: Any) -> None:
        self._make, self._examples = make, examples
        self._statements: dict[str, _Statement] = {}

    def rows(self, **values: Any) -> list[RowT]:
        """The objects for these values, as the queryset would give them (select_related included)."""
        return rows_together((self, values))[0]

    def first(self, **values: Any) -> RowT | None:
        """The first object, or None."""
        found = self.rows(**values)
        return found[0] if found else None

    def prepared(self, values: Mapping[str, Any]) -> tuple[_Statement, list[Any]]:
        """The statement on the database in use, and its parameters for these values."""
        statement = self._statements.get(connection.vendor)
        if statement is None:
            statement = self._statements[connection.vendor] = self._compiled()
        given = {name: _adapted(value) for name, value in values.items()}
        named = zip(statement.names, statement.parameters, strict=True)
        return statement, [given[name] if name else fixed for name, fixed in named]

    def _compiled(self) -> _Statement:
        queryset = self._make(**self._examples)
        compiler = queryset.query.get_compiler(connection=connection)
        text, parameters = compiler.as_sql()
        names = _names_of(parameters, {name: _adapted(value) for name, value in self._examples.items()})
        makes_objects = queryset._iterable_class is ModelIterable
        info, select = compiler.klass_info if makes_objects else {}, compiler.select
        chosen = info.get("select_fields", ())
        columns = slice(chosen[0], chosen[-1] + 1) if chosen else slice(0)
        return _Statement(
            text=text,
            parameters=tuple(parameters),
            names=names,
            compiler=compiler,
            converters=compiler.get_converters([column[0] for column in select]),
            model=info.get("model"),
            columns=columns,
            attributes=tuple(column[0].target.attname for column in select[columns]),
            populators=get_related_populators(info, select, connection.alias) if info else (),  # type: ignore[call-arg]
        )


def rows_together(*asked: "tuple[Selecting[Any], Mapping[str, Any]]") -> list[list[Any]]:
    """The objects of several selectings, each with its values, in this order; on PostgreSQL in one trip to it."""
    prepared = [selecting.prepared(values) for selecting, values in asked]
    read = _read_one_by_one if is_watched() else _READ[connection.vendor]
    found = read([(statement.text, values) for statement, values in prepared])
    return [list(_objects(statement, rows)) for (statement, _values), rows in zip(prepared, found, strict=True)]


def _read_one_by_one(statements: Sequence[tuple[str, list[Any]]]) -> list[list[Any]]:
    found: list[list[Any]] = []
    with connection.cursor() as cursor:
        for text, values in statements:
            cursor.execute(text, values)
            found.append(cursor.fetchall())
    return found


def _read_directly(statements: Sequence[tuple[str, list[Any]]]) -> list[list[Any]]:
    return [run_on_sqlite(text, values) for text, values in statements]


_READ = {"postgresql": run_on_postgresql, "sqlite": _read_directly}


def _names_of(parameters: Sequence[Any], examples: Mapping[str, Any]) -> tuple[str | None, ...]:
    """For each parameter the name of the value that is filled in there, None for one that stays."""
    names = tuple(next((n for n, example in examples.items() if _same(p, example)), None) for p in parameters)
    missing = set(examples) - set(names)
    if missing:
        raise ValueError(f"The query does not depend on {', '.join(sorted(missing))}.")
    return names


def _same(parameter: Any, example: Any) -> bool:
    return type(parameter) is type(example) and parameter == example


def _adapted(value: Any) -> Any:
    """A value as the database takes it."""
    if isinstance(value, uuid.UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _objects(statement: _Statement, found: Sequence[Any]) -> Iterator[Any]:
    rows = statement.compiler.apply_converters(found, statement.converters) if statement.converters else found
    if statement.model is None:
        yield from rows
        return
    for row in rows:
        made = statement.model.from_db(DEFAULT_DB_ALIAS, statement.attributes, row[statement.columns])
        for populator in statement.populators:
            populator.populate(row, made)
        yield made
