"""How does the invented city come into this database, and who may look around in it?"""

import json
from typing import Any

import click
from django.urls import reverse

from xinqiao.demonstration.city import prepare_city


@click.command("demo")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def demo(*, as_json: bool) -> None:
    """Prepare the invented city, once: run again, it adds nothing."""
    click.echo("Preparing the invented city …", err=True)
    outcome = prepare_city()
    if as_json:
        click.echo(json.dumps(outcome, ensure_ascii=False, default=str))
    else:
        show(outcome)


def show(outcome: dict[str, Any]) -> None:
    """Print who may sign in, and which petition a visitor may follow."""
    click.echo(f"The invented city holds {outcome['petitions']} petitions; {outcome['added']} were added now.")
    click.echo(
        f"Demonstration sign-ins: one click at {reverse('officer:sign_in')}, or the password {outcome['password']}"
    )
    for officer in outcome["officers"]:
        click.echo(f"  {officer['username']:<24} {officer['name']}  {officer['organisation']} {officer['post']}")
    track = outcome["track"]
    click.echo(
        f"A petition to follow at {reverse('citizen:track')}: reference {track['reference']}, query code {track['code']}"
    )
