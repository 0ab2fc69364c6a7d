"""Straight to the driver: what an act reads and writes a dozen times would pay more for being looked at on the way than for being run."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import psycopg
from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS


def is_watched() -> bool:
    """Whether somebody counts or wraps the statements of this connection: then each goes through Django."""
    database = connections[DEFAULT_DB_ALIAS]
    return bool(database.queries_logged or database.execute_wrappers)


def run_on_sqlite(text: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run one statement on the embedded database and give its rows; faults are Django's (IntegrityError …)."""
    # Asked for once: each look at `connection` searches the thread for it.
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        found: list[tuple[Any, ...]] = database.connection.execute(_with_marks(text), values).fetchall()
        return found


def run_on_postgresql(statements: Sequence[tuple[str, Sequence[Any]]]) -> list[list[tuple[Any, ...]]]:
    """Run statements that answer with rows, in one trip, and give the rows of each.

    Each text is planned once for the connection (settings/database.py): planning the joins costs thrice the reading.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    database.validate_no_broken_transaction()
    server = database.connection
    with database.wrap_database_errors:
        if len(statements) == 1 or not psycopg.capabilities.has_pipeline():
            return [psycopg.Cursor(server).execute(text, values).fetchall() for text, values in statements]
        with server.pipeline():
            cursors = [psycopg.Cursor(server).execute(text, values) for text, values in statements]
        return [cursor.fetchall() for cursor in cursors]


@lru_cache(maxsize=1024)
def _with_marks(text: str) -> str:
    """The statement with SQLite's marks for values; none of ours holds a per cent sign of its own."""
    return text.replace("%s", "?")
