"""Which pages does a file hold? PDF, PNG, JPEG, TIFF and the like become upright colour images of a size that can be read."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

Pixels = npt.NDArray[np.uint8]

SUFFIXES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
MOST_PAGES = 200
# Of a page of A4 at 600 dots an inch; a picture beyond is a trap, or needs another tool.
_MOST_PIXELS = 5000 * 7100
_DOTS_PER_INCH = 150
_LONGEST_SIDE = 2600


class UnreadableFile(ValueError):
    """A file that holds no page that can be read; the message is one sentence that names the file."""


def pages_of(path: Path) -> Iterator[Pixels]:
    """The pages of `path` in order, as height × width × 3 (red, green, blue). Raises `UnreadableFile`."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as fault:
        raise UnreadableFile(f"{path} cannot be read: {fault.strerror}.") from fault
    if not head:
        raise UnreadableFile(f"{path} is empty.")
    return _pages_of_pdf(path) if b"%PDF-" in head else _pages_of_picture(path)


def _pages_of_pdf(path: Path) -> Iterator[Pixels]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        raise UnreadableFile(f"{path} is not a PDF that can be opened (damaged, or locked with a password).") from fault
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(f"{path} has {len(document)} pages; at most {MOST_PAGES} are read.")
        for page in document:
            # A page of a poster's size is drawn smaller.
            scale = min(_DOTS_PER_INCH / 72, _LONGEST_SIDE / max(page.get_width(), page.get_height(), 1))
            yield _as_pixels(page.render(scale=scale).to_pil())
    except pypdfium2.PdfiumError as fault:
        raise UnreadableFile(f"{path} has a page that cannot be drawn.") from fault
    finally:
        document.close()


def _pages_of_picture(path: Path) -> Iterator[Pixels]:
    try:
        with warnings.catch_warnings():
            # The size is judged here, by our own limit.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(path)
        with picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= MOST_PAGES:
                    raise UnreadableFile(f"{path} has more than {MOST_PAGES} pages.")
                if frame.width * frame.height > _MOST_PIXELS:
                    raise UnreadableFile(f"{path} is too large a picture ({frame.width} × {frame.height}).")
                yield _as_pixels(ImageOps.exif_transpose(frame))
    except Image.DecompressionBombError as fault:
        raise UnreadableFile(f"{path} is too large a picture.") from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as fault:
        if isinstance(fault, UnreadableFile):
            raise
        raise UnreadableFile(f"{path} is not a picture that can be opened, or is damaged.") from fault


def _as_pixels(picture: Image.Image) -> Pixels:
    """Colour on white, no side beyond what is read."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        picture = Image.alpha_composite(white, clear)
    plain = picture.convert("RGB")
    longest = max(plain.size)
    if longest > _LONGEST_SIDE:
        share = _LONGEST_SIDE / longest
        plain = plain.resize((max(1, round(plain.width * share)), max(1, round(plain.height * share))))
    return np.asarray(plain, dtype=np.uint8)
