"""Under which one spelling are texts and questions compared? Width, case and script do not matter."""

import unicodedata
from functools import cache
from importlib import resources


def fold(text: str) -> str:
    """The text in half width, lower case and simplified characters."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_simplified())


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded, list(range(len(text)))
    parts = [(fold(character), place) for place, character in enumerate(text)]
    return "".join(part for part, _place in parts), [place for part, place in parts for _character in part]


@cache
def _simplified() -> dict[int, str]:
    lines = (resources.files(__package__) / "traditional.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
