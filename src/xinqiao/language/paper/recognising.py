"""Where do lines stand on a page, which way up does it lie, and what does each line say? The models of rapidocr 3, offline."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from rapidocr import RapidOCR
from rapidocr.utils.process_img import get_rotate_crop_image

from xinqiao.language.paper.pages import Pixels

# Lines are looked for on a copy of this longest side: at twice the size it takes six times as long and finds the same.
_LOOKED_FOR_AT = 1280
# Which way up is asked of so many of the longest lines, and believed where so large a share agrees.
_ASKED_LINES, _AGREED = 9, 0.8
_TRIED_LINES = 3
_SMALLEST_LINE = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A line as found on the page turned upright: its words, its corners from the top left clockwise, its confidence.

    `sure` holds how sure each character is; the confidence is their mean, in which one that was guessed hardly shows.
    """

    text: str
    corners: np.ndarray
    confidence: float
    sure: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Laid:
    """A page turned clockwise by `turned`, with the corners of its lines on it."""

    pixels: Pixels
    corners: list[np.ndarray]
    turned: int

    def around(self, degrees: int) -> "_Laid":
        """The same, turned further by 90 or 180."""
        turned = np.ascontiguousarray(np.rot90(self.pixels, k=-(degrees // 90)))
        height, width = self.pixels.shape[:2]
        corners = [
            np.roll(
                np.stack([height - c[:, 1], c[:, 0]] if degrees == 90 else [width - c[:, 0], height - c[:, 1]], axis=1),
                degrees // 90,
                axis=0,
            )
            for c in self.corners
        ]
        return _Laid(turned, corners, (self.turned + degrees) % 360)

    def longest(self, many: int) -> list[Pixels]:
        """The pictures of the longest lines."""
        corners = sorted(self.corners, key=lambda c: -float(np.linalg.norm(c[1] - c[0])))[:many]
        return [_cut(self.pixels, one) for one in corners]


def recognise(pixels: Pixels) -> tuple[int, list[Found]]:
    """How far the page has to be turned (degrees, clockwise), and its lines on the turned page; each is read once."""
    laid = _upright(_Laid(pixels, _lines_on(pixels), 0))
    read = [(_words_of(_cut(laid.pixels, corners)), corners) for corners in laid.corners]
    found = [Found(text, corners, score, sure) for (text, score, sure), corners in read if text.strip()]
    return laid.turned, found


def corners_as_given(corners: np.ndarray, turned: int, width: int, height: int) -> list[tuple[float, float]]:
    """Corners on the turned page → the same corners on the page as it was given, `width` by `height`."""
    back: dict[int, Any] = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (y, height - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (width - y, x),
    }
    return [(round(float(a), 1), round(float(b), 1)) for a, b in (back[turned](x, y) for x, y in corners)]


@cache
def _engine() -> RapidOCR:
    """The reader with the models that lie in its package; one thread, as a page is one of many."""
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.max_side_len": 8000,
            "Det.limit_type": "max",
            "Det.limit_side_len": _LOOKED_FOR_AT,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _lines_on(pixels: Pixels) -> list[np.ndarray]:
    """The corners of every line, whichever way the page lies."""
    answer: Any = _engine()(np.ascontiguousarray(pixels), use_det=True, use_cls=False, use_rec=False)
    boxes = [np.asarray(box, dtype=float) for box in answer.boxes] if answer.boxes is not None else []
    return [box for box in boxes if min(_sides(box)) >= _SMALLEST_LINE]


def _upright(laid: _Laid) -> _Laid:
    """Turned so that lines run from left to right, and their heads are up."""
    if _lie_sideways(laid.corners):
        laid = laid.around(90)
    share = _share_upside_down(laid.longest(_ASKED_LINES))
    if share >= _AGREED:
        return laid.around(180)
    if share <= 1 - _AGREED:
        return laid
    # The small model is not sure: a few lines are read both ways.
    around = laid.around(180)
    return max((laid, around), key=lambda one: sum(_words_of(line)[1] for line in one.longest(_TRIED_LINES)))


def _lie_sideways(corners: Sequence[np.ndarray]) -> bool:
    """Whether most of the longer lines are taller than wide."""
    sizes = [np.ptp(one, axis=0) for one in corners]
    long = [size for size in sizes if max(size) > 2.5 * max(min(size), 1)]
    return len(long) > 1 and sum(size[1] > size[0] for size in long) > len(long) / 2


def _share_upside_down(lines: Sequence[Pixels]) -> float:
    said = []
    for line in lines:
        answer: Any = _engine()(line, use_det=False, use_cls=True, use_rec=False)
        said += [label == "180" for label, _score in answer.cls_res]
    return sum(said) / len(said) if said else 0.0


def _words_of(line: Pixels) -> tuple[str, float, tuple[float, ...]]:
    """The words of the picture of one line, how sure the model is, and how sure of each character."""
    answer: Any = _engine()(line, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    if not answer.txts:
        return "", 0.0, ()
    told = answer.word_results[0]
    sure = tuple(float(one) for one in told.confs) if told is not None else ()
    text = answer.txts[0]
    return text, float(answer.scores[0]), sure if len(sure) == len(text) else ()


def _cut(pixels: Pixels, corners: np.ndarray) -> Pixels:
    """The line between the corners, straightened."""
    cut: Pixels = get_rotate_crop_image(pixels, corners.astype(np.float32))
    return cut


def _sides(corners: np.ndarray) -> tuple[float, float]:
    return float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[3] - corners[0]))
