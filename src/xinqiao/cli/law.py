"""`xinqiao law list|assess|explain`: what statutes are there, where does a petition stand, and why on that day?"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import click

from xinqiao.law.library import UnknownStatute, all_statutes, overlays_of, serve_place, statute
from xinqiao.law.wording import LANGUAGES, words
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.explaining import explanation_of
from xinqiao.procedure.facts import FactsError, read_day, read_document
from xinqiao.procedure.messages import Message
from xinqiao.procedure.position import Position, assess

FAULTS = (FactsError, UnknownStatute, PackError)


class BadInput(click.ClickException):
    """Input that cannot be used: one sentence on standard error, exit 2."""

    exit_code = 2


class Day(click.ParamType):
    """A day written as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; a usage error says how to write it."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as YYYY-MM-DD.", param, ctx)


DAY = Day()
LANGUAGE = click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help="Language of reasons.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")


@click.group("law")
def law() -> None:
    """Ask the law: which statutes there are, where a petition stands, and how its days are counted."""
    # No settings are loaded for these verbs: the pure floor is told here whose law is served.
    serve_place(os.environ.get("XINQIAO_PLACE", ""))


@law.command("list")
@AS_JSON
def list_statutes(*, as_json: bool) -> None:
    """List the statutes with the days they are in force and their digests."""
    try:
        rows = [
            {
                "id": found.id,
                "title": found.title[LANGUAGES[0]],
                "titles": dict(found.title),
                "in_force": found.in_force.isoformat(),
                "until": found.until.isoformat() if found.until else None,
                "overlays": list(overlays_of(found.id)),
                "digest": found.digest,
                "calendar_digest": found.calendar.digest,
            }
            for found in all_statutes()
        ]
    except FAULTS as fault:
        raise BadInput(str(fault)) from None
    if as_json:
        _print(rows)
        return
    for row in rows:
        click.echo(f"{row['id']}  {row['title']}  {row['in_force']} – {row['until'] or '…'}")


@law.command("assess")
@click.option("--statute", "identifier", help="The statute, such as cn-2022.")
@click.option("--overlay", "overlays", multiple=True, help="An overlay to lay over it; may be given again.")
@click.option("--facts", type=click.File(encoding="utf-8"), help="The facts file (- for standard input).")
@click.option("--on", type=DAY, help="The day asked about.")
@click.option("--batch", type=click.File(encoding="utf-8"), help="A file of one question a line (JSON lines).")
@LANGUAGE
@AS_JSON
@click.pass_context
def assess_facts(ctx: click.Context, /, **given: Any) -> None:
    """Say where a petition stands: stage, clocks, duties, what may be done and what may not, and why."""
    if given["batch"] is not None:
        if given["facts"] is not None or given["on"] is not None:
            raise click.UsageError("Give either --batch, or --statute, --facts and --on.")
        ctx.exit(_assess_batch(given["batch"], given["language"]))
    for name in ("identifier", "facts", "on"):
        if given[name] is None:
            option = "statute" if name == "identifier" else name
            raise click.UsageError(f"--{option} is missing; give --statute, --facts and --on, or --batch.")
    document = _read_json(given["facts"])
    try:
        position = _position(given["identifier"], given["overlays"], document, given["on"])
    except FAULTS as fault:
        raise BadInput(str(fault)) from None
    if given["as_json"]:
        _print(_document(position, given["language"]))
    else:
        for line in _lines(position, given["language"]):
            click.echo(line)


@law.command("explain")
@click.option("--statute", "identifier", required=True, help="The statute, such as cn-2022.")
@click.option("--overlay", "overlays", multiple=True, help="An overlay to lay over it; may be given again.")
@click.option("--facts", type=click.File(encoding="utf-8"), required=True, help="The facts file.")
@click.option("--on", type=DAY, required=True, help="The day asked about.")
@click.option("--clock", required=True, help="The clock's name, such as handling.")
@click.option("--nth", type=click.IntRange(min=1), default=1, help="Which run of it, from 1.")
@LANGUAGE
@AS_JSON
def explain_clock(**given: Any) -> None:
    """Explain a due date day by day."""
    document = _read_json(given["facts"])
    try:
        matter, facts = read_document(document)
        found = statute(given["identifier"], given["overlays"])
        told = explanation_of(found, matter, facts, given["on"], given["clock"], given["nth"])
    except FAULTS as fault:
        raise BadInput(str(fault)) from None
    rows = [
        {"date": day.date.isoformat(), "counted": day.counted, "why": words(day.why, given["language"])}
        for day in told.days
    ]
    if given["as_json"]:
        _print(rows)
        return
    for moved in told.moved:
        click.echo(words(moved.why, given["language"]))
    for row in rows:
        click.echo(f"{row['date']}  {'+' if row['counted'] else ' '}  {row['why']}")


def _assess_batch(lines: TextIO, language: str) -> int:
    """Answer each line as it is read; 1 where any line is an error."""
    failed = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        answer = _answer(line, number, language)
        failed |= "error" in answer
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return int(failed)


def _answer(line: str, number: int, language: str) -> dict[str, Any]:
    identifier: object = None
    try:
        question = json.loads(line)
        if not isinstance(question, Mapping):
            raise FactsError(f"Line {number} is not an object.")
        identifier = question.get("id")
        if not isinstance(question.get("statute"), str):
            raise FactsError("'statute' is missing; name one, such as cn-2022.")
        on = read_day(question.get("on"), "'on'")
        position = _position(question["statute"], tuple(question.get("overlays") or ()), question, on)
        return {"id": identifier, "position": _document(position, language)}
    except json.JSONDecodeError as fault:
        return {"id": identifier, "error": f"Line {number} is not JSON: {fault.msg} at column {fault.colno}."}
    except FAULTS as fault:
        return {"id": identifier, "error": str(fault)}


def _position(identifier: str, overlays: tuple[str, ...], document: Any, on: date) -> Position:
    matter, facts = read_document(document)
    return assess(statute(identifier, overlays), matter, facts, on)


def _document(position: Position, language: str) -> dict[str, Any]:
    def say(message: Message) -> str:
        return words(message, language)

    return position.as_document(say)


def _lines(position: Position, language: str) -> Iterator[str]:
    document = _document(position, language)
    holder = document["responsible"] or {"role": "-", "organisation": None}
    yield f"{document['stage']}{' (final)' if document['final'] else ''}  {holder['role']} {holder['organisation'] or ''}"
    for clock in document["clocks"]:
        yield f"  {clock['due_on']}  {clock['name']}  {clock['state']}  {clock['article']}"
    for duty in document["duties"]:
        yield f"  {duty['who']} → {duty['what']} {duty['due_on'] or ''}"
    for permitted in document["may"]:
        yield f"  + {permitted['step']} ({', '.join(permitted['by'])})"
    for refused in document["may_not"]:
        yield f"  - {refused['step']}: {refused['why']} {refused['article']}"


def _read_json(file: TextIO) -> Any:
    try:
        return json.load(file)
    except json.JSONDecodeError as fault:
        raise BadInput(f"{Path(file.name).name}, line {fault.lineno}: this is not JSON ({fault.msg}).") from None
    except UnicodeDecodeError:
        raise BadInput(f"{Path(file.name).name} is not UTF-8 text.") from None


def _print(document: Any) -> None:
    click.echo(json.dumps(document, ensure_ascii=False))
