"""Which sentences of a letter say in short what it says? Those that hold most of its matter and what an office needs, once each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xinqiao.language.summaries.stretches import Stretch, length_of, stretches_of
from xinqiao.language.summaries.telling import told_in
from xinqiao.language.summaries.weighing import pairs_in, weights_of

# Why a sentence was chosen; `matter`: it names what the letter is about.
REASONS = ("matter", "asks", "when", "where", "concerns", "tried")
# A letter shorter than this has nothing to shorten (see `length_of`); a summary is at most so long.
SHORT = 200
LONGEST = 160
MOST = 5
# What it is worth that a summary tells each, beside the pairs of characters that it holds.
_WORTH = {"asks": 1.2, "when": 1.0, "where": 0.4, "concerns": 0.6, "tried": 0.7}
# A further thing that is asked.
_AGAIN = 0.7
# Of a longer letter the beginning and the end are read: what happened, and what is asked.
_HEAD, _TAIL = 12_000, 4_000
_LEAST = 12
# Whoever says the same again in other words has this share of new pairs at least.
_NEW = 0.4
# A sentence that holds this share of what may be told is chosen for its matter; with less, it has to tell something else.
_MUCH = 0.06


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of the letter as it stands, from `start` to `end`, and why it was chosen, the first reason first."""

    words: str
    start: int
    end: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The chosen sentences in the order of the letter; none where it is `short` (or says nothing).

    `length` is that of the letter, as `length_of` counts; `left_out` characters in its middle were not read.
    """

    sentences: tuple[Chosen, ...]
    length: int
    left_out: int = 0

    @property
    def is_short(self) -> bool:
        """Whether there is nothing to shorten."""
        return not self.sentences


def summarise(text: str) -> Summary:
    """`text` in short, by its own sentences. The same text always gives the same answer; nothing is asked elsewhere.

    Sentences are taken one after the other, each time the one that adds most for its length: pairs of characters not yet
    said, weighed by how probably they name the matter (coverage, so that what was said is not said again), and what is
    asked, when, where and whom it concerns, where that was not yet told.
    """
    length = length_of(text)
    if length < SHORT:
        return Summary((), length)
    stretches, told, left_out = read_stretches(text)
    if len(stretches) < 2:
        return Summary((), length)
    weights = weights_of(stretches, told)
    return Summary(tuple(_choose(stretches, told, weights)), length, left_out)


def read_stretches(text: str) -> tuple[list[Stretch], list[frozenset[str]], int]:
    """The stretches that tell something (no courtesy), what each tells, and how many characters were not read."""
    parts = [(0, text)]
    if len(text) > _HEAD + _TAIL:
        parts = [(0, text[:_HEAD]), (len(text) - _TAIL, text[-_TAIL:])]
    stretches: list[Stretch] = []
    told: list[frozenset[str]] = []
    for offset, part in parts:
        own = [one for one in _whole(part, offset, len(text)) if not one.is_courtesy]
        told += told_in(part, own)
        stretches += [Stretch(one.words, one.start + offset, one.end + offset, one.length) for one in own]
    return stretches, told, max(0, len(text) - sum(len(part) for _offset, part in parts))


def _whole(part: str, offset: int, length: int) -> tuple[Stretch, ...]:
    """The stretches of a part without the one that its edge cuts in two."""
    found = stretches_of(part)
    first = 1 if offset else 0
    last = len(found) if offset + len(part) == length else -1
    return found[first:last]


def _choose(
    stretches: Sequence[Stretch], told: Sequence[frozenset[str]], weights: dict[str, float]
) -> Iterator[Chosen]:
    pairs = [frozenset(pairs_in(one.words)) for one in stretches]
    much = _MUCH * sum(sorted(weights.values(), reverse=True)[:LONGEST])
    why: dict[int, tuple[str, ...]] = {}
    said: set[str] = set()
    known: set[str] = set()
    left = LONGEST
    while len(why) < MOST:
        gains = [
            ((_matter(pairs[at] - said, weights) + _need(told[at], known)) / max(_LEAST, one.length) ** 0.5, -at)
            for at, one in enumerate(stretches)
            if at not in why and one.length <= left
            if not why or told[at] - known or "asks" in told[at] or _matter(pairs[at] - said, weights) >= much
            if told[at] - known or len(pairs[at] - said) >= _NEW * len(pairs[at])
        ]
        gain, nearest = max(gains, default=(0.0, 0))
        if gain <= 0:
            break
        best = -nearest
        new = (told[best] - known) | (told[best] & {"asks"})
        is_matter = not new or _matter(pairs[best] - said, weights) >= much
        why[best] = tuple(name for name in REASONS if name in new or (name == "matter" and is_matter))
        said |= pairs[best]
        known |= told[best]
        left -= stretches[best].length
    for at in sorted(why):
        yield Chosen(stretches[at].words, stretches[at].start, stretches[at].end, why[at])


def _matter(pairs: frozenset[str], weights: dict[str, float]) -> float:
    # In one order, so that the sum is the same to the last bit on every run.
    return sum(weights[pair] for pair in sorted(pairs))


def _need(told: frozenset[str], known: set[str]) -> float:
    return sum(_WORTH[name] for name in sorted(told - known)) + (_AGAIN if "asks" in told & known else 0.0)
