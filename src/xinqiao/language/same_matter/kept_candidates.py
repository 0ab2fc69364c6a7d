"""The bigram search in files: mapped into memory, one writer, any number of readers."""

from __future__ import annotations

from pathlib import Path

import tantivy

from xinqiao.language.same_matter.candidates import CandidateIndex
from xinqiao.language.same_matter.kept_collection import Torn

_WRITER_MEMORY = 64 << 20


class KeptCandidates(CandidateIndex):
    """The same search as in memory, over the files of a folder."""

    def __init__(self, folder: Path, *, writes: bool, begins: bool) -> None:
        # fields and tokenizers are those of the search in memory, whose own writer and index are let go at once
        super().__init__()
        del self._writer
        if begins:
            folder.mkdir(parents=True)
        try:
            if not begins and not tantivy.Index.exists(str(folder)):
                raise Torn("the search is gone")
            self._index = tantivy.Index(self._schema, path=str(folder))
            self._searcher = self._index.searcher()
        except (OSError, ValueError) as fault:
            raise Torn(str(fault)) from fault
        bigrams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(min_gram=2, max_gram=2)).build()
        self._index.register_tokenizer("bigrams", bigrams)
        if writes:
            self._writer = self._index.writer(heap_size=_WRITER_MEMORY, num_threads=1)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def look_again(self) -> None:
        """See what another process has committed."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Let the merging end and the writer's lock go."""
        self._writer.wait_merging_threads()
