"""With which fonts are letters set, and which characters can those draw?

A person's name or text may hold any character. One that no font draws would stop the whole letter, so it is
printed as 〓 with its code: the sheet stays true and can be completed by hand.
"""

import struct
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

# Song (serif) for the text, hei (sans) for headings, and the wide font for what the first two lack.
FOLDERS = tuple(Path(str(files(package))) for package in ("pylopdf_fonts_zh_cn", "noto_cjk_sans_otc"))
_SERIF = "NotoSerifSC-Regular.otf"
_WIDE = "NotoSansCJK-Regular.ttc"
_PLAIN_SPACES = {"\t": " ", "\u000b": " ", "\u000c": " ", "\r": "\n", "\u2028": "\n", "\u2029": "\n"}
_CELL = struct.Struct(">III")


def printable(text: str) -> str:
    """The text with only characters that the fonts draw; any other becomes 〓 and its code."""
    return "".join(_drawn(character) for character in unicodedata.normalize("NFC", text).replace("\r\n", "\n"))


def _drawn(character: str) -> str:
    if character == "\n" or character in _PLAIN_SPACES:
        return _PLAIN_SPACES.get(character, character)
    code = ord(character)
    if _is_in(_ranges(), code):
        return character
    if unicodedata.category(character) in ("Cc", "Cf", "Mn") or 0xFE00 <= code <= 0xFE0F:
        # Marks without a shape of their own: controls, joiners, chosen variants.
        return ""
    return f"〓(U+{code:04X})"


def _is_in(ranges: tuple[tuple[int, int], ...], code: int) -> bool:
    low, high = 0, len(ranges)
    while low < high:
        middle = (low + high) // 2
        if ranges[middle][1] < code:
            low = middle + 1
        else:
            high = middle
    return low < len(ranges) and ranges[low][0] <= code


@cache
def _ranges() -> tuple[tuple[int, int], ...]:
    """The codes that the text font or the wide font draws, as sorted ranges without overlap."""
    drawn: list[tuple[int, int]] = []
    for folder, name in zip(FOLDERS, (_SERIF, _WIDE), strict=True):
        drawn += _codes_of((folder / name).read_bytes())
    joined: list[tuple[int, int]] = []
    for first, last in sorted(drawn):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def _codes_of(font: bytes) -> list[tuple[int, int]]:
    """The ranges of the font's full character map (OpenType cmap, format 12)."""
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", font, start + 4)[0]
    for index in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, start + 12 + 16 * index)
        if tag == b"cmap":
            return _full_map(font, offset)
    return []


def _full_map(font: bytes, cmap: int) -> list[tuple[int, int]]:
    for index in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        offset = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * index + 4)[0]
        if struct.unpack_from(">H", font, offset)[0] == 12:
            count = struct.unpack_from(">I", font, offset + 12)[0]
            cells = _CELL.iter_unpack(font[offset + 16 : offset + 16 + 12 * count])
            return [(first, last) for first, last, _ in cells]
    return []
