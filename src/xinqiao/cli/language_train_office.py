"""Teach the desk's model of subjects on what officers confirmed, and put it in use where it reads no worse."""

import json
from pathlib import Path

import click


@click.command("train-office")
@click.option(
    "--also", "also_file", type=click.Path(path_type=Path), help="Earlier labelled letters: Parquet, label, text."
)
@click.option(
    "--accusations", is_flag=True, help="Where the office permits it: accusations and sealed files teach, too."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def train_office(*, also_file: Path | None, accusations: bool, as_json: bool) -> int:
    """Teach a new version on the confirmed subjects of this installation, measured on a fifth that is held back.

    It is kept beside the earlier ones under XINQIAO_HOME/models. Exit 1 where it reads worse than what is in use: then
    nothing changes at the desk.
    """
    from xinqiao.cli.ready import prepare

    prepare()
    from django.utils import timezone

    from xinqiao.language.subjects.rows import NotReadable, read_rows
    from xinqiao.language.subjects.training import NotTrainable
    from xinqiao.routing.teaching import teach_from_office

    try:
        also = read_rows(also_file) if also_file else None
        taught = teach_from_office(at=timezone.localtime(), with_accusations=accusations, also=also)
    except (NotReadable, NotTrainable) as fault:
        raise click.ClickException(str(fault)) from fault
    except OSError as fault:
        raise click.ClickException(f"The model cannot be written: {fault.strerror or fault}.") from fault
    version = taught.version
    if as_json:
        click.echo(
            json.dumps(
                {"version": version.name, "in_use": version.is_in_use, "why": taught.why, "card": version.card},
                ensure_ascii=False,
            )
        )
    else:
        click.echo(f"{version.name}: {taught.why}")
    return 0 if version.is_in_use else 1
