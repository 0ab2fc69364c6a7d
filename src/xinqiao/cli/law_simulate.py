"""`xinqiao law simulate`: what would this change of a rule have done to the petitions of the past?"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

import click

from xinqiao.cli.law import AS_JSON, DAY, FAULTS, BadInput
from xinqiao.law.library import statute
from xinqiao.law.rehearsal.changes import UnreadableChange, tried
from xinqiao.law.rehearsal.comparing import History, Rehearsal, as_document, rehearse
from xinqiao.procedure.facts import FactsError, read_document
from xinqiao.procedure.statute import Statute

_BATCH = 400
# Months shown to a reader; all of them stand in the JSON document.
_MONTHS = 12


@click.command("simulate")
@click.option("--statute", "identifier", required=True, help="The statute that applied, such as cn-2022.")
@click.option("--under", metavar="ID", help="Another statute to try instead, such as cn-2022 for petitions of cn-2005.")
@click.option("--overlay", "overlays", multiple=True, help="An overlay to try; may be given again.")
@click.option("--set", "changes", multiple=True, help="A value to try: handling=45, or limits.review.unit=working_day.")
@click.option("--from", "since", type=DAY, help="Only petitions received on this day or later.")
@click.option("--on", type=DAY, help="The day as of which all is judged; today if not given.")
@click.option("--batch", type=click.File(encoding="utf-8"), help="Histories as `assess --batch` reads them.")
@AS_JSON
def simulate(**given: Any) -> None:
    """Replay past petitions under a changed rule: which due dates, late marks and workloads would have moved.

    The petitions are those of this installation, or the histories of a file. Nothing is written and no rule is changed.
    """
    identifier, under, on = given["identifier"], given["under"], given["on"]
    if not (under or given["overlays"] or given["changes"]):
        raise click.UsageError("Say what to try: --set, --overlay or --under.")
    found = Rehearsal()
    try:
        after = tried(under or identifier, given["overlays"], given["changes"])
        if given["batch"] is None:
            _rehearse_ours(identifier, after, found, since=given["since"], on=on)
        else:
            histories = _since(_histories(given["batch"]), given["since"])
            rehearse(statute(identifier), after, histories, on=on or date.today(), so_far=found)  # noqa: DTZ011
    except (*FAULTS, UnreadableChange) as fault:
        raise BadInput(str(fault)) from None
    document = as_document(found)
    if given["as_json"]:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    for line in _lines(document):
        click.echo(line)


def _rehearse_ours(identifier: str, after: Statute, found: Rehearsal, *, since: date | None, on: date | None) -> None:
    """The petitions of this installation that ran under the statute, each under its own overlays first."""
    from xinqiao.cli.ready import prepare

    prepare()
    from django.utils import timezone

    from xinqiao.petitions.acting.directory import Directory
    from xinqiao.petitions.models import Petition
    from xinqiao.petitions.positions import load_many

    ids = Petition.objects.filter(statute=identifier).order_by("pk").values_list("pk", flat=True)
    numbers = ids.iterator(chunk_size=5000)
    today, directory = on or timezone.localdate(), Directory()
    while batch := list(islice(numbers, _BATCH)):
        for dossier in load_many(batch, directory=directory, with_clocks=False):
            history = History(dossier.petition.reference, dossier.matter, tuple(dossier.facts))
            rehearse(dossier.statute, after, _since([history], since), on=today, so_far=found)


def _histories(lines: Iterable[str]) -> Iterator[History]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
            matter, facts = read_document(question)
        except json.JSONDecodeError as fault:
            raise FactsError(f"Line {number} is not JSON: {fault.msg} at column {fault.colno}.") from None
        except FactsError as fault:
            raise FactsError(f"Line {number}: {fault}") from None
        name = question.get("id") if isinstance(question, Mapping) else None
        yield History(str(name if name is not None else number), matter, facts)


def _since(histories: Iterable[History], since: date | None) -> Iterator[History]:
    for history in histories:
        received = min((fact.at for fact in history.facts if fact.kind == "received"), default=None)
        if since is None or (received is not None and received.date() >= since):
            yield history


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"{document['petitions']} petitions replayed; {document['stages_moved']} would stand at another stage."
    if document["impossible"]:
        yield f"{document['impossible']} could not have happened so under one of the two, and are not compared:"
        yield from (f"  {one['id']}: {one['why']}" for one in document["impossible_named"])
    yield from _clock_lines(document["clocks"])
    moved = [row for row in document["workload"] if row["due_before"] != row["due_after"]]
    most = sorted(moved, key=lambda row: -abs(row["due_after"] - row["due_before"]))[:_MONTHS]
    if moved:
        yield f"What offices would have had due, in the months that change most (before → after, of {len(moved)}):"
        for row in sorted(most, key=lambda row: row["month"]):
            yield f"  {row['month']}  {row['due_before']} → {row['due_after']}"


def _clock_lines(clocks: Mapping[str, Mapping[str, Any]]) -> Sequence[str]:
    lines = []
    for name, one in clocks.items():
        if not (one["earlier"] or one["later"] or one["only_before"] or one["only_after"]):
            continue
        where = "office rule" if one["internal"] else one["article"]
        line = f"  {name} ({where}): {one['earlier']} earlier, {one['later']} later of {one['compared']}"
        if one["median_days"]:
            line += f", {one['median_days']:+g} days in the median"
        line += f"; late {one['late_before']} → {one['late_after']}"
        if one["only_before"] or one["only_after"]:
            line += f"; {one['only_before']} would not have run, {one['only_after']} would have run besides"
        lines.append(line + ".")
    return lines or ["  No due date would have moved."]
