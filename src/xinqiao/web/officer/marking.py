"""Which stretches of a text are marked? Those that say one of some words, however they are written: for the eye alone."""

from collections.abc import Iterable

from xinqiao.petitions.searching.folding import fold, fold_with_places

# A letter is marked so far: beyond it stands the same text without marks.
_MARKED_CHARACTERS = 20_000


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is marked; put together they are the text."""
    read, rest = text[:_MARKED_CHARACTERS], text[_MARKED_CHARACTERS:]
    folded, places = fold_with_places(read)
    is_marked = bytearray(len(read))
    for word in {fold(word) for word in words if word.strip()}:
        at = folded.find(word)
        while at >= 0:
            first, last = places[at], places[at + len(word) - 1]
            is_marked[first : last + 1] = b"\1" * (last + 1 - first)
            at = folded.find(word, at + len(word))
    pieces: list[tuple[str, bool]] = []
    start = 0
    for end in range(1, len(read) + 1):
        if end == len(read) or is_marked[end] != is_marked[start]:
            pieces.append((read[start:end], bool(is_marked[start])))
            start = end
    return [*pieces, (rest, False)] if rest else pieces
