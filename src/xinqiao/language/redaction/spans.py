"""What is a stretch of personal data: where it stands, what kind it is, how sure that is."""

from dataclasses import dataclass

# Kinds, in the order in which one wins over another at the same place.
KINDS = (
    "id_number",
    "bank_card",
    "email",
    "phone",
    "landline",
    "plate",
    "passport",
    "account",
    "birth_date",
    "address",
    "name",
)


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch: `start` to `end` (exclusive) of the text, its words, its kind, its confidence 0 to 1, and why.

    `proof` is a word: `checksum`, `form` (its form alone), `context` (words beside it), `learned` (the recogniser of
    names), `repeated` (the same name stood elsewhere with proof).
    """

    start: int
    end: int
    text: str
    kind: str
    confidence: float
    proof: str


def without_overlaps(spans: list[Span]) -> tuple[Span, ...]:
    """The spans with none upon another: the kind that comes first in `KINDS` wins, then the longer one."""
    taken = Taken()
    by_weight = sorted(spans, key=lambda span: (KINDS.index(span.kind), span.start - span.end, span.start))
    kept = [span for span in by_weight if taken.takes(span.start, span.end)]
    return tuple(sorted(kept, key=lambda span: span.start))


class Taken:
    """Which places of a text are taken by a span; asked for thousands of them, it looks at their own places alone."""

    def __init__(self) -> None:
        self._places: set[int] = set()

    def takes(self, start: int, end: int) -> bool:
        """Take a stretch, and say whether it was free; one that is not stays as it is."""
        if not self._places.isdisjoint(range(start, end)):
            return False
        self._places.update(range(start, end))
        return True
