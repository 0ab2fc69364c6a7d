"""What does a local rule set otherwise, and to whose cost? `xinqiao law overlays` shows it beside the statute."""

import json

import click

from xinqiao.law.library import UnknownStatute, overlays_of, statutes
from xinqiao.law.overlays import overlay
from xinqiao.procedure.conditions import PackError

WHY = {
    "longer": "longer for an organ than the statute allows",
    "shorter": "shorter for the petitioner than the statute gives",
    "ground": "a ground for declining that the statute does not know",
    "taken_away": "the statute has it, the local rule not",
    "older": "the local rule is older than the statute",
}


@click.command("overlays")
@click.argument("identifiers", metavar="[ID]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
def overlays(identifiers: tuple[str, ...], as_json: bool) -> None:
    """Show what each local rule (overlay) sets otherwise than its statute, and where the two conflict."""
    try:
        asked = identifiers or tuple(pack.id for pack in statutes())
        found = [overlay(identifier, name) for identifier in asked for name in overlays_of(identifier)]
    except UnknownStatute as unknown:
        raise click.UsageError(str(unknown)) from None
    except PackError as fault:
        raise click.UsageError(str(fault)) from None
    if as_json:
        click.echo(json.dumps([held.as_document() for held in found], ensure_ascii=False))
        return
    for held in found:
        click.echo(f"{held.id} over {held.base}: {len(held.departures)} departures, {len(held.conflicts)} conflicts")
        for departure in held.departures:
            said = f"  ! {WHY[departure.conflict]}" if departure.conflict else ""
            click.echo(
                f"  {departure.what}: {departure.before or '-'} → {departure.after or '-'}  {departure.article}{said}"
            )
