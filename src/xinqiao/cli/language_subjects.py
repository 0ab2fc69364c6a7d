"""Teach a model of subjects on one file and measure it on another, in one command."""

import json
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from xinqiao.language.subjects.evaluating import Read


@click.command("subjects")
@click.option("--train", "taught", type=click.Path(path_type=Path), required=True, help="Parquet: label, text, tokens.")
@click.option("--test", "asked", type=click.Path(path_type=Path), required=True, help="Parquet: label and text.")
@click.option("--cold", is_flag=True, help="Use no label of the taught texts: only the words of the subject tree.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the answers: id, label, predicted, confidence …")
@click.option("--report", "with_report", is_flag=True, help="Add the figures by subject, length and place.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def subjects(*, taught: Path, asked: Path, cold: bool, out: Path | None, with_report: bool, as_json: bool) -> None:
    """Teach on the texts of one file and read those of another: how often right, how surely, how quickly."""
    from xinqiao.language.subjects.evaluating import read_all, report, summarise
    from xinqiao.language.subjects.rows import NotReadable, read_rows
    from xinqiao.language.subjects.teaching import teach
    from xinqiao.language.subjects.training import NotTrainable

    if out and not out.parent.is_dir():
        raise click.BadParameter(f"there is no folder {out.parent}.", param_hint="--out")
    try:
        lesson, questions = read_rows(taught), read_rows(asked, texts_only=True)
        worked = process_time()
        model, seconds = teach(lesson, cold=cold)
        worked = process_time() - worked
    except (NotReadable, NotTrainable) as fault:
        raise click.ClickException(str(fault)) from fault
    read = read_all(model, questions.texts)
    document: dict[str, Any] = {"n_train": len(lesson.labels), "n_test": len(questions.labels)}
    document |= summarise(read, questions.labels, model.calibration.bounds)
    document |= {"train_seconds": round(seconds, 2), "train_cpu_seconds": round(worked, 2)}
    if with_report:
        document["report"] = report(read, questions.texts, questions.labels, lesson.labels)
    if out:
        _write(out, questions.ids, questions.labels, read)
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else "\n".join(_told(document)))


def _told(document: dict[str, Any]) -> list[str]:
    return [f"{name}: {figure}" for name, figure in document.items()]


def _write(out: Path, ids: Sequence[Any], labels: Sequence[str], read: "Read") -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table(
        {
            "id": list(ids),
            "label": list(labels),
            "predicted": [answer.label for answer in read.answers],
            "confidence": [answer.confidence for answer in read.answers],
            "evidence": [
                json.dumps([[one.start, one.end, one.word] for one in answer.evidence], ensure_ascii=False)
                for answer in read.answers
            ],
        }
    )
    try:
        pyarrow.parquet.write_table(table, out)
    except OSError as fault:
        raise click.ClickException(f"{out} cannot be written: {fault.strerror or fault}.") from fault
