"""The procedure of a pack drawn: one line from arrival to the last opinion, the periods of the law on its left, on its
right where else it may turn and how it may end. SVG without style sheets or scripts, so that any page may show it."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape

from xinqiao.law.files import read_yaml
from xinqiao.law.handbook.chapters import Chapter, Handbook, Period, Way, say
from xinqiao.law.library import place_of

_WIDTH, _ROW, _TOP = 1080, 96, 96
_STAGE_X, _STAGE_WIDTH, _STAGE_HEIGHT = 400, 280, 52
_PERIOD_X, _PERIOD_WIDTH = 30, 320
_TURN_X, _TURN_WIDTH = 730, 320
_INK, _QUIET, _LINE, _PAPER = "#1d2b36", "#4a5a66", "#2b6777", "#ffffff"
_STAGE, _END, _BESIDE, _PERIOD = "#e8f1f3", "#f3efe6", "#f6f8f9", "#fff8e6"
_FONTS = "'Noto Sans SC','Noto Sans TC','PingFang SC','Microsoft YaHei',sans-serif"


def picture(book: Handbook) -> str:
    """The drawing as an SVG document with a title and a description for readers of the screen."""
    layout = _layout(book.id)
    rows = [chapter for name in _order(layout, book) if (chapter := _find(book, name)) is not None]
    height = _TOP + _ROW * len(rows) + 24
    title = say("handbook_title", book.language, title=book.title)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="title says" font-family="{_FONTS}">',
        f'<title id="title">{escape(title)}</title><desc id="says">{escape(say("handbook_says", book.language))}</desc>',
        f'<rect width="{_WIDTH}" height="{height}" fill="{_PAPER}"/>',
        _centred(_WIDTH / 2, 44, title, size=26, is_title=True),
        *_heads(book),
    ]
    line, actor = set(layout["line"]), ""
    for number, chapter in enumerate(rows):
        parts += _row(book, chapter, _TOP + _ROW * number, is_beside=chapter.name not in line)
        if chapter.name in line:
            below = next((n for n in range(number + 1, len(rows)) if rows[n].name in line), number)
            step = next((way for way in chapter.ways if rows[below].name in way.leads_to), None)
            if step is not None:
                # Whoever acted last goes on where the step is open to her too: who wrote an opinion serves it.
                actor = actor if actor in step.by else step.by[0]
                parts += _down(f"{step.title} · {actor}", number, below)
    return "".join([*parts, "</svg>"])


@cache
def _layout(identifier: str) -> Mapping[str, Sequence[str]]:
    path = place_of(identifier) / "handbook.yaml"
    return dict(read_yaml(path)) if path.exists() else {"line": (), "beside": ()}


def _order(layout: Mapping[str, Sequence[str]], book: Handbook) -> Iterator[str]:
    """The stages of the line, each followed by those beside it that it leads to; without a layout, all of them."""
    if not layout["line"]:
        yield from (chapter.name for chapter in book.chapters)
        return
    waiting = list(layout["beside"])
    for name in layout["line"]:
        yield name
        chapter = _find(book, name)
        led = {to for way in chapter.ways for to in way.leads_to} if chapter else set()
        led |= {to for one in waiting if one in led for way in _ways(book, one) for to in way.leads_to}
        for beside in [one for one in waiting if one in led]:
            waiting.remove(beside)
            yield beside


def _ways(book: Handbook, name: str) -> tuple[Way, ...]:
    chapter = _find(book, name)
    return chapter.ways if chapter else ()


def _find(book: Handbook, name: str) -> Chapter | None:
    return next((chapter for chapter in book.chapters if chapter.name == name), None)


def _heads(book: Handbook) -> Iterator[str]:
    for x, width, head in (
        (_PERIOD_X, _PERIOD_WIDTH, "handbook_periods"),
        (_TURN_X, _TURN_WIDTH, "handbook_leads"),
    ):
        yield _centred(x + width / 2, 80, say(head, book.language), size=15, fill=_QUIET)


def _row(book: Handbook, chapter: Chapter, y: float, *, is_beside: bool) -> Iterator[str]:
    x = _STAGE_X + (36 if is_beside else 0)
    fill = _END if chapter.is_final else _BESIDE if is_beside else _STAGE
    dashes = ' stroke-dasharray="5 4"' if is_beside else ""
    yield (
        f'<rect x="{x}" y="{y}" width="{_STAGE_WIDTH - (36 if is_beside else 0)}" height="{_STAGE_HEIGHT}" rx="10" '
        f'fill="{fill}" stroke="{_LINE}" stroke-width="1.5"{dashes}/>'
    )
    middle = x + (_STAGE_WIDTH - (36 if is_beside else 0)) / 2
    size = 14 if book.language == "en" else 16
    said = _fitted(chapter.title, size, _STAGE_WIDTH - 20)
    yield _centred(middle, y + 23, said, size=size, is_title=True)
    yield _centred(middle, y + 42, chapter.article, size=12, fill=_QUIET)
    yield from _periods(chapter.periods, x, y)
    yield from _turns(book, chapter, y)


def _periods(periods: Sequence[Period], edge: float, y: float) -> Iterator[str]:
    """The periods of the law that begin here; office rules stand in the tables, not in the picture."""
    for number, period in enumerate([one for one in periods if not one.internal][:3]):
        at = y + 27 * number - 2
        told = _fitted(f"{period.length} · {period.title} · {period.article}", 13, _PERIOD_WIDTH - 20)
        yield (
            f'<rect x="{_PERIOD_X}" y="{at}" width="{_PERIOD_WIDTH}" height="23" rx="11" fill="{_PERIOD}" '
            f'stroke="#c9a227"/>'
        )
        yield _text(_PERIOD_X + 12, at + 16, told, size=13)
        if number == 0:
            yield _stroke(_PERIOD_X + _PERIOD_WIDTH, at + 12, edge - 2, at + 12, colour="#c9a227")


def _turns(book: Handbook, chapter: Chapter, y: float) -> Iterator[str]:
    """Every way on from here but the next one of the line: the step, and where it leads."""
    after = _next_of(book, chapter)
    told = [
        (way.title, book.chapter(to)) for way in chapter.ways for to in way.leads_to if to != after and way.leads_to
    ]
    for number, (step, target) in enumerate(told[:3] if len(told) <= 3 else told[:2]):
        said = _fitted(f"{step} → {target.title}", 13, _TURN_WIDTH - 8)
        yield _text(_TURN_X, y + 16 + 22 * number, said, size=13, fill=_INK)
    if len(told) > 3:
        comma = ", " if book.language == "en" else "、"
        rest = comma.join(dict.fromkeys(step for step, _target in told[2:]))
        yield _text(_TURN_X, y + 60, _fitted(f"{rest} …", 13, _TURN_WIDTH - 8), size=13, fill=_QUIET)
    if told:
        yield _stroke(_STAGE_X + _STAGE_WIDTH + 2, y + 12, _TURN_X - 8, y + 12, colour=_LINE)


def _next_of(book: Handbook, chapter: Chapter) -> str:
    line = list(_layout(book.id)["line"])
    at = line.index(chapter.name) if chapter.name in line else -1
    return line[at + 1] if 0 <= at < len(line) - 1 else ""


def _down(said: str, number: int, below: int) -> Iterator[str]:
    """The way down the line to its next stage, with the step that takes it and by whom."""
    x, top, bottom = _STAGE_X + 18, _TOP + _ROW * number + _STAGE_HEIGHT, _TOP + _ROW * below
    yield _stroke(x, top, x, bottom - 7, colour=_LINE, width=3)
    yield f'<path d="M{x - 6} {bottom - 9} L{x} {bottom - 1} L{x + 6} {bottom - 9}" fill="{_LINE}"/>'
    yield _text(x + 16, top + 28, _fitted(said, 13, _STAGE_WIDTH - 20), size=13, fill=_QUIET)


def _text(x: float, y: float, text: str, *, size: int, fill: str = _INK, is_title: bool = False) -> str:
    """A line of text; a title is heavy. What is centred stands in `_centred`."""
    weight = "600" if is_title else "400"
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'


def _centred(x: float, y: float, text: str, *, size: int, fill: str = _INK, is_title: bool = False) -> str:
    drawn = _text(x, y, text, size=size, fill=fill, is_title=is_title)
    return drawn.replace("<text ", '<text text-anchor="middle" ', 1)


def _stroke(x1: float, y1: float, x2: float, y2: float, *, colour: str, width: float = 1.5) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}" stroke-width="{width:g}"/>'


def _fitted(text: str, size: int, width: float) -> str:
    """The text, cut with an ellipsis where it would be wider than its place."""
    taken = 0.0
    for at, sign in enumerate(text):
        taken += size * (1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.5)
        if taken > width:
            return text[: max(1, at - 1)].rstrip() + "…"
    return text
