"""What does a scanned letter say? Pages, or folders of scans, to text with boxes, confidence and proposed fields."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click


@click.command("read")
@click.argument("scans", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PAGE…")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def read(*, scans: tuple[Path, ...], as_json: bool) -> int:
    """Read PAGE… (PNG, JPEG, TIFF, PDF) as one letter; a folder is a batch, each file in it a letter of its own.

    With --json: `text`, `confidence`, `pages` (size, `turned`, `lines` with `text`, `box`, `confidence`, `doubtful`) and the
    proposed `fields`, with the lines they come from; for a folder one such document a line, or `file` and `error`, with exit 1 if any
    file is an error. A PDF made of words gives its words (`written`), without being looked at.
    Print is read well; handwriting is read with doubt, and marked so. The image stays the record.
    """
    folders = [scan for scan in scans if scan.is_dir()]
    if folders:
        return _read_batch(list(_letters_in(folders)) + [scan for scan in scans if not scan.is_dir()])
    from xinqiao.language.paper import UnreadableFile, letter_document

    try:
        document = letter_document(scans)
    except UnreadableFile as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else document["text"])
    return 0


def _letters_in(folders: list[Path]) -> Iterator[Path]:
    from xinqiao.language.paper.pages import SUFFIXES

    for folder in folders:
        yield from sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())


def _read_batch(letters: list[Path]) -> int:
    from xinqiao.language.paper import UnreadableFile, letter_document

    if not letters:
        raise click.ClickException("The folder holds no scan (PDF, PNG, JPEG, TIFF, BMP, WebP).")
    errors = 0
    for number, letter in enumerate(letters, start=1):
        try:
            answer = {"file": str(letter), **letter_document((letter,))}
        except UnreadableFile as fault:
            errors += 1
            answer = {"file": str(letter), "error": str(fault)}
        click.echo(json.dumps(answer, ensure_ascii=False))
        sys.stdout.flush()
        click.echo(f"{number} of {len(letters)} read", err=True)
    return 1 if errors else 0
