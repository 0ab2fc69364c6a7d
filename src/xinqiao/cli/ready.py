"""Is the database of this installation there and up to date? Every verb that needs it asks here first."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import django
from django.apps import apps

from xinqiao.cli.words import compile_translations


def load_django() -> None:
    """Load the settings and the rooms, once; no database is touched.

    Raises click.ClickException with one sentence when the installation cannot be loaded.
    """
    if apps.ready:
        return
    compile_translations()
    # Unconditional: a test's own settings must not reach a command started from that test.
    os.environ["DJANGO_SETTINGS_MODULE"] = "xinqiao.config.settings"
    try:
        django.setup()
    except (RuntimeError, OSError) as fault:
        raise click.ClickException(str(fault)) from fault


def prepare() -> None:
    """Make Django ready and apply the migrations this database lacks; several first starts take turns.

    Raises click.ClickException with one sentence when the database does not answer.
    """
    load_django()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        if _is_behind():
            with _one_at_a_time(Path(settings.XINQIAO_HOME) / ".preparing"):
                if _is_behind():
                    click.echo(f"Preparing the database in {settings.XINQIAO_HOME} …", err=True)
                    call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as fault:
        raise click.ClickException(f"The database does not answer: {fault}") from fault


def _is_behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
