"""What stands on a page? Lines with their boxes and confidence, the page turned upright, a red stamp looked through."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from xinqiao.language.paper.pages import Page, Pixels
from xinqiao.language.paper.recognising import Found, corners_as_given, recognise

# Below this a line is marked to be looked at, or where one of its characters is below the other: measured on 17 printed
# pages and on a simulated hand (tools/measure_paper.py), no right line of print is marked and five wrong of six are.
DOUBTFUL = 0.9
_GUESSED = 0.5
# A page of which so large a share was read with doubt is for a person to read.
_MUCH_DOUBT = 0.3
_SMALLEST_SIDE = 32
# After a Chinese character a mark is a Chinese one, however narrow it was printed.
_FULL_WIDTH = {":": "：", ",": "，", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[:,;?!()]")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, its four corners on the page as given (x, y in pixels, from the top left), its confidence."""

    text: str
    box: tuple[Point, Point, Point, Point]
    confidence: float
    # What goes before it in the text: nothing, a space, or a line's end where a paragraph begins.
    before: str = ""
    # The places of the characters that were guessed, from 0.
    guessed: tuple[int, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should compare it with the image."""
        return self.confidence < DOUBTFUL or bool(self.guessed)


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page: its lines in reading order, the text with paragraphs, and how far it was turned (degrees, clockwise)."""

    lines: tuple[Line, ...]
    text: str
    width: int
    height: int
    turned: int
    # Whether the words were taken from the file, which carries them beside its picture; else they were seen.
    is_written: bool = False

    @property
    def confidence(self) -> float:
        """The mean confidence of the lines, by their length; 0 for an empty page."""
        many = sum(len(line.text) for line in self.lines)
        return sum(line.confidence * len(line.text) for line in self.lines) / many if many else 0.0

    @property
    def is_for_a_person(self) -> bool:
        """Whether so much was read with doubt (handwriting, a poor copy) that a person has to read the page itself."""
        many = sum(len(line.text) for line in self.lines)
        return sum(len(line.text) for line in self.lines if line.is_doubtful) > _MUCH_DOUBT * many


def read_page(pixels: Pixels) -> PageRead:
    """Read one page, whichever way up it lies. An empty or tiny page gives no lines."""
    height, width = pixels.shape[:2]
    if min(height, width) < _SMALLEST_SIDE:
        return PageRead((), "", width, height, 0)
    turned, found = recognise(without_red(pixels))
    rows = _rows(found)
    lines = tuple(
        Line(text, _corners(line, turned, width, height), round(line.confidence, 4), before, _guessed(line))
        for line, text, before in _with_joints(rows)
    )
    return PageRead(lines, text_of(lines), width, height, turned)


def read_sheet(page: Page) -> PageRead:
    """Read one page of a file: the words that it carries, where it was made of words, else what is seen."""
    if not page.written:
        return read_page(page.pixels)
    height, width = page.pixels.shape[:2]
    found = [Found(words, np.asarray(corners, dtype=float), 1.0) for words, corners in page.written]
    lines = tuple(
        Line(text, _corners(line, 0, width, height), 1.0, before) for line, text, before in _with_joints(_rows(found))
    )
    return PageRead(lines, text_of(lines), width, height, 0, is_written=True)


def without_red(pixels: Pixels) -> Pixels:
    """The page in grey, with red ink as paper: print under a stamp stays, for black is dark in the red channel too."""
    red, green, blue = (pixels[:, :, channel].astype(np.int16) for channel in range(3))
    grey = (red * 77 + green * 150 + blue * 29) >> 8
    is_red = red - np.maximum(green, blue) > 30
    seen = np.where(is_red, np.maximum(red, grey), grey)
    # What is pale red on the stamp's rim is lifted to paper.
    seen = np.where(is_red & (red > 140), 255, seen).astype(np.uint8)
    return np.repeat(seen[:, :, None], 3, axis=2)


def _guessed(line: Found) -> tuple[int, ...]:
    """Where, in the words without the space around them, characters were guessed."""
    skipped = len(line.text) - len(line.text.lstrip())
    many = len(line.text.strip())
    return tuple(at for at, sure in enumerate(line.sure[skipped : skipped + many]) if sure < _GUESSED)


def _corners(line: Found, turned: int, width: int, height: int) -> tuple[Point, Point, Point, Point]:
    first, second, third, fourth = corners_as_given(line.corners, turned, width, height)
    return first, second, third, fourth


def _rows(found: Sequence[Found]) -> list[list[Found]]:
    """Lines in reading order: rows from top to bottom along the page's own slant, and from left to right within."""
    slant = _slant(found)
    turned = [(_centre(line, slant), _size(line)[1], line) for line in found]
    rows: list[list[tuple[Point, float, Found]]] = []
    for item in sorted(turned, key=lambda item: item[0][1]):
        (_x, y), tall, _line = item
        if rows and abs(y - rows[-1][-1][0][1]) < 0.5 * min(tall, rows[-1][-1][1]):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [[line for _centre_, _tall, line in sorted(row, key=lambda item: item[0][0])] for row in rows]


def _slant(found: Sequence[Found]) -> float:
    """The angle of the lines against the horizontal, in radians: the median of the longer ones."""
    angles = [
        math.atan2(line.corners[1][1] - line.corners[0][1], line.corners[1][0] - line.corners[0][0])
        for line in found
        if _size(line)[0] > 4 * _size(line)[1]
    ]
    return float(np.median(angles)) if angles else 0.0


def _centre(line: Found, slant: float) -> Point:
    x, y = line.corners.mean(axis=0)
    return x * math.cos(slant) + y * math.sin(slant), y * math.cos(slant) - x * math.sin(slant)


def _size(line: Found) -> tuple[float, float]:
    """Length and height of a line along its own direction."""
    corners = line.corners
    return float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[3] - corners[0]))


def text_of(lines: Iterable[Line]) -> str:
    """The lines as text with paragraphs: each after what goes `before` it."""
    return "".join(f"{line.before}{line.text}" for line in lines).strip()


def _with_joints(rows: Sequence[Sequence[Found]]) -> Iterator[tuple[Found, str, str]]:
    """Each line, its words, and what goes before it: a row that ends well before the margin, or is followed by an
    indented one, ends a paragraph; words in letters are parted by a space.
    """
    if not rows:
        return
    slant = _slant([line for row in rows for line in row])
    tall = float(np.median([_size(line)[1] for row in rows for line in row]))
    ends = [max(_centre(line, slant)[0] + _size(line)[0] / 2 for line in row) for row in rows]
    begins = [min(_centre(line, slant)[0] - _size(line)[0] / 2 for line in row) for row in rows]
    right, left = float(np.quantile(ends, 0.9)), float(np.quantile(begins, 0.1))
    last = ""
    for number, row in enumerate(rows):
        is_new = number and (ends[number - 1] < right - 1.6 * tall or begins[number] > left + 1.4 * tall)
        for nth, line in enumerate(row):
            words = _marks_made_wide(line.text.strip(), last)
            yield line, words, "\n" if is_new and not nth else _between(last, words)
            last = words[-1:]


def _between(last: str, words: str) -> str:
    """A space between words in letters, nothing between Chinese."""
    first = words[:1]
    return " " if last.isascii() and first.isascii() and last.isalnum() and first.isalnum() else ""


def _marks_made_wide(words: str, last: str) -> str:
    return _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark.group()], last + words)[len(last) :]
