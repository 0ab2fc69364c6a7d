"""Under which one spelling are texts and questions compared? Width, case and script do not matter."""

import unicodedata
from functools import cache
from importlib import resources

# Full-width letters, digits and signs, and the wide space: in nearly every Chinese text, and quicker by table.
_WIDE = {0xFF01 + at: chr(0x21 + at) for at in range(0x5E)} | {0x3000: " "}


def fold(text: str) -> str:
    """The text in half width, lower case and simplified characters."""
    folded = text.translate(_table())
    if not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", folded).translate(_table())
    return folded.casefold()


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded, list(range(len(text)))
    parts = [(fold(character), place) for place, character in enumerate(text)]
    return "".join(part for part, _place in parts), [place for part, place in parts for _character in part]


@cache
def _table() -> dict[int, str]:
    lines = (resources.files(__package__) / "traditional.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return _WIDE | {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
