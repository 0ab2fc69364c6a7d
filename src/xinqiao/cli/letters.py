"""How does a folder of scanned letters become petitions?"""

import json
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click


@click.group("letters")
def letters() -> None:
    """Letters on paper: a folder of scans becomes registered letters."""


@letters.command("read")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--office", "code", required=True, help="The code of the petition office that received them.")
@click.option(
    "--received", type=click.DateTime(["%Y-%m-%d"]), help="The day on which they reached the office; else now."
)
@click.option("--all-wait", is_flag=True, help="Register none: each waits for a person at the desk.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def read(*, folder: Path, code: str, received: datetime | None, all_wait: bool, as_json: bool) -> int:
    """Read each scan of FOLDER (PDF, PNG, JPEG, WebP) as a letter, each folder in it as one of several pages; register it.

    What was read with doubt, has no text or speaks of an accusation waits at the desk (Scanned letters). Run again, it adds
    nothing. Exit 1 if a file was refused.
    """
    from django.utils import timezone

    from xinqiao.cli.speaking import speak_the_caller_s_language
    from xinqiao.intake.scans.batch import letters_in, take_in_folder
    from xinqiao.people.models import Organisation

    speak_the_caller_s_language()
    office = (
        Organisation.objects.select_related("parent", "place", "duty_officer").filter(code=code, is_active=True).first()
    )
    if office is None:
        raise click.ClickException(f"There is no active organisation with the code {code}.")
    day = timezone.make_aware(received) if received else None
    if day is not None and day > timezone.now():
        raise click.BadParameter("they cannot have arrived in the future.", param_hint="--received")
    total, outcomes = len(letters_in(folder)), []
    for outcome in take_in_folder(folder, office=office, received_at=day, all_wait=all_wait):
        outcomes.append(outcome)
        click.echo(f"{len(outcomes)} of {total}", err=True)
        if not as_json:
            click.echo("  ".join(filter(None, (outcome.became, outcome.name, outcome.reference, outcome.why))))
    counts = Counter(outcome.became for outcome in outcomes)
    told = {name: counts[name] for name in ("registered", "already", "waiting", "refused")}
    if as_json:
        click.echo(
            json.dumps({"letters": total, **told, "each": [asdict(one) for one in outcomes]}, ensure_ascii=False)
        )
    else:
        click.echo(f"{total} letters: " + ", ".join(f"{count} {name}" for name, count in told.items()) + ".")
    return 1 if told["refused"] else 0
