"""What stands on a page? Lines with their boxes and confidence, the page turned upright, a red stamp looked through."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from rapidocr import RapidOCR

from xinqiao.language.paper.pages import Pixels

# Below this a line is marked to be looked at; printed letters lie above 0.95.
DOUBTFUL = 0.85
# A page read worse than this is also tried upside down.
_DOUBTFUL_PAGE = 0.85
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

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should compare it with the image."""
        return self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page: its lines in reading order, the text with paragraphs, and how far it was turned (degrees, clockwise)."""

    lines: tuple[Line, ...]
    text: str
    width: int
    height: int
    turned: int

    @property
    def confidence(self) -> float:
        """The mean confidence of the lines, by their length; 0 for an empty page."""
        many = sum(len(line.text) for line in self.lines)
        return sum(line.confidence * len(line.text) for line in self.lines) / many if many else 0.0


@dataclass(frozen=True, slots=True)
class _Found:
    """A line as found on the page turned by `turned`."""

    text: str
    corners: np.ndarray
    confidence: float


def read_page(pixels: Pixels) -> PageRead:
    """Read one page, whichever way up it lies. An empty or tiny page gives no lines."""
    height, width = pixels.shape[:2]
    if min(height, width) < _SMALLEST_SIDE:
        return PageRead((), "", width, height, 0)
    looked_through = without_red(pixels)
    turned, found = 0, _lines_on(looked_through)
    if _lie_sideways(found):
        turned, found = 90, _lines_on(_turn(looked_through, 90))
    if found and _confidence(found) < _DOUBTFUL_PAGE:
        around = (turned + 180) % 360
        again = _lines_on(_turn(looked_through, around))
        if _confidence(again) > _confidence(found):
            turned, found = around, again
    rows = _rows(found)
    lines = tuple(
        Line(line.text, _corners_as_given(line.corners, turned, width, height), round(line.confidence, 4))
        for row in rows
        for line in row
    )
    return PageRead(lines, _text_of(rows), width, height, turned)


def without_red(pixels: Pixels) -> Pixels:
    """The page in grey, with red ink as paper: print under a stamp stays, for black is dark in the red channel too."""
    red, green, blue = (pixels[:, :, channel].astype(np.int16) for channel in range(3))
    grey = (red * 77 + green * 150 + blue * 29) >> 8
    is_red = red - np.maximum(green, blue) > 30
    seen = np.where(is_red, np.maximum(red, grey), grey)
    # What is pale red on the stamp's rim is lifted to paper.
    seen = np.where(is_red & (red > 140), 255, seen).astype(np.uint8)
    return np.repeat(seen[:, :, None], 3, axis=2)


@cache
def _engine() -> RapidOCR:
    """The reader with the models that lie in its package; one thread, as a page is one of many."""
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _lines_on(pixels: Pixels) -> list[_Found]:
    answer: Any = _engine()(np.ascontiguousarray(pixels[:, :, ::-1]))
    if answer.boxes is None or answer.txts is None:
        return []
    return [
        _Found(text, np.asarray(box, dtype=float), float(score))
        for box, text, score in zip(answer.boxes, answer.txts, answer.scores, strict=True)
        if text.strip()
    ]


def _lie_sideways(found: Sequence[_Found]) -> bool:
    """Whether most of the longer lines are taller than wide."""
    sizes = [np.ptp(line.corners, axis=0) for line in found]
    long = [size for size in sizes if max(size) > 3 * max(min(size), 1)]
    return len(long) > 2 and sum(size[1] > size[0] for size in long) > len(long) / 2


def _confidence(found: Sequence[_Found]) -> float:
    many = sum(len(line.text) for line in found)
    return sum(line.confidence * len(line.text) for line in found) / many if many else 0.0


def _turn(pixels: Pixels, degrees: int) -> Pixels:
    """The page turned clockwise."""
    return np.ascontiguousarray(np.rot90(pixels, k=-(degrees // 90)))


def _corners_as_given(corners: np.ndarray, turned: int, width: int, height: int) -> tuple[Point, Point, Point, Point]:
    """Corners on the turned page → the same corners on the page as it was given."""
    back: dict[int, Any] = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (y, height - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (width - y, x),
    }
    first, second, third, fourth = (
        (round(float(a), 1), round(float(b), 1)) for a, b in (back[turned](x, y) for x, y in corners)
    )
    return first, second, third, fourth


def _rows(found: Sequence[_Found]) -> list[list[_Found]]:
    """Lines in reading order: rows from top to bottom along the page's own slant, and from left to right within."""
    slant = _slant(found)
    turned = [(_centre(line, slant), _size(line)[1], line) for line in found]
    rows: list[list[tuple[Point, float, _Found]]] = []
    for item in sorted(turned, key=lambda item: item[0][1]):
        (_x, y), tall, _line = item
        if rows and abs(y - rows[-1][-1][0][1]) < 0.5 * min(tall, rows[-1][-1][1]):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [[line for _centre_, _tall, line in sorted(row, key=lambda item: item[0][0])] for row in rows]


def _slant(found: Sequence[_Found]) -> float:
    """The angle of the lines against the horizontal, in radians: the median of the longer ones."""
    angles = [
        math.atan2(line.corners[1][1] - line.corners[0][1], line.corners[1][0] - line.corners[0][0])
        for line in found
        if _size(line)[0] > 4 * _size(line)[1]
    ]
    return float(np.median(angles)) if angles else 0.0


def _centre(line: _Found, slant: float) -> Point:
    x, y = line.corners.mean(axis=0)
    return x * math.cos(slant) + y * math.sin(slant), y * math.cos(slant) - x * math.sin(slant)


def _size(line: _Found) -> tuple[float, float]:
    """Length and height of a line along its own direction."""
    corners = line.corners
    return float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[3] - corners[0]))


def _text_of(rows: Sequence[Sequence[_Found]]) -> str:
    """The rows as text: a row that ends well before the margin, or is followed by an indented one, ends a paragraph."""
    if not rows:
        return ""
    slant = _slant([line for row in rows for line in row])
    tall = float(np.median([_size(line)[1] for row in rows for line in row]))
    ends = [max(_centre(line, slant)[0] + _size(line)[0] / 2 for line in row) for row in rows]
    begins = [min(_centre(line, slant)[0] - _size(line)[0] / 2 for line in row) for row in rows]
    right, left = float(np.quantile(ends, 0.9)), float(np.quantile(begins, 0.1))
    text = ""
    for number, row in enumerate(rows):
        words = _joined([line.text.strip() for line in row])
        is_new = number and (ends[number - 1] < right - 1.6 * tall or begins[number] > left + 1.4 * tall)
        text = f"{text}\n{words}" if is_new else _joined([text, words]) if text else words
    return text


def _joined(parts: Sequence[str]) -> str:
    """Parts of a line together: without a space between Chinese, with one between words in letters."""
    whole = ""
    for part in parts:
        needs_space = (
            whole and part and whole[-1].isascii() and part[0].isascii() and whole[-1].isalnum() and part[0].isalnum()
        )
        whole += f" {part}" if needs_space else part
    return _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark.group()], whole)
