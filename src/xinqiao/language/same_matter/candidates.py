"""Which few hundred texts of a million could be the same matter? A search by the bigrams that say most (BM25)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tantivy
from numpy.typing import NDArray

from xinqiao.language.same_matter.characters import Writing, mark_names, number_bigrams
from xinqiao.language.same_matter.collection import LONGEST_COMPARED

# Bigrams asked for: the heaviest. More find little and cost in proportion.
ASKED_BIGRAMS = 64

# Bigrams of the heading, and of names, say what and where the matter is.
_HEADING_COUNTS = np.float32(1.3)
_NAMES_COUNT = np.float32(1.2)

# Who names the same place is looked at before who uses the same words.
_NAME_BOOST = 3.0

_WRITER_MEMORY = 128 << 20


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

    def add(self, number: int, writing: Writing) -> None:
        """Take one more text; it is found after the next `commit`."""
        units = writing.units[:LONGEST_COMPARED]
        folded = units.tobytes().decode("utf-16-le", "replace")
        document = tantivy.Document()
        document.add_text("names", " ".join(name_trigrams(writing)))
        document.add_unsigned("number", number)
        document.add_text("text", folded)
        self._writer.add_document(document)

    def commit(self) -> None:
        """Let what was added be found."""
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(
        self, bigrams: Sequence[str], limit: int, *, names: Sequence[str] = ()
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Numbers and scores (BM25) of the texts that share most with these bigrams and trigrams of names, best first."""
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "text", bigram, index_option="freq"))
            for bigram in bigrams
        ]
        terms += [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, "names", name, index_option="basic"), _NAME_BOOST
                ),
            )
            for name in names
        ]
        if not terms:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        hits = self._searcher.search(tantivy.Query.boolean_query(terms), limit, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _score, address in hits])
        scores = np.array([score for score, _address in hits], dtype=np.float32)
        return np.array(numbers, dtype=np.int64), scores


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


def name_trigrams(writing: Writing, limit: int | None = None) -> list[str]:
    """Three characters of a name together, each once, the heading's first: two of them are in a thousand other names."""
    units = writing.units[:LONGEST_COMPARED]
    if len(units) < 3:
        return []
    marked = mark_names(units)
    folded = units.tobytes().decode("utf-16-le", "replace")
    places = np.flatnonzero(marked[:-1] & marked[1:]).tolist()
    found = dict.fromkeys(folded[place : place + 3] for place in places)
    return list(found)[:limit]
