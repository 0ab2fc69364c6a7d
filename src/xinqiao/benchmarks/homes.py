"""Where is a benchmark run, so that it leaves nothing behind and meets nothing of before?"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

Environment = dict[str, str]
_LOCAL_POSTGRESQL = "postgres:///postgres"
_NUMBERS = count(1)


class BenchFailed(Exception):
    """A part of a benchmark ended with a fault; str() is one sentence."""


@contextmanager
def temporary_home(*, database_url: str = "", **more: str) -> Iterator[Environment]:
    """The environment of a fresh installation in a temporary folder, throttling off, bound to this machine."""
    with tempfile.TemporaryDirectory(prefix="xinqiao-bench-") as folder:
        kept = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "XINQIAO_DEMO", "PORT")}
        yield kept | {
            "XINQIAO_HOME": folder,
            "DATABASE_URL": database_url,
            "XINQIAO_THROTTLE": "off",
            "XINQIAO_BIND": "127.0.0.1",
            "XINQIAO_LOG": "ERROR",
            **more,
        }


def in_child(function: str, environment: Mapping[str, str], **arguments: Any) -> Any:
    """What `module.function` of this room answers, called in a fresh process. Raises BenchFailed."""
    finished = subprocess.run(  # noqa: S603 -- our own module, no input in the command
        [sys.executable, "-m", "xinqiao.benchmarks.child", function],
        input=json.dumps(arguments),
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        last = (finished.stderr.strip().splitlines() or ["no word said"])[-1]
        raise BenchFailed(f"{function} ended with {finished.returncode}: {last}")
    return json.loads(finished.stdout)


@contextmanager
def temporary_postgresql() -> Iterator[str | None]:
    """The address of an empty PostgreSQL database, dropped afterwards; None where none answers."""
    address = os.environ.get("TEST_DATABASE_URL") or _LOCAL_POSTGRESQL
    try:
        connection = psycopg.connect(address, autocommit=True)
    except psycopg.OperationalError:
        yield None
        return
    name = f"xinqiao_bench_{os.getpid()}_{next(_NUMBERS)}"
    with connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield address.rpartition("/")[0] + "/" + name
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def postmaster_of(database_url: str) -> int | None:
    """The process id of the PostgreSQL server at this address, where it runs on this machine."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        stat = Path(f"/proc/{row[0] if row else 0}/stat")
        return int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1]) if stat.exists() else None
