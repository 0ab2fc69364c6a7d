"""Which few hundred texts of a million could be the same matter? Two searches: by the bigrams that say most, and by names."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from contextlib import suppress

import numpy as np
import tantivy
from numpy.typing import NDArray

from xinqiao.language.same_matter.characters import Writing, mark_names, number_bigrams, number_names
from xinqiao.language.same_matter.collection import LONGEST_COMPARED
from xinqiao.language.same_matter.sides import SELDOM_COUNTS

# Bigrams asked for: the heaviest. More find little and cost in proportion.
ASKED_BIGRAMS = 64

# Threes of names asked for: the heaviest. The names of one place have no more, and names of others cost time.
ASKED_NAMES = 12

# Bigrams of the heading, and of names, say what and where the matter is.
_HEADING_COUNTS = np.float32(1.3)
_NAMES_COUNT = np.float32(1.2)

# A name that is said again is what the letter is about.
_REPEATED_COUNTS = np.float32(1.2)

_WRITER_MEMORY = 64 << 20

# After so many more texts, what building took is given back.
_MANY = 10_000


class CandidateIndex:
    """An index of character bigrams in memory; a text is known by its number in the collection."""

    def __init__(self) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("number", stored=False, indexed=False, fast=True)
        schema.add_text_field("text", stored=False, tokenizer_name="bigrams", index_option="freq")
        schema.add_text_field("names", stored=False, tokenizer_name="whitespace", index_option="basic")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema)
        bigrams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(min_gram=2, max_gram=2)).build()
        self._index.register_tokenizer("bigrams", bigrams)
        self._writer = self._index.writer(heap_size=_WRITER_MEMORY, num_threads=1)
        self._searcher = self._index.searcher()
        self._added = 0

    def add(self, number: int, writing: Writing) -> None:
        """Take one more text; it is found after the next `commit`."""
        units = writing.units[:LONGEST_COMPARED]
        folded = units.tobytes().decode("utf-16-le", "replace")
        document = tantivy.Document()
        document.add_text("names", " ".join(all_names(writing)))
        document.add_unsigned("number", number)
        document.add_text("text", folded)
        self._writer.add_document(document)
        self._added += 1

    def commit(self) -> None:
        """Let what was added be found."""
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()
        if self._added > _MANY:
            self._added = 0
            _give_back()

    def find_by_words(self, bigrams: Sequence[str], limit: int) -> NDArray[np.int64]:
        """Numbers of the texts that share most with these bigrams (BM25), best first."""
        terms = [tantivy.Query.term_query(self._schema, "text", bigram, index_option="freq") for bigram in bigrams]
        return self._find(terms, limit)

    def find_by_names(self, names: Sequence[tuple[str, float]], limit: int) -> NDArray[np.int64]:
        """Numbers of the texts that share most with these threes of names by what each counts, best first.

        How long a text is does not matter here: it names the place or it does not.
        """
        terms = [
            tantivy.Query.const_score_query(
                tantivy.Query.term_query(self._schema, "names", name, index_option="basic"), counts
            )
            for name, counts in names
        ]
        return self._find(terms, limit)

    def _find(self, terms: Sequence[tantivy.Query], limit: int) -> NDArray[np.int64]:
        if not terms or limit < 1:
            return np.zeros(0, dtype=np.int64)
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        hits = self._searcher.search(query, limit, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _score, address in hits])
        return np.array(numbers, dtype=np.int64)


def _give_back() -> None:
    """Give the memory that building took, a fourth of the whole, back to the system; other C libraries do so by themselves."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def heaviest_bigrams(writing: Writing, weights: NDArray[np.float32], limit: int = ASKED_BIGRAMS) -> list[str]:
    """The bigrams of the text that say most: seldom ones, those of the heading and of names before others."""
    units = writing.units[:LONGEST_COMPARED]
    if len(units) < 2:
        return []
    running = number_bigrams(units)
    said = weights[running].copy()
    said[: max(writing.heading - 1, 0)] *= _HEADING_COUNTS
    said[mark_names(units)] *= _NAMES_COUNT
    _distinct, first = np.unique(running, return_index=True)
    # a bigram that the collection does not have finds nothing
    order = first[np.argsort(-said[first], kind="stable")]
    folded = units.tobytes().decode("utf-16-le", "replace")
    if len(folded) != len(units):
        return [folded[place : place + 2] for place in order[:limit] if place + 2 <= len(folded)]
    return [folded[place : place + 2] for place in order[:limit]]


def heaviest_names(writing: Writing, weights: NDArray[np.float32], limit: int = ASKED_NAMES) -> list[tuple[str, float]]:
    """The threes of names that say most, and what each counts: seldom ones, those of the heading and said more than once."""
    units = writing.units[:LONGEST_COMPARED]
    if len(units) < 3:
        return []
    places, threes = number_names(units, number_bigrams(units))
    distinct, first, times = np.unique(threes, return_index=True, return_counts=True)
    said = weights[distinct] * np.where(places[first] < writing.heading, _HEADING_COUNTS, np.float32(1))
    said *= np.where(times > 1, _REPEATED_COUNTS, np.float32(1))
    order = np.argsort(-said, kind="stable")[:limit]
    folded = units.tobytes().decode("utf-16-le", "replace")
    counts = {
        folded[place : place + 3]: float(said[at]) ** SELDOM_COUNTS
        for at, place in zip(order, places[first[order]].tolist(), strict=True)
    }
    return list(counts.items())


def all_names(writing: Writing) -> list[str]:
    """Three characters of a name together, each once: two of them are in a thousand other names."""
    units = writing.units[:LONGEST_COMPARED]
    if len(units) < 3:
        return []
    folded = units.tobytes().decode("utf-16-le", "replace")
    places = number_names(units, number_bigrams(units))[0].tolist()
    return list(dict.fromkeys(folded[place : place + 3] for place in places))
