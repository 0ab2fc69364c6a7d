"""Teach a model of subjects and keep it in a file, with a card that says what it is worth."""

import json
from pathlib import Path

import click


@click.command("train")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--model", "kept", type=click.Path(path_type=Path), required=True, help="Where to write it: NAME.npz.")
@click.option("--name", default="subjects", help="The name and version on the card, as subjects-2026-11.")
@click.option("--cold", is_flag=True, help="Use no label of the texts: only the words of the subject tree.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def train(*, file: Path, kept: Path, name: str, cold: bool, as_json: bool) -> None:
    """Teach a model on the labelled texts of FILE (Parquet: label, text, tokens); a fifth is held back to measure it."""
    from xinqiao.language.subjects.rows import NotReadable, read_rows
    from xinqiao.language.subjects.storing import save_model
    from xinqiao.language.subjects.teaching import measured, teach
    from xinqiao.language.subjects.training import NotTrainable

    if kept.suffix != ".npz":
        raise click.BadParameter("the name of a model ends in .npz.", param_hint="--model")
    try:
        lesson = read_rows(file)
        figures = measured(lesson, cold=cold)
        model, seconds = teach(lesson, cold=cold)
        card = {"name": name, "cold": cold, "texts": len(lesson.labels), "train_seconds": round(seconds, 2), **figures}
        document = save_model(model, kept, card)
    except (NotReadable, NotTrainable) as fault:
        raise click.ClickException(str(fault)) from fault
    except OSError as fault:
        raise click.ClickException(f"{kept} cannot be written: {fault.strerror or fault}.") from fault
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(f"{kept}: {len(document['labels'])} subjects, {document['texts']} texts, sha256 {document['sha256']}")
