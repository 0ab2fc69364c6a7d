"""Which words does a page of a PDF carry itself? Then none has to be guessed from its picture."""

from typing import Any

import pypdfium2.raw as pdfium

Corner = tuple[float, float]
WrittenLine = tuple[str, tuple[Corner, Corner, Corner, Corner]]
# Fewer characters are a page number or a scanner's stamp beside the scan.
_FEWEST = 20
# A page under a picture so large is a scan: what a scanner laid behind it may be poorer than what is seen.
_PICTURE_SHARE = 0.3


def written_lines(page: Any, scale: float) -> tuple[WrittenLine, ...]:
    """The lines of a page (of pypdfium2), with corners on its picture drawn at `scale`; none where it has to be seen.

    Only a page made of words is believed: no large picture, upright, its text readable signs. What its words say is then
    also what is seen, short of a trick, and a person compares both.
    """
    if page.get_rotation() or tuple(page.get_bbox())[:2] != (0, 0) or _is_under_a_picture(page):
        return ()
    height = page.get_height()
    text = page.get_textpage()
    try:
        lines: list[WrittenLine] = []
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            words = " ".join(text.get_text_bounded(left, bottom, right, top).split())
            if words:
                x0, x1, y0, y1 = left * scale, right * scale, (height - top) * scale, (height - bottom) * scale
                lines.append((words, ((x0, y0), (x1, y0), (x1, y1), (x0, y1))))
    finally:
        text.close()
    whole = "".join(words for words, _corners in lines)
    is_sound = len(whole) >= _FEWEST and all(sign.isprintable() and sign != "\ufffd" for sign in whole)
    return tuple(lines) if is_sound and not any("\ue000" <= sign <= "\uf8ff" for sign in whole) else ()


def _is_under_a_picture(page: Any) -> bool:
    whole = page.get_width() * page.get_height()
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > _PICTURE_SHARE * whole)
