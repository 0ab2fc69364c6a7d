"""A text as the comparison sees it: its letters and characters in one width and case, and where each stands in the text."""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

# Bigrams are known by a number below this; a table of their weights is 8 MB.
BIGRAM_NUMBERS = 1 << 21

# The threes of names have the numbers after those of the bigrams, as many.
NUMBERS = 2 * BIGRAM_NUMBERS

# A first line no longer than this is the heading that the writer gave; else the first thirty characters stand for it.
_LONGEST_HEADING = 80
_HEADING_WITHOUT_LINE = 30

# What follows these characters' names is a place or a body: 路, 村, 小区, 学校, 公司 …
_ENDS_OF_NAMES = (
    "省市区县乡镇村组队路街道巷弄桥站苑园城府湾里庭院校学厦馆店场寓楼栋座期厂司庙湖山河港岛线局所墅郡坊都邸"
)

# The name of an estate or a works has four characters and two more before them, as many threes as stand in six.
_THREES_OF_NAME = 4
_NUMERALS = "0123456789一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Writing:
    """The comparable characters of a text (UTF-16 units), the place of each in the text, and how many are the heading."""

    units: NDArray[np.uint16]
    places: NDArray[np.int32]
    heading: int

    @property
    def folded(self) -> str:
        """The characters as a string, for an index that reads strings."""
        return self.units.tobytes().decode("utf-16-le", "replace")


def read_writing(text: str) -> Writing:
    """Letters, digits and characters of `text`, without its signs and spaces; width and case do not count."""
    raw = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    folded = _folding()[raw]
    places = np.flatnonzero(folded).astype(np.int32)
    units = folded[places]
    return Writing(units, _in_characters(raw, places), _heading_of(text, places))


def number_bigrams(units: NDArray[np.uint16]) -> NDArray[np.int32]:
    """The number of each pair of neighbouring characters, one fewer than characters."""
    first = units[:-1].astype(np.uint32) * np.uint32(2654435761)
    second = units[1:].astype(np.uint32) * np.uint32(2246822519)
    mixed = first ^ (second >> np.uint32(7)) ^ (second << np.uint32(9))
    numbers: NDArray[np.int32] = ((mixed ^ (mixed >> np.uint32(15))) & np.uint32(BIGRAM_NUMBERS - 1)).astype(np.int32)
    return numbers


def mark_names(units: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Which bigrams belong to the name of a place or a body: the three before and with a character that ends such names."""
    ends = _name_endings()[units]
    marked = ends[1:].copy()
    marked[:-1] |= ends[2:]
    if len(ends) > 3:
        marked[:-2] |= ends[3:]
    return marked


def mark_long_names(units: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Which threes (the character and the two after it) belong to such a name, however long: 恒荫晖国际城, 悦渡一期."""
    ends = _name_endings()[units]
    ends[1:] |= (units[1:] == ord("期")) & _numerals()[units[:-1]]
    last = ends[2:]
    marked = last.copy()
    for before in range(1, _THREES_OF_NAME):
        marked[:-before] |= last[before:]
    return marked


def number_names(units: NDArray[np.uint16], running: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Where three characters of a name stand together, and their number: two of them are in a thousand other names.

    `running` are the numbers of the bigrams of `units`.
    """
    places = np.flatnonzero(mark_long_names(units))
    mixed = running[places].astype(np.uint32) * np.uint32(2654435761) ^ running[places + 1].astype(np.uint32)
    return places, ((mixed ^ (mixed >> np.uint32(11))) & np.uint32(BIGRAM_NUMBERS - 1)).astype(
        np.int32
    ) + BIGRAM_NUMBERS


def distinct_numbers(units: NDArray[np.uint16]) -> NDArray[np.int32]:
    """The numbers of the bigrams and of the threes of names that stand in these characters, each once."""
    if len(units) < 2:
        return np.zeros(0, dtype=np.int32)
    running = number_bigrams(units)
    answer: NDArray[np.int32] = np.unique(np.concatenate([running, number_names(units, running)[1]]))
    return answer


def mark_numbers(units: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Which bigrams begin with a digit: 3号 of line 3, 12栋, 2019."""
    return (units[:-1] >= ord("0")) & (units[:-1] <= ord("9"))


def _in_characters(raw: NDArray[np.uint16], places: NDArray[np.int32]) -> NDArray[np.int32]:
    """Places in the text counted in characters: rare characters take two units each."""
    seconds = (raw >= 0xDC00) & (raw < 0xE000)
    if not seconds.any():
        return places
    return (places - np.cumsum(seconds)[places]).astype(np.int32)


def _heading_of(text: str, places: NDArray[np.int32]) -> int:
    line_end = text.find("\n", 0, _LONGEST_HEADING + 1)
    if line_end > 0 and len(text) > line_end + 1:
        return max(int(np.searchsorted(places, line_end)), 2)
    return min(_HEADING_WITHOUT_LINE, len(places))


@cache
def _folding() -> NDArray[np.uint16]:
    """For each UTF-16 unit the one it is compared as, 0 for signs and spaces."""
    table = np.zeros(1 << 16, dtype=np.uint16)
    for unit in range(1 << 16):
        if 0xD800 <= unit < 0xE000:
            table[unit] = unit
            continue
        folded = unicodedata.normalize("NFKC", chr(unit)).lower()
        if len(folded) == 1 and folded.isalnum() and ord(folded) < 1 << 16:
            table[unit] = ord(folded)
    return table


@cache
def _name_endings() -> NDArray[np.bool_]:
    table = np.zeros(1 << 16, dtype=np.bool_)
    table[[ord(character) for character in _ENDS_OF_NAMES]] = True
    return table


@cache
def _numerals() -> NDArray[np.bool_]:
    table = np.zeros(1 << 16, dtype=np.bool_)
    table[[ord(character) for character in _NUMERALS]] = True
    return table
