"""Which subject has this letter? One text file, read with a kept model or with the tree's own words."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click


@click.command("subject")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--model", "kept", type=click.Path(path_type=Path), help="A model of `language train`.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def subject(*, file: Path, kept: Path | None, as_json: bool) -> None:
    """Read the subject of each matter in FILE (- for standard input), with the words it rests on; unsure, it abstains."""
    from xinqiao.language.subjects.several import read_several
    from xinqiao.language.subjects.storing import WrongModel, load_model
    from xinqiao.language.subjects.teaching import own_model

    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = raw.decode("utf-8-sig")
        model = load_model(kept) if kept else own_model()
    except OSError as fault:
        raise click.ClickException(f"{file} cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{file} is not text in UTF-8.") from fault
    except WrongModel as fault:
        raise click.ClickException(str(fault)) from fault
    parts = read_several(model, text)
    if as_json:
        click.echo(json.dumps([asdict(part) for part in parts], ensure_ascii=False))
        return
    for part in parts:
        words = ", ".join(one.word for one in part.subject.evidence)
        said = "not sure, a person reads" if part.subject.abstains else part.subject.label
        click.echo(f"{part.start}-{part.end}: {said} ({part.subject.confidence:.2f}; {words})")
