"""Is this installation in order? One line for each thing that has to be so, and what to do where it is not."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from xinqiao.cli.ready import load_django

# Below this much free space SQLite may fail in the middle of a working day.
SPARE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is in order, and what was seen."""

    what: str
    well: bool
    seen: str


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def doctor(*, as_json: bool) -> int:
    """Look whether this installation is in order; exit 1 when something is not."""
    findings = [look() for look in FIRST]
    # Without settings there is no database to ask.
    if all(f.well for f in findings):
        findings += [look() for look in THEN]
    if as_json:
        click.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{'ok  ' if finding.well else 'BAD '} {finding.what}: {finding.seen}")
    return 0 if all(f.well for f in findings) else 1


def python() -> Finding:
    """Python is one that we run on."""
    return Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0])


def settings_load() -> Finding:
    """The settings, and the key file behind them, can be read."""
    try:
        load_django()
    except click.ClickException as fault:
        return Finding("settings", False, fault.message)
    from django.conf import settings

    return Finding("settings", True, f"state in {settings.XINQIAO_HOME}")


def database() -> Finding:
    """The database answers and has every migration."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as fault:
        return Finding("database", False, f"{connection.vendor} does not answer: {fault}")
    return Finding(
        "database",
        True,
        f"{connection.vendor}, {'ready' if not behind else f'{behind} migrations to apply at the next start'}",
    )


def durability() -> Finding:
    """What is acknowledged is on the disk."""
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            if connection.vendor != "sqlite":
                cursor.execute("SHOW synchronous_commit")
                said = str(cursor.fetchone()[0])
                return Finding("durability", said != "off", f"synchronous_commit {said}")
            cursor.execute("PRAGMA synchronous")
            level = int(cursor.fetchone()[0])
            cursor.execute("PRAGMA journal_mode")
            mode = str(cursor.fetchone()[0])
    except DatabaseError as fault:
        return Finding("durability", False, str(fault))
    return Finding("durability", level >= 2 and mode == "wal", f"synchronous {level}, journal {mode}")


def room_on_disk() -> Finding:
    """There is room to write."""
    home = Path(os.environ.get("XINQIAO_HOME") or "var")
    free = shutil.disk_usage(home if home.exists() else Path.cwd()).free
    return Finding("disk", free > SPARE_BYTES, f"{free // 1_000_000:,} MB free")


def translations() -> Finding:
    """The compiled translations are there."""
    import xinqiao

    package = Path(xinqiao.__file__).parent
    behind = [
        po.relative_to(package).as_posix()
        for po in package.rglob("*.po")
        if not po.with_suffix(".mo").exists() or po.with_suffix(".mo").stat().st_mtime < po.stat().st_mtime
    ]
    return Finding(
        "translations", not behind, "compiled" if not behind else f"{behind[0]} is not compiled: run make setup"
    )


def notices() -> Finding:
    """Petitioners who ask for it can be told that there is news; none wait for a server that is down."""
    from django.conf import settings
    from django.db import DatabaseError

    from xinqiao.correspondence.models import Notice, NoticeState

    ways = " and ".join(f"by {way}" for way in sorted(settings.XINQIAO_NOTICES)) or "not sent (no server configured)"
    try:
        waiting = Notice.objects.filter(state=NoticeState.WAITING, tries__gt=0).count()
        failed = Notice.objects.filter(state=NoticeState.FAILED).count()
    except DatabaseError:
        return Finding("notices", True, ways)
    return Finding("notices", not waiting, f"{ways}; {waiting} to be tried again, {failed} given up")


FIRST: tuple[Callable[[], Finding], ...] = (python, room_on_disk, settings_load)
THEN: tuple[Callable[[], Finding], ...] = (database, durability, translations, notices)
