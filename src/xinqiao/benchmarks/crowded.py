"""Where do the benchmarks beside the peers run? In the invented city, grown to many petitions, on each database."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from xinqiao.benchmarks.homes import Environment, in_child, temporary_home, temporary_postgresql

# So many are made one by one; the database copies them, which is many times quicker.
_MADE = 5_000


@contextmanager
def crowded(total: int, *, texts: str = "", is_searched: bool = False, database_url: str = "") -> Iterator[Environment]:
    """An installation on one database whose city has so many petitions, `texts` in them (see crowd.fill); the words
    are indexed where it `is_searched`.
    """
    with temporary_home(database_url=database_url, XINQIAO_DEMO="1") as environment:
        command = [sys.executable, "-m", "xinqiao.cli", "demo", "--json"]
        subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 -- our own command
        in_child("crowd.fill", environment, total=min(total, _MADE), texts=texts)
        if total > _MADE:
            in_child("multiplying.multiply", environment, times=total // _MADE)
        if is_searched:
            in_child("crowd.index_words", environment)
        yield environment


def on_each_database(total: int, *, texts: str = "", is_searched: bool = False) -> Iterator[tuple[str, Environment]]:
    """One such installation after the other: on SQLite, and on PostgreSQL where one answers."""
    with crowded(total, texts=texts, is_searched=is_searched) as environment:
        yield "sqlite", environment
    with temporary_postgresql() as url:
        if url is not None:
            with crowded(total, texts=texts, is_searched=is_searched, database_url=url) as environment:
                yield "postgresql", environment
