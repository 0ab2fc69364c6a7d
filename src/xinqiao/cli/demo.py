"""How does the invented city come into this database?"""

import json

import click


@click.command("demo")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def demo(*, as_json: bool) -> None:
    """Prepare the invented city, once: run again, it adds nothing."""
    from xinqiao.demonstration.city import prepare_city

    outcome = prepare_city()
    if as_json:
        click.echo(json.dumps(outcome, ensure_ascii=False, default=str))
