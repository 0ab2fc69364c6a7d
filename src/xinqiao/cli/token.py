"""How does a program get to act in an officer's name?"""

import json
from datetime import timedelta

import click


@click.group("token")
def token() -> None:
    """Make tokens with which a program acts in an officer's name."""


@token.command("create")
@click.argument("username")
@click.option("--hours", default=24, type=click.IntRange(1, 24 * 366), help="For how long it is valid.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def create(*, username: str, hours: int, as_json: bool) -> None:
    """Make a token for the officer who signs in as USERNAME; it is shown once and kept nowhere."""
    from django.utils import timezone

    from xinqiao.people.models import Officer
    from xinqiao.people.tokens import make_token

    officer = Officer.objects.filter(account__username=username, left_on__isnull=True).first()
    if officer is None:
        raise click.ClickException(f"There is no serving officer who signs in as {username}.")
    expires_at = timezone.localtime() + timedelta(hours=hours)
    made = make_token(officer, expires_at=expires_at)
    told = {"token": made, "officer": username, "expires_at": expires_at.isoformat(timespec="seconds")}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else made)
