"""What is rising, or would have been warned of? One Parquet file of petitions, gone through day by day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xinqiao.cli.language_hot_issues import read_day, read_messages

if TYPE_CHECKING:
    from xinqiao.language.issues.cells import Report
    from xinqiao.language.issues.issues import Issue, Message
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
    """Say what in FILE was warned of, on which day, how long before half had written: issues, cells (place and subject), phrases.

    The accepted false alarms are shared equally by the three. Cells are told where FILE has a column `place` or `subject` (levels
    parted by /), phrases as of the last day.
    """
    from xinqiao.language.issues.watching import watch

    seen_from = read_day(day) if day else None
    messages = [message for message in read_messages(file) if seen_from is None or message.on <= seen_from]
    click.echo(f"{len(messages)} petitions, day by day …", err=True)
    asked: dict[str, Any] = {"false_alarms_a_year": false_alarms / 3, "least_people": least_people}
    issues, warned = watch(messages, **asked)
    names = {}
    if messages:
        names = {issue.ids[0]: issue for issue in issues.on(messages[-1].on)}
    documents = [_document(one, names.get(one.ids[0])) for one in warned]
    documents += _cells(read_reports(file, messages), asked)
    documents += _phrases(messages, asked)
    if as_json:
        click.echo(json.dumps(documents, ensure_ascii=False))
    else:
        for one in documents:
            before = "" if one["days_before"] is None else f"{one['days_before']:>4} days before"
            click.echo(f"{one['warned_on']}  {before:<17}  {one['people']:>3} people  {one['of']:<6}  {one['name']}")
    return 0


def _document(warned: Warned, issue: Issue | None) -> dict[str, Any]:
    return {
        "of": "issue",
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


def _cells(reports: Sequence[Report], asked: dict[str, Any]) -> list[dict[str, Any]]:
    """What a scan of each day on which somebody wrote would have told."""
    from xinqiao.language.issues.backtest import scan_days

    return [
        {
            "of": "cell",
            "name": " · ".join(("/".join(one.rise.place), "/".join(one.rise.subject))).strip(" ·"),
            "place": "/".join(one.rise.place),
            "subject": "/".join(one.rise.subject),
            "warned_on": one.on.isoformat(),
            "half_on": one.half_on.isoformat(),
            "days_before": one.days_before,
            "window_days": one.rise.window_days,
            "people_then": one.rise.people,
            "expected_then": one.rise.expected,
            "chance": one.rise.chance,
            "people": one.rise.people,
        }
        for one in scan_days(reports, {report.on for report in reports}, **asked)
    ]


def _phrases(messages: Sequence[Message], asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The phrases that rise on the last day."""
    from xinqiao.language.issues.phrases import Written, emerging_phrases

    if not messages:
        return []
    on = messages[-1].on
    written = (Written(one.person, one.on, one.text) for one in messages)
    return [
        {
            "of": "phrase",
            "name": one.phrase,
            "place": "",
            "warned_on": on.isoformat(),
            "half_on": None,
            "days_before": None,
            "window_days": one.window_days,
            "people_then": one.people,
            "expected_then": one.expected,
            "chance": one.chance,
            "people": one.people,
        }
        for one in emerging_phrases(written, on, **asked)
    ]


def read_reports(file: Path, messages: Sequence[Message]) -> list[Report]:
    """The petitions as reports about a place and a subject; none where the file says neither."""
    import pyarrow.parquet as parquet

    from xinqiao.language.issues.cells import Report

    held = [name for name in ("place", "subject") if name in parquet.read_schema(file).names]
    if not held:
        return []
    rows = {row["id"]: row for row in parquet.read_table(file, columns=["id", *held]).to_pylist()}

    def path(message: Message, name: str) -> tuple[str, ...]:
        return tuple(filter(None, str(rows[message.id].get(name) or "").split("/")))

    return [Report(one.person, one.on, path(one, "place"), path(one, "subject")) for one in messages]
