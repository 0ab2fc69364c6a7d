"""How does free talk become a clear petition, in the person's own words? What it tells, what is missing, how it may be laid out."""

from xinqiao.language.expressing.arranging import Arrangement, arrange
from xinqiao.language.expressing.elements import ELEMENTS, Elements, Piece, find_elements
from xinqiao.language.expressing.sourcing import Sourced, sourced, without_source

__all__ = [
    "ELEMENTS",
    "Arrangement",
    "Elements",
    "Piece",
    "Sourced",
    "arrange",
    "find_elements",
    "sourced",
    "without_source",
]
