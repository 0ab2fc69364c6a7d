"""Is each promise about speed kept on this machine? Measured beside its baseline, in a temporary home."""

import json
from pathlib import Path
from typing import Any

import click


@click.command("bench")
@click.argument("name", required=False)
@click.option("--list", "as_list", is_flag=True, help="Say which promises are measured.")
@click.option(
    "--file", type=click.Path(path_type=Path), help="import: the file, with its replies, instead of an invented one."
)
@click.option(
    "--texts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="lists, search, detail, submissions, million, similar, issues: a Parquet file with the columns title and detail.",
)
@click.option("--small", is_flag=True, help="In miniature: shows that the measuring works, proves nothing.")
@click.option("--check", is_flag=True, help="End with 1 where the promise was not kept.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def bench(*, name: str | None, as_list: bool, small: bool, check: bool, as_json: bool, **files: Path | None) -> int:
    """Measure the promise NAME, or all that take little time; nothing is left behind."""
    from xinqiao.benchmarks.catalogue import BENCHES, UnknownBench, run
    from xinqiao.benchmarks.homes import BenchFailed

    if as_list:
        _tell_list({known.name: known.promise for known in BENCHES.values()}, as_json=as_json)
        return 0
    figures = []
    for wanted in [name] if name else [known.name for known in BENCHES.values() if not known.is_long]:
        click.echo(f"measuring {wanted} …", err=True)
        takes = BENCHES[wanted].options if wanted in BENCHES else ()
        options = {option: str(path) for option, path in files.items() if path and option in takes}
        try:
            figures.append(run(wanted, small=small, **options))
        except (UnknownBench, BenchFailed) as fault:
            raise click.ClickException(str(fault)) from fault
        if not as_json:
            _tell(figures[-1])
    if as_json:
        click.echo(json.dumps(figures[0] if name else figures, ensure_ascii=False))
    return 1 if check and any(one["kept"] is False for one in figures) else 0


def _tell_list(promises: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([{"name": name, "promise": promise} for name, promise in promises.items()]))
        return
    for name, promise in promises.items():
        click.echo(f"{name:<10} {promise}")


def _tell(figures: dict[str, Any]) -> None:
    """One line of verdict, then the figures."""
    verdict = {True: "kept", False: "NOT KEPT", None: "in miniature, no proof"}[figures["kept"]]
    click.echo(f"{figures['name']}: {verdict}. {figures['promise']}")
    for part, value in figures.items():
        if part not in ("name", "promise", "kept", "small"):
            click.echo(f"  {part:<32} {json.dumps(value, ensure_ascii=False)}")
