"""How long does an import with replayed replies take, how much memory at its peak, and what would bare inserts take?"""

import os
import resource
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from json import loads
from pathlib import Path
from typing import Any

from xinqiao.benchmarks.homes import BenchFailed, Environment, in_child, temporary_home
from xinqiao.benchmarks.invented_rows import write_rows

PROMISED_SECONDS = 120
PROMISED_MB = 500
ROWS = 2_816
SMALL_ROWS = 40
_BARE_INSERTS = "bulk_import.insert_bare"
_NOT_OURS = ("sqlite_", "django_", "auth_", "axes_")


def measure(*, small: bool = False, file: str = "") -> dict[str, Any]:
    """The product's own command in a fresh home, then the rows it wrote inserted bare into an empty database."""
    with temporary_home() as environment, temporary_home() as bare:
        path = Path(file) if file else Path(environment["XINQIAO_HOME"]) / "rows.csv"
        if not file:
            write_rows(path, rows=SMALL_ROWS if small else ROWS)
        imported = import_in(environment, path)
        baseline = in_child(_BARE_INSERTS, bare, source=str(Path(environment["XINQIAO_HOME"]) / "xinqiao.sqlite3"))
        return {
            "kept": imported["seconds"] < PROMISED_SECONDS and imported["peak_mb"] <= PROMISED_MB,
            "promised": {"seconds": PROMISED_SECONDS, "peak_mb": PROMISED_MB},
            "measured": imported | {"file": path.name if file else "invented"},
            "baseline": baseline | {"what": "the same rows of the same tables, by executemany in one transaction"},
            "ratio": round(imported["seconds"] / baseline["seconds"], 1),
            "n": imported["read"],
        }


def import_in(environment: Environment, path: Path) -> dict[str, Any]:
    """Run `xinqiao import` on a file: seconds from start to end of the command, peak memory, what it reports."""
    told = Path(environment["XINQIAO_HOME"]) / "report.json"
    command = [sys.executable, "-m", "xinqiao.cli", "import", str(path), "--channel", "web", "--json"]
    # The first command prepares the database; that is not part of an import.
    in_child("bulk_import.nothing", environment)
    started = time.perf_counter()
    with told.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.DEVNULL)  # noqa: S603 -- ours
        # wait4 tells of this child alone what getrusage tells of all together.
        _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise BenchFailed(f"xinqiao import ended with {process.returncode}.")
    report = loads(told.read_text(encoding="utf-8"))
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_mb": round(usage.ru_maxrss / 1000),
        "read": report["read"],
        "registered": report["registered"],
        "rejected": len(report["rejected"]),
        "per_second": round(report["read"] / seconds),
    }


def nothing() -> None:
    """Only prepares the database: the child does that before it calls anything."""


def insert_bare(*, source: str) -> dict[str, Any]:
    """Insert all rows of another installation's tables into this empty database, with nothing around it."""
    home = Path(os.environ["XINQIAO_HOME"])
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(home / "xinqiao.sqlite3")) as new:
        tables = {name: old.execute(f'SELECT * FROM "{name}"').fetchall() for name in _tables(old)}
        new.execute("PRAGMA synchronous=FULL")
        for name in tables:
            new.execute(f'DELETE FROM "{name}"')
        new.commit()
        started = time.perf_counter()
        for name, rows in tables.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                new.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        new.commit()
        seconds = time.perf_counter() - started
    return {
        "seconds": round(seconds, 3),
        "rows": sum(len(rows) for rows in tables.values()),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
    }


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Our tables, without the search index: it keeps itself in tables of its own and is filled later."""
    made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    indexes = tuple(name for name, sql in made if sql and sql.upper().startswith("CREATE VIRTUAL"))
    return [name for name, _sql in made if not name.startswith((*_NOT_OURS, *indexes))]
