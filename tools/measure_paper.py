#!/usr/bin/env python
"""How well and how fast is paper read? Invented letters in several fonts, laid every way, and a hand that is only simulated.

tools/measure_paper.py [--fonts FOLDER] [--json]: one row a page with the share of characters right and CPU seconds of one
thread, then the means. `--fonts` adds a folder of fonts that are not the project's (for measuring only); pages whose font
is not there are left out, and said to be. The rows `hand, simulated` are a font bent line by line and stroke by stroke: no
person wrote them, and nothing follows from them for the handwriting of a real person, which is harder.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import cv2
import numpy as np
from PIL import Image

from tests.language.letters_on_paper import LETTER, characters_right, fonts_in, scanned, typeset
from xinqiao.language.paper import read_page

# Font, weight, size in points, and how it lies under the scanner.
PRINTED = (
    ("Noto Serif SC", 400, 12, {}),
    ("Noto Serif SC", 400, 12, {"degrees": 1.7, "stamp": True, "noise": 12}),
    ("Noto Sans SC", 400, 12, {"degrees": -3, "stamp": True, "noise": 16}),
    ("Noto Sans CJK SC", 400, 10.5, {"degrees": 5, "noise": 12}),
    ("Noto Serif SC", 400, 10.5, {"degrees": -5, "stamp": True, "noise": 12}),
    ("Noto Serif SC", 400, 14, {"degrees": 90, "noise": 12}),
    ("Noto Sans SC", 400, 12, {"degrees": 180, "stamp": True, "noise": 12}),
    ("Noto Serif SC", 400, 12, {"degrees": 270, "stamp": True, "noise": 16}),
    ("Noto Sans CJK SC", 400, 12, {"degrees": 92, "noise": 8}),
    ("Noto Serif SC", 400, 9, {"degrees": 1, "noise": 8}),
    ("Noto Sans SC", 400, 16, {"degrees": 178, "noise": 12}),
    ("Noto Serif CJK SC", 700, 12, {"degrees": 2, "stamp": True, "noise": 12}),
    ("Noto Sans CJK SC", 700, 12, {"degrees": -2, "noise": 16}),
    ("WenQuanYi Zen Hei", 400, 12, {"degrees": -1, "stamp": True, "noise": 12}),
    ("AR PL UMing", 400, 12, {"degrees": 2, "stamp": True, "noise": 12}),
    ("AR PL UKai", 400, 12, {"degrees": 4, "noise": 12}),
    ("LXGW WenKai", 400, 12, {"degrees": 268, "stamp": True, "noise": 12}),
)
BY_HAND = tuple((font, bend) for font in ("AR PL UKai", "LXGW WenKai") for bend in (1.0, 2.0, 3.0))


def bent(page: Image.Image, strength: float, seed: int = 3) -> Image.Image:
    """The page as if an unsteady hand had written it: lines wave, strokes tremble and swell, ink is uneven."""
    draw = np.random.default_rng(seed)
    grey = np.asarray(page.convert("L"), dtype=np.float32)
    height, width = grey.shape

    def field(cell: int, by: float) -> np.ndarray:
        coarse = draw.normal(0, 1, (height // cell + 2, width // cell + 2)).astype(np.float32)
        return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * by

    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    dx = field(60, 2.2 * strength) + field(14, 1.1 * strength)
    dy = field(90, 3.0 * strength) + field(14, 1.1 * strength)
    moved = cv2.remap(grey, xs + dx, ys + dy, cv2.INTER_LINEAR, borderValue=255)
    ink = np.clip(moved + field(30, 18 * strength) * (moved < 200), 0, 255)
    return Image.fromarray(ink.astype(np.uint8)).convert("RGB")


def pages(folder: Path | None) -> Iterator[tuple[str, str, Image.Image]]:
    """Kind, what it is, and the page; those whose font is missing are left out and said to be."""
    families = fonts_in(folder)
    for font, weight, points, lying in PRINTED:
        if font not in families:
            print(f"left out: the font {font} is not here", file=sys.stderr)
            continue
        page = scanned(typeset(font=font, points=points, weight=weight, folder=folder), **lying)
        yield "print", f"{font} {weight} {points} pt {lying}", page
    for font, bend in BY_HAND:
        if font in families:
            yield (
                "hand, simulated",
                f"{font} bent {bend}",
                scanned(bent(typeset(font=font, folder=folder), bend), noise=6),
            )


def main() -> int:
    """Print a row a page and the means; exit 1 where a printed page takes longer or the mean is lower than promised."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--fonts", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    read_page(np.asarray(typeset()))
    rows = []
    for kind, what, page in pages(asked.fonts):
        began = time.process_time()
        found = read_page(np.asarray(page, dtype=np.uint8))
        taken = time.process_time() - began
        right = characters_right(found.text, LETTER)
        rows.append(
            {"kind": kind, "page": what, "right": round(right, 4), "seconds": round(taken, 2), "turned": found.turned}
            | {"confidence": round(found.confidence, 3), "for_a_person": found.is_for_a_person}
            | {"doubtful_lines": sum(line.is_doubtful for line in found.lines), "lines": len(found.lines)}
        )
        if not asked.json:
            row = rows[-1]
            print(f"{row['right']:.4f} {row['seconds']:5.2f} s  {row['confidence']:.3f}", end="  ")
            print(
                f"{row['doubtful_lines']:2d}/{row['lines']:2d} {'person' if row['for_a_person'] else '      '} {kind}: {what}"
            )
    return _told(rows, as_json=asked.json)


def _told(rows: list[dict[str, object]], *, as_json: bool) -> int:
    means = {}
    for kind in dict.fromkeys(row["kind"] for row in rows):
        right = np.array([row["right"] for row in rows if row["kind"] == kind], dtype=float)
        seconds = np.array([row["seconds"] for row in rows if row["kind"] == kind], dtype=float)
        means[str(kind)] = {
            "pages": len(right),
            "right": round(float(right.mean()), 4),
            "spread": round(float(right.std()), 4),
            "worst": round(float(right.min()), 4),
            "seconds": round(float(seconds.mean()), 2),
            "slowest": round(float(seconds.max()), 2),
        }
    if as_json:
        print(json.dumps({"pages": rows, "means": means}, ensure_ascii=False))
    else:
        for kind, mean in means.items():
            print(kind, mean)
    return 0 if means["print"]["right"] >= 0.99 and means["print"]["slowest"] <= 3.5 else 1


if __name__ == "__main__":
    sys.exit(main())
