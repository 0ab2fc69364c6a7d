"""How do petitions of a file come into this database?"""

import json
from pathlib import Path

import click


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--channel",
    required=True,
    type=click.Choice(["web", "letter", "visit", "phone", "email", "partner"]),
    help="How they arrived.",
)
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="A TOML file that names the columns.")
@click.option("--statute", default="", help="The pack they run under; without it, that of each row's day.")
@click.option("--organisation", default="", help="The code of the organisation that answers for them.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def import_(*, file: Path, channel: str, map_file: Path | None, statute: str, organisation: str, as_json: bool) -> None:
    """Register the petitions of a CSV, XLSX or Parquet FILE; run again, it adds nothing."""
    from xinqiao.cli.speaking import speak_the_caller_s_language
    from xinqiao.intake.bulk import Import, Mapping, NotImportable, import_file, read_map
    from xinqiao.law.library import UnknownStatute
    from xinqiao.petitions.models import Channel

    speak_the_caller_s_language()
    try:
        job = Import(
            path=file,
            channel=Channel(channel),
            mapping=read_map(map_file) if map_file else Mapping(),
            statute=statute,
            organisation=organisation,
        )
        report = import_file(job, progress=lambda so_far: click.echo(f"\r{so_far.read} rows", nl=False, err=True))
    except (NotImportable, UnknownStatute) as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo("", err=True)
    document = report.as_document()
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(f"Read {report.read}, registered {report.registered}, already there {report.already}.")
    if document["rejected"]:
        click.echo(f"Not taken: {len(document['rejected'])}")
    for rejected in document["rejected"]:
        click.echo(f"  row {rejected['row']}: {rejected['why']}")
