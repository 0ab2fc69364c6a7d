"""How may the same words be laid out as a petition: what happened, what was tried, what is asked? Not one is changed."""

from dataclasses import dataclass

from xinqiao.language.expressing.elements import Elements, Piece, find_elements, is_greeting, sentences_of

# The parts, in the order of the layout.
PARTS = ("happened", "tried", "asks", "closing")
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Her sentences, each in one part and in her own order; a title of her own words, or none."""

    title: str
    parts: dict[str, tuple[Piece, ...]]
    elements: Elements

    def text(self, headings: dict[str, str]) -> str:
        """The layout as text, under `headings` (part → words in her language); an empty part is left out."""
        blocks = []
        for part in PARTS:
            if self.parts[part]:
                heading = headings.get(part, "")
                body = "".join(_closed(piece.words) for piece in self.parts[part])
                blocks.append(f"{heading}\n{body}" if heading else body)
        return "\n".join(blocks)


def arrange(text: str) -> Arrangement:
    """Lay `text` out. Every sentence is kept once, word for word; only their order by part is new."""
    elements = find_elements(text)
    parts: dict[str, list[Piece]] = {part: [] for part in PARTS}
    for sentence in sentences_of(text):
        parts[_part_of(sentence, elements)].append(sentence)
    return Arrangement(_title(elements), {part: tuple(pieces) for part, pieces in parts.items()}, elements)


def _part_of(sentence: Piece, elements: Elements) -> str:
    if is_greeting(sentence.words):
        return "closing"
    if _overlap(sentence, elements.found["asks"]) >= 0.5 * (sentence.end - sentence.start):
        return "asks"
    if _overlap(sentence, elements.found["tried"]):
        return "tried"
    return "happened"


def _overlap(sentence: Piece, pieces: tuple[Piece, ...]) -> int:
    return sum(max(0, min(sentence.end, piece.end) - max(sentence.start, piece.start)) for piece in pieces)


def _title(elements: Elements) -> str:
    """The first thing asked, when it is short enough to be a title."""
    for piece in elements.found["asks"]:
        words = piece.words.strip("，,。！!？?；; ")
        if 4 <= len(words) <= _LONGEST_TITLE:
            return words
    return ""


def _closed(words: str) -> str:
    """A sentence that was left without a mark gets a stop, so that the next does not run into it."""
    return words if words[-1] in "。！？!?；;" else words + "。"
