"""Are cached positions, search index and index of matters what the events and texts say? Makes them anew."""

import json

import click


@click.command("rebuild")
@click.option("--positions", "only", flag_value="positions", help="Only the cached positions.")
@click.option("--search", "only", flag_value="search", help="Only the search index.")
@click.option("--matters", "only", flag_value="matters", help="Only the index in which the same matter is looked for.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def rebuild(*, only: str | None, as_json: bool) -> None:
    """Derive every petition's stage, due dates and clocks anew from its events, and index its words anew. Changes no event."""
    from django.conf import settings
    from django.utils import timezone

    from xinqiao.petitions.positions import rebuild_positions
    from xinqiao.petitions.searching.filling import rebuild as rebuild_index

    done: dict[str, int] = {}
    if only in (None, "positions"):
        done["petitions"] = rebuild_positions(on=timezone.localdate())
    if only in (None, "search"):
        done["indexed"] = rebuild_index()
    if only == "matters" or (only is None and settings.XINQIAO_LANGUAGE):
        done["compared_texts"] = _rebuild_matters()
    if as_json:
        click.echo(json.dumps(done))
        return
    if "petitions" in done:
        click.echo(f"{done['petitions']} positions were derived anew.")
    if "indexed" in done:
        click.echo(f"The words of {done['indexed']} petitions were indexed anew.")
    if "compared_texts" in done:
        click.echo(f"{done['compared_texts']} texts were put anew into the index of matters.")


def _rebuild_matters() -> int:
    """The index of matters anew. Links stay; the worker finds those that are missing."""
    from xinqiao.language.same_matter.keeping import Busy
    from xinqiao.linking.catching_up import rebuild as rebuild_matters

    try:
        return rebuild_matters().indexed
    except Busy as fault:
        raise click.ClickException(f"{fault} Try again when it has ended.") from fault
