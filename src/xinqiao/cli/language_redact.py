"""Which personal data does a text hold, and how does it read without them?"""

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command("redact")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--name", "names", multiple=True, help="A name known beforehand, the petitioner's say; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def redact(*, files: tuple[Path, ...], names: tuple[str, ...], as_json: bool) -> int:
    """Find names, numbers and addresses in FILE…, and mask them; the same person bears one sign in all of them.

    With --json: the spans of the file (`start`, `end`, `text`, `kind`, `confidence`, `proof`) and the masked text; a list
    of such documents for several files. A person confirms before anything is published.
    """
    from xinqiao.language.redaction import Pseudonyms, find_in_all
    from xinqiao.language.shipped import WrongFile

    signs = Pseudonyms()
    texts = {file: _text_of(file) for file in files}
    try:
        found = dict(zip(texts, find_in_all(list(texts.values()), names), strict=True))
    except WrongFile as fault:
        raise click.ClickException(str(fault)) from fault
    documents = []
    for file, text in texts.items():
        spans = found[file]
        documents.append(
            {"file": str(file), "spans": [asdict(span) for span in spans], "masked": signs.masked(text, spans)}
        )
    if as_json:
        click.echo(json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False))
    else:
        for document in documents:
            click.echo(document["masked"])
    return 0


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise click.ClickException(f"{path} cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{path} is not text in UTF-8.") from fault
