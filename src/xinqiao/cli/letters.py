"""How does a folder of scanned letters become petitions?"""

import json
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

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
@click.option(
    "--kind",
    type=click.Choice(["appeal", "suggestion"]),
    default=None,
    help="Register what was read without doubt, as this kind; else each waits for an officer, who chooses it.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def read(*, folder: Path, code: str, received: datetime | None, kind: str | None, as_json: bool) -> int:
    """Read each scan of FOLDER (PDF, TIFF, PNG, JPEG, WebP, BMP) as a letter, each folder in it as one of several pages.

    Each waits at the desk (Scanned letters) for an officer, who compares it and chooses its kind. With --kind it is registered
    at once, unless it was read with doubt, has no text or speaks of an accusation; its slip with number and query code then
    waits there to be printed, once. Run again, it adds nothing; what was set aside is not read again. Exit 1 if a file was refused.
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
    for outcome in take_in_folder(folder, office=office, received_at=day, kind=kind or ""):
        outcomes.append(outcome)
        click.echo(f"{len(outcomes)} of {total}", err=True)
        if not as_json:
            click.echo("  ".join(filter(None, (outcome.became, outcome.name, outcome.reference, outcome.why))))
    counts = Counter(outcome.became for outcome in outcomes)
    told = {name: counts[name] for name in ("registered", "already", "waiting", "aside", "refused")}
    _tell(total, told, outcomes, as_json=as_json)
    return 1 if told["refused"] else 0


def _tell(total: int, told: dict[str, int], outcomes: list[Any], *, as_json: bool) -> None:
    if as_json:
        each = [asdict(one) for one in outcomes]
        click.echo(json.dumps({"letters": total, **told, "each": each}, ensure_ascii=False))
    else:
        click.echo(f"{total} letters: " + ", ".join(f"{count} {name}" for name, count in told.items()) + ".")
    if told["registered"]:
        click.echo(
            "Print their slips at the desk under Scanned letters: only there the query codes are shown.", err=True
        )
