"""What does a reader of subjects answer? Apart from the models, so that asking by words alone loads no arrays."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word that speaks for the answer: its place in the text, in characters, and its share of the score."""

    start: int
    end: int
    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Subject:
    """An answer: the likeliest label with the confidence that it is right, the next ones, and the words behind it.

    `abstains` is true where the model is not sure enough to suggest anything: a person reads first.
    """

    label: str
    confidence: float
    abstains: bool
    others: tuple[tuple[str, float], ...]
    evidence: tuple[Evidence, ...]
