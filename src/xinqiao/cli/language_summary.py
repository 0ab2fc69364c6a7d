"""What does a long letter say in short, by its own sentences?"""

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command("summary")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def summary(*, file: Path, as_json: bool) -> int:
    """Choose some sentences of FILE (UTF-8) that say in short what it says; none is reworded.

    With --json: `sentences` (`words`, `start`, `end`, `why`: matter, asks, when, where, concerns, tried), `is_short` where
    there is nothing to shorten, `length` (a Chinese character counts one, a word in Latin letters two) and `left_out`, the
    characters in the middle of a very long letter that were not read.
    """
    from xinqiao.language.summaries import summarise

    found = summarise(_text_of(file))
    if as_json:
        click.echo(json.dumps({**asdict(found), "is_short": found.is_short}, ensure_ascii=False))
    elif found.is_short:
        click.echo("The text is short: there is nothing to shorten.")
    else:
        for one in found.sentences:
            click.echo(f"{one.start}-{one.end} ({', '.join(one.why)}) {' '.join(one.words.split())}")
    return 0


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise click.ClickException(f"{path} cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{path} is not text in UTF-8.") from fault
