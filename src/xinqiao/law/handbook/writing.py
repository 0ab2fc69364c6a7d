"""The handbook as a text (Markdown) that a clerk or a lawyer reads and prints."""

from collections.abc import Iterator, Sequence

from xinqiao.law.handbook.chapters import Chapter, Handbook, Way, say
from xinqiao.law.tables import table


def in_text(book: Handbook, *, picture: str = "") -> str:
    """The whole handbook; `picture` is the address of its drawing, left out where there is none."""
    said = [f"# {say('handbook_title', book.language, title=book.title)}", "", say("handbook_says", book.language)]
    if picture:
        said += ["", f"![{say('handbook_picture', book.language)}]({picture})"]
    for chapter in book.chapters:
        said += ["", *_chapter(book, chapter)]
    said += ["", f"## {say('handbook_anytime', book.language)}", "", *_ways(book, book.anytime, has_ends=False)]
    return "\n".join(said) + "\n"


def _chapter(book: Handbook, chapter: Chapter) -> Iterator[str]:
    end = (
        f"（{say('handbook_end', book.language)}）"
        if book.language != "en"
        else f" ({say('handbook_end', book.language)})"
    )
    yield f"## {chapter.title}{end if chapter.is_final else ''}"
    yield ""
    yield chapter.article
    if chapter.remedy:
        yield ""
        yield f"> {chapter.remedy}"
    if chapter.ways:
        yield ""
        yield from _ways(book, chapter.ways)
    if chapter.periods:
        heads = ("handbook_period", "handbook_length", "handbook_whose", "handbook_owed", "handbook_basis")
        rows = [(p.title, p.length, p.holder, p.duty or "–", p.article) for p in chapter.periods]
        yield ""
        yield from table([say(head, book.language) for head in heads], rows)


def _ways(book: Handbook, ways: Sequence[Way], *, has_ends: bool = True) -> Iterator[str]:
    comma = ", " if book.language == "en" else "、"
    heads = ("handbook_step", "handbook_who", *(["handbook_leads"] if has_ends else []), "handbook_basis")
    rows = []
    for way in ways:
        leads = comma.join(book.chapter(name).title for name in way.leads_to) or "–"
        rows.append((way.title, comma.join(way.by) or "–", *([leads] if has_ends else []), way.article or "–"))
    yield from table([say(head, book.language) for head in heads], rows)
