"""How does a text in traditional characters read in simplified ones, character for character, so that places hold?"""

from functools import cache
from pathlib import Path

# The first level of Big5, each character with the simplified one that OpenCC's table of single characters gives for it.
_PAIRS = Path(__file__).with_name("script.txt")


def simplified(text: str) -> str:
    """`text` with a simplified character in the place of each traditional one; its length and all places are the same."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in _PAIRS.read_text(encoding="utf-8").split()}
