"""Which models of subjects does this installation keep, and which does the desk read with?"""

import json

import click


@click.command("models")
@click.option("--use", "name", metavar="VERSION", help="Let the desk read with this version from now on.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def models(*, name: str | None, as_json: bool) -> int:
    """List the kept versions of the desk's model of subjects; --use puts one of them in use, an earlier one as well.

    Exit 1 where a kept file is not the one of its card.
    """
    from xinqiao.cli.ready import load_django

    load_django()
    from xinqiao.language.subjects.storing import WrongModel
    from xinqiao.routing.versions import NoSuchVersion, kept_versions, use_version

    if name is not None:
        try:
            use_version(name)
        except (NoSuchVersion, WrongModel) as fault:
            raise click.ClickException(str(fault)) from fault
    versions = kept_versions()
    if as_json:
        rows = [
            {"version": one.name, "in_use": one.is_in_use, "fault": one.fault, "card": one.card} for one in versions
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
    for one in versions if not as_json else ():
        said = (
            one.fault
            or f"{one.card.get('texts', '?')} texts, macro-F1 {one.card.get('macro_f1', '?')}, sha256 {one.card['sha256'][:12]}…"
        )
        click.echo(f"{'*' if one.is_in_use else ' '} {one.name}: {said}")
    return 1 if any(one.fault for one in versions) else 0
