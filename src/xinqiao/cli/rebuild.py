"""Are the cached positions and the search index what the events and texts say? Makes all of them anew; `verify` proves it."""

import json

import click


@click.command("rebuild")
@click.option("--positions", "only", flag_value="positions", help="Only the cached positions.")
@click.option("--search", "only", flag_value="search", help="Only the search index.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def rebuild(*, only: str | None, as_json: bool) -> None:
    """Derive every petition's stage, due dates and clocks anew from its events, and index its words anew. Changes no event."""
    from django.utils import timezone

    from xinqiao.petitions.positions import rebuild_positions
    from xinqiao.petitions.searching.filling import rebuild as rebuild_index

    done: dict[str, int] = {}
    if only != "search":
        done["petitions"] = rebuild_positions(on=timezone.localdate())
    if only != "positions":
        done["indexed"] = rebuild_index()
    if as_json:
        click.echo(json.dumps(done))
        return
    if "petitions" in done:
        click.echo(f"{done['petitions']} positions were derived anew.")
    if "indexed" in done:
        click.echo(f"The words of {done['indexed']} petitions were indexed anew.")
