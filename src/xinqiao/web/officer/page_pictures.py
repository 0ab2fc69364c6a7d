"""How is a scanned page drawn with its lines: upright, each line a frame over the picture, and cut out beside its words?"""

from dataclasses import dataclass
from typing import Any

_AROUND = 8
# So many characters stand beside each other in the field of a line on a wide page.
_IN_A_ROW = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """A line with its frame on the upright page (`points`) and the part of the page to cut out for it (`cut`).

    `rows` is how high its field is, so that a long line is seen whole.
    """

    name: str
    text: str
    percent: int
    is_doubtful: bool
    is_confirmed: bool
    is_open: bool
    guessed: str
    points: str
    cut: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShown:
    """A page: its picture as it was given, the turn that sets it upright, its size then, and its lines."""

    number: int
    picture: str
    width: int
    height: int
    given_width: int
    given_height: int
    turn: str
    lines: list[LineShown]
    is_for_a_person: bool


def page_shown(read: dict[str, Any], *, number: int, picture: str, chosen: str = "") -> PageShown:
    """The page `number` (from 0) of a reading."""
    wide, tall, turned = read["width"], read["height"], read["turned"]
    is_on_its_side = turned in {90, 270}
    return PageShown(
        number=number + 1,
        picture=picture,
        width=tall if is_on_its_side else wide,
        height=wide if is_on_its_side else tall,
        given_width=wide,
        given_height=tall,
        turn={
            0: "",
            90: f"translate({tall} 0) rotate(90)",
            180: f"translate({wide} {tall}) rotate(180)",
            270: f"translate(0 {wide}) rotate(270)",
        }[turned],
        lines=[_line(one, f"{number}.{nth}", chosen, (wide, tall, turned)) for nth, one in enumerate(read["lines"])],
        is_for_a_person=read["for_a_person"],
    )


def _line(read: dict[str, Any], name: str, chosen: str, page: tuple[int, int, int]) -> LineShown:
    points = [_upright(x, y, *page) for x, y in read["box"]]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    left, top = min(xs) - _AROUND, min(ys) - _AROUND
    return LineShown(
        name=name,
        text=read["text"],
        percent=int(read["confidence"] * 100),
        is_doubtful=read["doubtful"],
        is_confirmed=read.get("confirmed", False),
        is_open=read["doubtful"] or name == chosen,
        guessed=" ".join(read["text"][at] for at in read.get("guessed", ()) if at < len(read["text"])),
        points=" ".join(f"{x:.0f},{y:.0f}" for x, y in points),
        cut=f"{left:.0f} {top:.0f} {max(xs) - left + _AROUND:.0f} {max(ys) - top + _AROUND:.0f}",
        rows=1 + max(0, len(read["text"]) - 1) // _IN_A_ROW,
    )


def _upright(x: float, y: float, wide: int, tall: int, turned: int) -> tuple[float, float]:
    return {0: (x, y), 90: (tall - y, x), 180: (wide - x, tall - y), 270: (y, wide - x)}[turned]
