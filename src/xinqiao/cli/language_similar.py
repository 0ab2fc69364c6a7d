"""Which earlier petitions are about the same matter? Two Parquet files: those known, and those asked about."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pyarrow

    from xinqiao.language.same_matter.index import MatterIndex

_ROWS_AT_ONCE = 5_000


@click.command("similar")
@click.option("--corpus", type=click.Path(path_type=Path), required=True, help="Parquet with id and text: those known.")
@click.option(
    "--queries", type=click.Path(path_type=Path), required=True, help="Parquet with id and text: those asked."
)
@click.option("--k", "limit", type=click.IntRange(min=1, max=100), default=10, show_default=True, help="How many each.")
@click.option("--out", type=click.Path(path_type=Path), help="Parquet for query_id, rank, id, score, same_matter.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def similar(*, corpus: Path, queries: Path, limit: int, out: Path | None, as_json: bool) -> int:
    """Find for each query the K petitions most probably about the same matter, and say whether they are.

    A query that stands in the corpus itself, id and text, is not its own answer.
    """
    from xinqiao.language.same_matter.index import MatterIndex
    from xinqiao.language.shipped import WrongFile

    before = _resident_mb()
    index = MatterIndex()
    started = time.perf_counter()
    known_ids = _index_file(corpus, index)
    built = time.perf_counter() - started
    asked_ids, asked_texts = _columns(queries)
    click.echo(f"{len(index)} texts in {built:.1f} s; asking {len(asked_texts)} …", err=True)
    try:
        rows, milliseconds = _ask(index, known_ids, asked_ids, asked_texts, limit)
    except WrongFile as fault:
        raise click.UsageError(str(fault)) from None
    if out:
        _write(rows, known_ids, asked_ids, out)
    document = {
        "corpus": len(index),
        "queries": len(asked_texts),
        "build_seconds": round(built, 2),
        "query_ms_p50": _percentile(milliseconds, 0.5),
        "query_ms_p95": _percentile(milliseconds, 0.95),
        "memory_mb": round(_resident_mb() - before, 1),
    }
    click.echo(
        json.dumps(document, ensure_ascii=False) if as_json else "\n".join(f"{k}: {v}" for k, v in document.items())
    )
    return 0


def _index_file(file: Path, index: MatterIndex) -> pyarrow.Array:
    """The file's texts into the index, some thousand rows at a time; answers the ids in the order of their numbers."""
    import pyarrow

    ids = []
    for batch in _open(file).iter_batches(_ROWS_AT_ONCE, columns=["id", "text"]):
        ids.append(batch.column("id"))
        for text in batch.column("text").to_pylist():
            index.add(text or "")
        if len(index) % 100_000 == 0:
            click.echo(f"{len(index)} texts …", err=True)
    index.commit()
    return pyarrow.chunked_array(ids, type=None if ids else pyarrow.string()).combine_chunks()


def _columns(file: Path) -> tuple[pyarrow.Array, list[str]]:
    table = _open(file).read(columns=["id", "text"])
    return table.column("id").combine_chunks(), [text or "" for text in table.column("text").to_pylist()]


def _open(file: Path) -> Any:
    import pyarrow
    import pyarrow.parquet as parquet

    try:
        opened = parquet.ParquetFile(file)
    except FileNotFoundError:
        raise click.UsageError(f"There is no file {file}.") from None
    except (OSError, pyarrow.ArrowException):
        raise click.UsageError(f"{file} is not a Parquet file.") from None
    missing = {"id", "text"} - set(opened.schema_arrow.names)
    if missing:
        raise click.UsageError(f"{file} lacks the column {' and '.join(sorted(missing))}.")
    return opened


def _ask(
    index: MatterIndex, known_ids: pyarrow.Array, asked_ids: pyarrow.Array, texts: list[str], limit: int
) -> tuple[list[tuple[int, int, int, float, bool]], list[float]]:
    """Rows of (query, rank, number, score, same matter), and how long each query took in milliseconds."""
    own = _own_numbers(known_ids, asked_ids)
    rows, milliseconds = [], []
    for query, text in enumerate(texts):
        started = time.perf_counter()
        number = own[query]
        itself = number if number is not None and index.holds(number, text) else None
        found = index.similar(text, limit=limit, but=itself)
        milliseconds.append((time.perf_counter() - started) * 1000)
        rows += [(query, rank, one.number, one.score, one.same_matter) for rank, one in enumerate(found, 1)]
    return rows, milliseconds


def _own_numbers(known_ids: pyarrow.Array, asked_ids: pyarrow.Array) -> list[int | None]:
    """For each query the number of the known text of the same id."""
    import pyarrow
    import pyarrow.compute as compute

    if known_ids.type != asked_ids.type:
        known_ids, asked_ids = known_ids.cast(pyarrow.string()), asked_ids.cast(pyarrow.string())
    answer: list[int | None] = compute.index_in(asked_ids, value_set=known_ids).to_pylist()
    return answer


def _write(
    rows: list[tuple[int, int, int, float, bool]], known_ids: pyarrow.Array, asked_ids: pyarrow.Array, out: Path
) -> None:
    import pyarrow
    import pyarrow.parquet as parquet

    queries, ranks, numbers, scores, same = zip(*rows, strict=True) if rows else ((),) * 5
    table = pyarrow.table(
        {
            "query_id": asked_ids.take(pyarrow.array(queries, pyarrow.int64())),
            "rank": pyarrow.array(ranks, pyarrow.int32()),
            "id": known_ids.take(pyarrow.array(numbers, pyarrow.int64())),
            "score": pyarrow.array(scores, pyarrow.float32()),
            "same_matter": pyarrow.array(same, pyarrow.bool_()),
        }
    )
    try:
        parquet.write_table(table, out)
    except OSError as fault:
        raise click.UsageError(f"{out} cannot be written: {fault.strerror}.") from None


def _percentile(values: list[float], share: float) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    return round(ordered[min(int(share * len(ordered)), len(ordered) - 1)], 2)


def _resident_mb() -> float:
    """The memory that this process holds, in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6
