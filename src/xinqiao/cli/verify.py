"""Does everything in this database hold: each position replays, each chain is whole, each invariant stands?"""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from xinqiao.petitions.verifying import Report
    from xinqiao.supervision.timeliness import Timeliness


@click.command("verify")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def verify(*, as_json: bool) -> int:
    """Check every petition, the ledger and the access log; exit 1 when anything is broken."""
    from django.utils import timezone

    from xinqiao.cli.speaking import speak_the_caller_s_language
    from xinqiao.correspondence.letters.keeping import altered_sheets
    from xinqiao.petitions.verifying import SHOWN, Tally
    from xinqiao.petitions.verifying import verify as verify_all
    from xinqiao.supervision.timeliness import timeliness_of_all

    speak_the_caller_s_language()
    on = timezone.localdate()
    report = verify_all(on=on, progress=lambda count: click.echo(f"\r{count} petitions", nl=False, err=True))
    click.echo("", err=True)
    read, altered = altered_sheets()
    report.invariants["letters_unaltered"] = Tally(checked=read, broken=altered[:SHOWN])
    timeliness = [_timeliness_document(row) for row in timeliness_of_all(on=on)]
    document = {**_document(report), "timeliness": timeliness}
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False, default=str))
    else:
        _tell(document)
    return 0 if document["holds"] else 1


def _document(report: "Report") -> dict[str, Any]:
    """The report in the form of CONTRACT.md; the faults of the ledger and the access log in sentences."""
    return {
        "holds": report.holds,
        "petitions": report.petitions,
        "invariants": {
            name: {"checked": tally.checked, "broken": tally.broken} for name, tally in report.invariants.items()
        },
        "ledger": {
            "entries": report.entries,
            "whole": report.is_whole,
            "heads": report.heads,
            "faults": report.faults,
        },
    }


def _timeliness_document(row: "Timeliness") -> dict[str, Any]:
    return {
        "clock": row.clock,
        "internal": row.is_internal,
        "decided": row.n,
        "in_time": row.met,
        "late": row.met_late,
        "overdue": row.overdue,
        "running": row.running,
        "median_days_late": row.median_lateness_days,
        "most_days_late": row.maximum_lateness_days,
        "reconstructed": row.reconstructed,
    }


def _tell(document: Mapping[str, Any]) -> None:
    """The report for people, the timeliness of the law's own clocks below it."""
    click.echo(f"{document['petitions']} petitions, {document['ledger']['entries']} ledger entries.")
    for name, tally in document["invariants"].items():
        broken = tally["broken"]
        told = "holds" if not broken else f"BROKEN in {len(broken)}: {', '.join(broken[:5])}"
        click.echo(f"  {name}: {tally['checked']} checked, {told}")
    click.echo(f"  ledger and access log: {'whole' if document['ledger']['whole'] else 'BROKEN'}")
    for fault in document["ledger"]["faults"][:5]:
        click.echo(f"    {fault}")
    _tell_timeliness(document["timeliness"])


def _tell_timeliness(rows: Iterable[Mapping[str, Any]]) -> None:
    """How many kept the law's limits and how late the rest were; a reconstruction is said to be one."""
    from xinqiao.law.wording import name_of

    lawful = [row for row in rows if not row["internal"] and row["decided"]]
    if lawful:
        click.echo("Within the limits of the law:")
    for row in lawful:
        late = row["late"] + row["overdue"]
        line = f"  {name_of('clock', row['clock'], 'en')}: {row['in_time']} of {row['decided']} in time"
        if late:
            line += f", {late} late by {row['median_days_late']} days in the median and {row['most_days_late']} at most"
        if row["reconstructed"]:
            line += f" (a reconstruction from imported records: {row['reconstructed']} of them)"
        click.echo(line + ".")
