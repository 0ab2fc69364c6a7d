"""Are the cached positions what the events say? Derives all of them anew; `verify` proves it afterwards."""

import json

import click


@click.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def rebuild(*, as_json: bool) -> None:
    """Derive every petition's stage, responsibility, due dates and clocks anew from its events. Changes no event."""
    from django.utils import timezone

    from xinqiao.petitions.positions import rebuild_positions

    count = rebuild_positions(on=timezone.localdate())
    click.echo(json.dumps({"petitions": count}) if as_json else f"{count} positions were derived anew.")
