"""Which pages does a file hold? PDF, PNG, JPEG, TIFF and the like become upright colour images of a size that can be read."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from xinqiao.language.paper.written import WrittenLine, written_lines

Pixels = npt.NDArray[np.uint8]

SUFFIXES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
MOST_PAGES = 200
# Of a page of A4 at 600 dots an inch; a picture beyond is a trap, or needs another tool.
_MOST_PIXELS = 5000 * 7100
_DOTS_PER_INCH = 150
_LONGEST_SIDE = 2600


_SMALLEST_SIDE = 32
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})


class UnreadableFile(ValueError):
    """A file that holds no page that can be read; the message is one sentence that names the file, `reason` one word.

    The words: gone, empty, locked, damaged, no_page, many_pages, too_large, too_small, heic, moving.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Page:
    """A page as height × width × 3 (red, green, blue), and the lines that a file made of words carries: words, corners."""

    pixels: Pixels
    written: tuple[WrittenLine, ...] = ()


def pages_of(path: Path, *, most: int = MOST_PAGES) -> Iterator[Page]:
    """The pages of `path` in order. Raises `UnreadableFile`, also where there are more than `most`."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as fault:
        raise UnreadableFile("gone", f"{path} cannot be read: {fault.strerror}.") from fault
    if not head:
        raise UnreadableFile("empty", f"{path} is empty.")
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        raise UnreadableFile("heic", f"{path} is a HEIC picture, which is not read: save it as JPEG or PDF.")
    return _pages_of_pdf(path, most) if b"%PDF-" in head else _pages_of_picture(path, most)


def _pages_of_pdf(path: Path, most: int) -> Iterator[Page]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise UnreadableFile("locked", f"{path} is locked with a password: it cannot be read.") from fault
        raise UnreadableFile("damaged", f"{path} is not a PDF that can be opened, or is damaged.") from fault
    try:
        if not len(document):
            raise UnreadableFile("no_page", f"{path} holds no page.")
        _refuse_many(path, len(document), most)
        for page in document:
            # A page of a poster's size is drawn smaller.
            scale = min(_DOTS_PER_INCH / 72, _LONGEST_SIDE / max(page.get_width(), page.get_height(), 1))
            yield Page(_as_pixels(page.render(scale=scale).to_pil()), written_lines(page, scale))
    except pypdfium2.PdfiumError as fault:
        raise UnreadableFile("damaged", f"{path} has a page that cannot be drawn.") from fault
    finally:
        document.close()


def _refuse_many(path: Path, pages: int, most: int) -> None:
    if pages > most:
        raise UnreadableFile("many_pages", f"{path} has {pages} pages; at most {most} are read as one letter.")


def _pages_of_picture(path: Path, most: int) -> Iterator[Page]:
    try:
        with warnings.catch_warnings():
            # The size is judged here, by our own limit.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(path)
        with picture:
            frames = getattr(picture, "n_frames", 1)
            if picture.format in {"GIF", "WEBP", "PNG"} and frames > 1:
                raise UnreadableFile("moving", f"{path} is a moving picture: give a still one, or a PDF.")
            # The second picture in a photograph of a telephone is a small copy, not a second page.
            _refuse_many(path, frames if picture.format == "TIFF" else 1, most)
            for frame in ImageSequence.Iterator(picture) if picture.format == "TIFF" else (picture,):
                yield Page(_fitting(frame, path))
    except Image.DecompressionBombError as fault:
        raise UnreadableFile("too_large", f"{path} is too large a picture.") from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as fault:
        if isinstance(fault, UnreadableFile):
            raise
        raise UnreadableFile("damaged", f"{path} is not a picture that can be opened, or is damaged.") from fault


def _fitting(frame: Image.Image, path: Path) -> Pixels:
    """The picture, where it is neither too large nor too small to hold a page."""
    size = f"{frame.width} × {frame.height}"
    if frame.width * frame.height > _MOST_PIXELS:
        raise UnreadableFile("too_large", f"{path} is too large a picture ({size}).")
    share = min(1, _LONGEST_SIDE / max(frame.size))
    if min(frame.size) * share < _SMALLEST_SIDE:
        raise UnreadableFile("too_small", f"{path} is too small or too narrow a picture to hold writing ({size}).")
    return _as_pixels(ImageOps.exif_transpose(frame))


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
