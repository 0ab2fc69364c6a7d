"""How is all the data of an installation written to one file that is known to come back?

The file is a ZIP: the database (SQLite's online copy, or pg_dump's custom format), every document, the office's own models
with their cards, and a manifest with the SHA-256 of each and the fingerprints of the keys that open it. The keys
themselves are not in it, nor is what can be made anew from the database (the index of matters).
"""

import hashlib
import json
import os
import sqlite3
import subprocess
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import connection

from xinqiao.cli.backup_models import FOLDER, contents, faults_of, links_in, model_files, told

MANIFEST = "manifest.json"
FORMAT = 1


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def backup(*, file: Path, as_json: bool) -> None:
    """Write the data of this installation to FILE, and read it back to prove it."""
    if file.exists():
        raise click.UsageError(f"{file} exists already; name a new file, a backup is never overwritten.")
    if not file.parent.is_dir():
        raise click.UsageError(f"The folder {file.parent} does not exist.")
    manifest = write_backup(file)
    from xinqiao.cli.restore import check_backup

    check_backup(file)
    if as_json:
        size = {"file": str(file), "bytes": file.stat().st_size, "parts": len(manifest["parts"])}
        click.echo(json.dumps(size | contents(manifest)))
    click.echo(f"Written and read back: {file} ({len(manifest['parts'])} parts: {told(manifest)}).", err=True)
    for fault in faults_of(Path(settings.XINQIAO_HOME) / FOLDER):
        click.echo(f"{fault} It is in the backup as it is: teach a new one.", err=True)
    click.echo("The index of matters is not in it: the worker makes it anew from the database.", err=True)
    click.echo(f"The keys are NOT in it. Keep a copy of {settings.XINQIAO_KEYS} apart, in the office's safe.", err=True)


def write_backup(file: Path) -> dict[str, Any]:
    """Write the backup to `file` under a temporary name first; answers its manifest."""
    from xinqiao.safeguards.uploads.trays import FOLDER as UNSENT

    models = Path(settings.XINQIAO_HOME) / FOLDER
    whole = file.with_name(file.name + ".part")
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "keys": fingerprints(Path(settings.XINQIAO_KEYS)),
        "links": links_in(models),
        "parts": {},
    }
    try:
        with (
            tempfile.TemporaryDirectory(dir=file.parent) as folder,
            zipfile.ZipFile(whole, "x", zipfile.ZIP_DEFLATED) as out,
        ):
            os.chmod(whole, 0o600)
            # Documents are written before the row that names them, so copying them second misses none.
            _add(out, manifest, copy_database(Path(folder)), "database")
            root = Path(settings.MEDIA_ROOT)
            # What is not sent yet is the visitor's own, and gone before anybody restores.
            unsent = root / UNSENT
            for document in sorted(p for p in root.rglob("*") if p.is_file() and unsent not in p.parents):
                _add(out, manifest, document, f"files/{document.relative_to(root).as_posix()}")
            for model in model_files(models):
                _add(out, manifest, model, f"{FOLDER}/{model.name}")
            out.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
        whole.rename(file)
    finally:
        whole.unlink(missing_ok=True)
    return manifest


def copy_database(folder: Path) -> Path:
    """A consistent copy of the running database in `folder`."""
    target = folder / "database"
    described = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        source = sqlite3.connect(str(described["NAME"]))
        copy = sqlite3.connect(target)
        with copy:
            source.backup(copy, pages=4096)
        copy.close()
        source.close()
        return target
    run_postgresql(["pg_dump", "--format=custom", "--no-owner", f"--file={target}"])
    return target


def run_postgresql(command: list[str]) -> None:
    """Run one of PostgreSQL's own programs against our database; raises click.ClickException with what it said."""
    described = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    said = {name: str(described[key]) for name, key in names.items() if described.get(key)}
    try:
        subprocess.run(command, env=os.environ | said, check=True, capture_output=True, text=True)  # noqa: S603 -- fixed words and a path of ours
    except FileNotFoundError as fault:
        raise click.ClickException(f"{command[0]} is not installed; it comes with PostgreSQL's client.") from fault
    except subprocess.CalledProcessError as fault:
        raise click.ClickException(f"{command[0]} failed: {fault.stderr.strip()}") from fault


def fingerprints(keys: Path) -> dict[str, str]:
    """What tells one key from another without telling the key, by the name of its file in the folder `keys`."""
    return {
        file.name: hashlib.sha256(b"xinqiao key fingerprint\0" + file.read_bytes()).hexdigest()[:16]
        for file in sorted(keys.glob("*.*.key"))
    }


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _add(out: zipfile.ZipFile, manifest: dict[str, Any], file: Path, name: str) -> None:
    out.write(file, name)
    manifest["parts"][name] = sha256_of(file)
