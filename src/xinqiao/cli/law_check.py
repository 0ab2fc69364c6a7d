"""Is every pack sound? `xinqiao law check` explores all that each can bring about and reports what breaks a promise."""

import json

import click

from xinqiao.law.checking import TOGETHER, Report
from xinqiao.law.checking import check as check_statute
from xinqiao.law.library import UnknownStatute, all_statutes, statute
from xinqiao.procedure.conditions import PackError


@click.command("check")
@click.argument("identifiers", metavar="[ID]...", nargs=-1)
@click.option("--overlay", "overlays", multiple=True, help="A local rule to lay over each pack; may be given again.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
@click.option(
    "--together",
    type=click.IntRange(min=0),
    default=TOGETHER,
    show_default=True,
    help="Walk on wherever so many circumstances meet for the first time; 0: from every state, which takes minutes.",
)
def check(identifiers: tuple[str, ...], overlays: tuple[str, ...], as_json: bool, together: int) -> None:
    """Explore the reachable states of each pack against the invariants; exit 1 when a fault is found."""
    if overlays and not identifiers:
        raise click.UsageError("Say over which pack the local rule is to be laid.")
    try:
        asked = [statute(identifier, overlays) for identifier in identifiers] or list(all_statutes())
    except (UnknownStatute, PackError) as unknown:
        raise click.UsageError(str(unknown)) from None
    reports = []
    for pack in asked:
        click.echo(f"exploring {' with '.join((pack.id, *pack.overlays))} …", err=True)
        reports.append(check_statute(pack, together=together))
    if as_json:
        click.echo(json.dumps([report.as_document() for report in reports], ensure_ascii=False))
    else:
        for report in reports:
            _say(report)
    if any(report.faults for report in reports):
        raise SystemExit(1)


def _say(report: Report) -> None:
    click.echo(f"{report.id}: {report.states} states, {len(report.faults)} faults")
    for fault in report.faults:
        click.echo(f"  {fault.invariant}: {fault.message}")
        for fact in (fault.history or {}).get("facts", ()):
            click.echo(f"    {fact['at'][:16]} {fact['kind']} by {fact['by']}")
        if fault.history is not None:
            click.echo(f"    asked on {fault.history['on']}")
