"""Which issues are many people writing about? One Parquet file of petitions, as it stood on a day."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from xinqiao.language.issues.issues import Issue, Message


@click.command("hot-issues")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", "day", metavar="DATE", help="The day they are seen from; else that of the last petition.")
@click.option("--least-people", type=click.IntRange(min=1), default=1, show_default=True, help="5 for analysts.")
@click.option("--half-life", type=click.IntRange(min=1), help="Days after which a voice counts half; else 60.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def hot_issues(*, file: Path, day: str | None, least_people: int, half_life: int | None, as_json: bool) -> int:
    """Group the petitions of FILE (id, person, at, text, likes if known) into issues, hottest first."""
    from xinqiao.language.issues.heat import HALF_LIFE_DAYS
    from xinqiao.language.issues.issues import Issues
    from xinqiao.language.shipped import WrongFile

    seen_from = read_day(day) if day else None
    messages = [message for message in read_messages(file) if seen_from is None or message.on <= seen_from]
    click.echo(f"{len(messages)} petitions …", err=True)
    issues = Issues()
    try:
        issues.add(messages)
    except WrongFile as fault:
        raise click.UsageError(str(fault)) from None
    on = seen_from or max((message.on for message in messages), default=date(1970, 1, 1))
    found = issues.on(on, half_life_days=half_life or HALF_LIFE_DAYS, least_people=least_people)
    documents = [_document(rank, issue) for rank, issue in enumerate(found, 1)]
    if as_json:
        click.echo(json.dumps(documents, ensure_ascii=False))
    else:
        for one in documents[:50]:
            click.echo(
                f"{one['rank']:>3}  {one['heat']:>7.2f}  {one['people']:>4}  {one['since']}…{one['until']}  {one['name']}"
            )
    return 0


def _document(rank: int, issue: Issue) -> dict[str, Any]:
    measures = issue.measures
    return {
        "rank": rank,
        "name": issue.name,
        "place": issue.place,
        "heat": measures.heat,
        "people": measures.people,
        "messages": measures.messages,
        "people_in_month": measures.people_in_month,
        "since": measures.since.isoformat(),
        "until": measures.until.isoformat(),
        "span_days": measures.span_days,
        "recurrences": measures.recurrences,
        "places": measures.places,
        "places_month_ago": measures.places_month_ago,
        "ids": issue.ids,
        "evidence": [{"phrase": phrase.words, "petitions": phrase.petitions} for phrase in issue.evidence],
    }


def read_messages(file: Path) -> list[Message]:
    """The petitions of a Parquet file (id, person, at, text, likes if known) in the order of their days."""
    import pyarrow
    import pyarrow.parquet as parquet

    from xinqiao.language.issues.issues import Message

    try:
        table = parquet.read_table(file)
    except FileNotFoundError:
        raise click.UsageError(f"There is no file {file}.") from None
    except (OSError, pyarrow.ArrowException):
        raise click.UsageError(f"{file} is not a Parquet file.") from None
    missing = {"id", "person", "at", "text"} - set(table.column_names)
    if missing:
        raise click.UsageError(f"{file} lacks the column {' and '.join(sorted(missing))}.")
    rows = table.select([name for name in ("id", "person", "at", "text", "likes") if name in table.column_names])
    messages = [
        Message(
            row["id"],
            None if row["person"] in (None, "") else str(row["person"]),
            _day_of(row["at"], file),
            row["text"] or "",
            int(row.get("likes") or 0),
        )
        for row in rows.to_pylist()
    ]
    return sorted(messages, key=lambda message: message.on)


def _day_of(at: Any, file: Path) -> date:
    if isinstance(at, datetime):
        return at.date()
    if isinstance(at, date):
        return at
    try:
        return datetime.fromisoformat(str(at)).date()
    except ValueError:
        raise click.UsageError(f"{file}: “{at}” in the column at is no date.") from None


def read_day(written: str) -> date:
    """The day that was asked for."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise click.BadParameter("a day is written 2026-03-02.", param_hint="--on") from None
