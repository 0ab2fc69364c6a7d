"""Are hot issues and early warnings up to date? Brings them up to today, or makes them anew."""

import json
from dataclasses import asdict

import click


@click.group("barometer")
def barometer() -> None:
    """Hot issues and early warnings of the registered petitions: problems and counts, never persons."""


@barometer.command("update")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def update(*, as_json: bool) -> None:
    """Take in what was registered since; the worker does so every few minutes."""
    _run("update", as_json=as_json)


@barometer.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def rebuild(*, as_json: bool) -> None:
    """Make all issues and warnings anew and tell what a year would have warned of; the worker does so every night."""
    _run("rebuild", as_json=as_json)


def _run(name: str, *, as_json: bool) -> None:
    from django.conf import settings
    from django.utils import timezone

    from xinqiao.barometer import updating

    if not settings.XINQIAO_LANGUAGE:
        raise click.ClickException("Suggestions are switched off (XINQIAO_LANGUAGE=off): no issues are formed.")
    done = asdict(getattr(updating, name)(timezone.localdate()))
    if as_json:
        click.echo(json.dumps(done))
        return
    click.echo(
        f"{done['petitions']} petitions taken in, {done['taken_out']} taken out; {done['issues']} issues of five people or "
        f"more, {done['warnings']} new warnings."
    )
