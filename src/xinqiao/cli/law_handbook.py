"""`xinqiao law handbook ID`: the whole procedure of a pack in plain words, or drawn; and two packs side by side."""

import json

import click

from xinqiao.cli.law import LANGUAGE, BadInput
from xinqiao.law.library import UnknownStatute


@click.command("handbook")
@click.argument("identifier", metavar="ID")
@click.option("--beside", metavar="ID", help="Show this other pack beside it, as a table of differences.")
@click.option("--svg", "as_svg", is_flag=True, help="The drawing, as SVG.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@LANGUAGE
def handbook(*, identifier: str, beside: str | None, as_svg: bool, as_json: bool, language: str) -> None:
    """Print the procedure of the pack ID stage by stage: who does what by when, by which article, and what follows."""
    from xinqiao.law.handbook import chapters, differences, picture, writing

    try:
        if beside is not None:
            compared = differences.comparison(beside, identifier, language)
            parts = {
                head.removeprefix("compare_"): [
                    {"title": row.title, "before": row.before, "after": row.after, "same": row.is_same} for row in rows
                ]
                for head, rows in compared.parts.items()
            }
            text = json.dumps(parts, ensure_ascii=False) + "\n" if as_json else differences.in_text(compared)
        else:
            book = chapters.handbook(identifier, language)
            if as_json:
                text = json.dumps(chapters.as_document(book), ensure_ascii=False) + "\n"
            else:
                text = picture.picture(book) + "\n" if as_svg else writing.in_text(book)
    except UnknownStatute as unknown:
        raise BadInput(str(unknown)) from None
    click.echo(text, nl=False)
