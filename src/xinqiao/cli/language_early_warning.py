"""What is rising, or would have been warned of? One Parquet file of petitions, gone through day by day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xinqiao.cli.language_hot_issues import read_day, read_messages

if TYPE_CHECKING:
    from xinqiao.language.issues.issues import Issue
    from xinqiao.language.issues.watching import Warned


@click.command("early-warning")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", "day", metavar="DATE", help="Nothing later is seen; else all of the file.")
@click.option(
    "--false-alarms",
    type=click.FloatRange(min=0, min_open=True),
    default=12.0,
    show_default=True,
    help="How many false alarms a year are accepted over all that is watched.",
)
@click.option("--least-people", type=click.IntRange(min=1), default=5, show_default=True, help="Fewer are no alarm.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def early_warning(*, file: Path, day: str | None, false_alarms: float, least_people: int, as_json: bool) -> int:
    """Say which issues of FILE were warned of, on which day, and how long before half of their people had written."""
    from xinqiao.language.issues.watching import watch

    seen_from = read_day(day) if day else None
    messages = [message for message in read_messages(file) if seen_from is None or message.on <= seen_from]
    click.echo(f"{len(messages)} petitions, day by day …", err=True)
    issues, warned = watch(messages, false_alarms_a_year=false_alarms, least_people=least_people)
    names = {}
    if messages:
        names = {issue.ids[0]: issue for issue in issues.on(messages[-1].on)}
    documents = [_document(one, names.get(one.ids[0])) for one in warned]
    if as_json:
        click.echo(json.dumps(documents, ensure_ascii=False))
    else:
        for one in documents:
            click.echo(
                f"{one['warned_on']}  {one['days_before']:>4} days before  {one['people']:>3} people  {one['name']}"
            )
    return 0


def _document(warned: Warned, issue: Issue | None) -> dict[str, Any]:
    return {
        "name": issue.name if issue else "",
        "place": issue.place if issue else "",
        "warned_on": warned.on.isoformat(),
        "half_on": warned.half_on.isoformat(),
        "days_before": warned.days_before,
        "window_days": warned.alarm.window_days,
        "people_then": warned.alarm.people,
        "expected_then": warned.alarm.expected,
        "chance": warned.alarm.chance,
        "people": issue.measures.people if issue else 0,
        "ids": list(warned.ids),
    }
