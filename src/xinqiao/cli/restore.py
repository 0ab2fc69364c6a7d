"""How does the data of a backup come back, whole or not at all?"""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import click

from xinqiao.cli import backup_models
from xinqiao.cli.backup import FORMAT, MANIFEST, fingerprints, run_postgresql
from xinqiao.cli.ready import load_django, prepare


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Replace the data that is here now.")
@click.option(
    "--without-models", is_flag=True, help="Leave the models of the backup out, and those that are here alone."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def restore(*, file: Path, replace: bool, without_models: bool, as_json: bool) -> None:
    """Bring back the data in FILE. Stop the server first, and put the key files in their place first."""
    manifest = check_backup(file, with_models=not without_models)
    load_django()
    from django.conf import settings
    from django.db import connection

    if manifest["database"] != connection.vendor:
        raise click.UsageError(
            f"{file} holds a {manifest['database']} database and this installation uses {connection.vendor}."
        )
    refuse_missing_keys(manifest, Path(settings.XINQIAO_KEYS))
    if not replace and has_petitions():
        raise click.UsageError(
            f"There is data in {settings.XINQIAO_HOME} already; say --replace to put the backup in its place."
        )
    with tempfile.TemporaryDirectory(dir=settings.XINQIAO_HOME) as folder:
        with zipfile.ZipFile(file) as opened:
            # check_backup refused names that leave the folder
            opened.extractall(folder, members=list(manifest["parts"]))
        put_back(Path(folder))
        home = Path(settings.XINQIAO_HOME)
        # A backup made before models were held says nothing of them.
        if "links" in manifest and not without_models:
            backup_models.put_models_back(Path(folder) / backup_models.FOLDER, home, manifest["links"])
        # It was made from other petitions; the worker makes it anew.
        shutil.rmtree(home / "matters", ignore_errors=True)
    prepare()
    _tell(file, manifest, as_json=as_json)


def _tell(file: Path, manifest: dict[str, Any], *, as_json: bool) -> None:
    from django.conf import settings

    if as_json:
        said = {"file": str(file), "parts": len(manifest["parts"]), "made_at": manifest["made_at"]}
        click.echo(json.dumps(said | backup_models.contents(manifest)))
    for fault in backup_models.faults_of(Path(settings.XINQIAO_HOME) / backup_models.FOLDER):
        click.echo(f"{fault} The desk does not read with it: teach a new one, or put another in use.", err=True)
    held = f"{len(manifest['parts'])} parts ({backup_models.told(manifest)})"
    click.echo(f"Restored {held}, made at {manifest['made_at']}. Now run: xinqiao verify", err=True)


def check_backup(file: Path, *, with_models: bool = True) -> dict[str, Any]:
    """The manifest of a backup whose every part is there, unchanged, and nothing beside; the database opens and is whole.

    Without `with_models` the models are neither looked at nor among the parts that it answers.

    Raises click.UsageError with one sentence otherwise.
    """
    if not file.is_file():
        raise click.UsageError(f"There is no file {file}.")
    try:
        with zipfile.ZipFile(file) as opened:
            manifest: dict[str, Any] = json.loads(opened.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise click.UsageError(
                    f"{file} was written by another version of Xinqiao (format {manifest['format']})."
                )
            _check_names(opened, manifest["parts"])
            if not with_models:
                manifest["links"] = {}
                manifest["parts"] = {n: d for n, d in manifest["parts"].items() if not _is_model(n)}
            backup_models.check_links(manifest)
            _check_parts(opened, manifest["parts"])
            if manifest["database"] == "sqlite":
                _check_sqlite(opened)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as fault:
        raise click.UsageError(f"{file} is not a whole Xinqiao backup: {fault}") from fault
    return manifest


def refuse_missing_keys(manifest: dict[str, Any], keys: Path) -> None:
    """Raise click.UsageError when a key that sealed the backup is not in the folder: its texts could never be read."""
    here = fingerprints(keys)
    missing = [name for name, fingerprint in manifest["keys"].items() if here.get(name) != fingerprint]
    if missing:
        raise click.UsageError(
            f"The backup was made with keys that are not in {keys} ({', '.join(missing)}): "
            "put the key files kept in the office's safe there first."
        )


def has_petitions() -> bool:
    """Is any petition already stored here?"""
    from django.apps import apps
    from django.db import DatabaseError

    try:
        return bool(apps.get_model("petitions", "Petition")._default_manager.exists())
    except (DatabaseError, LookupError):
        return False


def put_back(folder: Path) -> None:
    """Put the database and the documents of an unpacked backup in their places."""
    from django.conf import settings
    from django.db import connection, connections

    vendor = connection.vendor
    connections.close_all()
    if vendor == "sqlite":
        # Written into the existing file page by page under SQLite's own locks: a reader never sees half of it.
        source = sqlite3.connect(folder / "database")
        target = sqlite3.connect(str(settings.DATABASES["default"]["NAME"]), timeout=20)
        with target:
            source.backup(target)
        target.close()
        source.close()
    else:
        described = str(settings.DATABASES["default"]["NAME"])
        run_postgresql(
            [
                "pg_restore",
                "--clean",
                "--if-exists",
                "--no-owner",
                "--exit-on-error",
                "--single-transaction",
                f"--dbname={described}",
                str(folder / "database"),
            ]
        )
    root = Path(settings.MEDIA_ROOT)
    documents = folder / "files"
    documents.mkdir(exist_ok=True)
    if root.exists():
        shutil.rmtree(root)
    shutil.move(str(documents), root)
    os.chmod(root, 0o700)


def _check_names(opened: zipfile.ZipFile, parts: dict[str, str]) -> None:
    if set(opened.namelist()) - {MANIFEST} != set(parts):
        raise ValueError("parts are missing or were added")
    for name in parts:
        if name.startswith("/") or ".." in Path(name).parts:
            raise ValueError(f"the part {name} would leave its folder")


def _check_parts(opened: zipfile.ZipFile, parts: dict[str, str]) -> None:
    for name, digest in parts.items():
        try:
            with opened.open(name) as part:
                is_whole = hashlib.file_digest(part, "sha256").hexdigest() == digest  # type: ignore[arg-type]
        except zipfile.BadZipFile:
            is_whole = False
        if not is_whole and _is_model(name):
            raise click.UsageError(
                f"In {opened.filename} the model file {name} is damaged; say --without-models to restore all else."
            )
        if not is_whole:
            raise ValueError(f"the part {name} was changed")


def _is_model(name: str) -> bool:
    return name.startswith(f"{backup_models.FOLDER}/")


def _check_sqlite(opened: zipfile.ZipFile) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = sqlite3.connect(opened.extract("database", folder))
        try:
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            copy.close()
    if answer != "ok":
        raise ValueError(f"its database is damaged ({answer})")
