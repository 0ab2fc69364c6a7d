"""Which labelled texts does a Parquet file hold?"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet


class NotReadable(ValueError):
    """A file does not hold labelled texts; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labels, raw texts (empty where only a segmentation is known), published segmentations, and the id of each row."""

    ids: tuple[Any, ...]
    labels: tuple[str, ...]
    texts: tuple[str, ...]
    tokens: tuple[tuple[str, ...], ...]


def read_rows(file: Path, *, texts_only: bool = False) -> Labelled:
    """The rows with a label and a text, or (unless `texts_only`) tokens. Raises NotReadable.

    The id is the column `id`, else `row`, else the number of the row from nought.
    """
    try:
        table = pyarrow.parquet.read_table(file)
    except (OSError, pyarrow.ArrowException) as fault:
        raise NotReadable(f"{file} cannot be read as Parquet.") from fault
    names = set(table.column_names)
    if "label" not in names or ("text" not in names and (texts_only or "tokens" not in names)):
        raise NotReadable(f"{file} needs the columns label and text.")
    rows = table.to_pylist()
    key = next((name for name in ("id", "row") if name in names), "")
    kept = [
        (row[key] if key else number, str(row["label"]), _text(row.get("text")), _tokens(row.get("tokens")))
        for number, row in enumerate(rows)
        if row["label"] is not None and (texts_only or row.get("text") or row.get("tokens"))
    ]
    if not kept:
        raise NotReadable(f"{file} holds no labelled text.")
    ids, labels, texts, tokens = zip(*kept, strict=True)
    return Labelled(ids, labels, texts, tokens)


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""


def _tokens(cell: Any) -> tuple[str, ...]:
    return tuple(cell.split()) if isinstance(cell, str) else tuple(map(str, cell or ()))
