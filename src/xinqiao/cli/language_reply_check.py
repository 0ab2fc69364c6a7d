"""Does a reply answer its petition? One pair of files, or many pairs in one file of JSON lines."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

_DAYS = ("received_on", "replied_on", "due_on")


@click.command("reply-check")
@click.option("--petition", "petition_file", type=click.Path(path_type=Path), help="The petition's text, in UTF-8.")
@click.option("--reply", "reply_file", type=click.Path(path_type=Path), help="The reply's text, in UTF-8.")
@click.option(
    "--batch", type=click.Path(path_type=Path), help="JSON lines with id, petition, reply, and days if known."
)
@click.option(
    "--days",
    "known_days",
    metavar="RECEIVED/REPLIED/DUE",
    default="//",
    help="The days known, as 2026-03-02/2026-03-20/2026-05-01; any may be empty. The reply's is else read at its end.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def reply_check(
    *,
    petition_file: Path | None,
    reply_file: Path | None,
    batch: Path | None,
    known_days: str,
    as_json: bool,
) -> int:
    """Check a reply request by request: answered, refused or unanswered; its bases, its day, its manner, its matter.

    With --batch, one answer a line: the check, or the error of that line; exit 1 if any line is an error.
    """
    if batch:
        return _check_many(batch)
    if not petition_file or not reply_file:
        raise click.UsageError("Name a petition and a reply (--petition, --reply), or a file of many (--batch).")
    document = _checked(_text_of(petition_file), _text_of(reply_file), _days_in(known_days))
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else "\n".join(_told(document)))
    return 0


def _days_in(written: str) -> list[date | None]:
    parts = written.split("/")
    try:
        days = [date.fromisoformat(part.strip()) if part.strip() else None for part in parts]
    except ValueError as fault:
        raise click.BadParameter("a day is written 2026-03-02.", param_hint="--days") from fault
    if len(days) != len(_DAYS):
        raise click.BadParameter("three days are divided by two strokes.", param_hint="--days")
    return days


def _checked(petition: str, reply: str, days: list[date | None]) -> dict[str, Any]:
    from xinqiao.language.replies import Days, check_reply

    try:
        return check_reply(petition, reply, Days(*days)).as_document()
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault


def _check_many(batch: Path) -> int:
    has_errors = False
    for number, line in enumerate(_text_of(batch).splitlines(), start=1):
        if not line.strip():
            continue
        answer = _line_checked(line, number)
        has_errors |= "error" in answer
        click.echo(json.dumps(answer, ensure_ascii=False))
    return 1 if has_errors else 0


def _line_checked(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "line": number, "error": "The line is not readable as JSON."}
    if not isinstance(row, dict):
        return {"id": None, "line": number, "error": "The line is not an object with id, petition and reply."}
    if not isinstance(row.get("petition"), str) or not isinstance(row.get("reply"), str):
        return {"id": row.get("id"), "error": "The line needs the texts petition and reply."}
    try:
        days = [date.fromisoformat(row[name]) if row.get(name) else None for name in _DAYS]
    except (ValueError, TypeError):
        return {"id": row.get("id"), "error": "A day is written 2026-03-02."}
    try:
        return {"id": row.get("id"), **_checked(row["petition"], row["reply"], days)}
    except click.ClickException as fault:
        return {"id": row.get("id"), "error": fault.format_message()}


def _told(document: dict[str, Any]) -> Iterator[str]:
    yield f"Relevance {document['relevance']:.2f}, score {document['score']:.2f}."
    if document["is_other_matter"]:
        yield "It is doubtful whether this reply was written for this petition."
    for request in document["requests"]:
        ground = ", with its ground" if request["ground"] else ""
        yield f"{request['state']}{ground} ({request['why']}): {request['text']}"
    for basis in document["basis"]:
        force = {True: "in force", False: "not in force on that day", None: "force not known"}[basis["in_force"]]
        yield f"{basis['title']}{basis['article']}: {force}"
    courtesy, plainness = document["courtesy"], document["plainness"]
    yield f"Courtesy {courtesy['courtesy']:.2f}, plain language {plainness['plainness']:.2f}."
    if document["deadline"]["kept"] is not None:
        yield "The limit was kept." if document["deadline"]["kept"] else "The limit was not kept."


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise click.ClickException(f"{path} cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{path} is not text in UTF-8.") from fault
