"""The records of a CSV file; a malformed one is told and skipped, and reading goes on with the next line.

A quote that is never closed would swallow all that follows: reading then starts again on the line after it.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from xinqiao.intake.bulk.mapping import NotImportable

# A text of a petition may hold many lines, but not this many.
LINES_LIMIT = 2_000
# On so many lines after a malformed one a new record is looked for.
_LOOKED_AT = 50
_FIELD_LIMIT = 10_000_000
_DELIMITERS = ",\t;|"
_SHOWN_ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GB 18030"}


@dataclass(frozen=True, slots=True)
class Record:
    """The values of one record and the line it begins on, or why it cannot be read."""

    line: int
    values: list[str]
    fault: str = ""


def csv_records(path: Path, *, encoding: str = "", delimiter: str = "") -> Iterator[Record]:
    """All records, the header first. Raises NotImportable when the encoding named is unknown."""
    csv.field_size_limit(_FIELD_LIMIT)
    encoding = encoding or encoding_of(path)
    try:
        file = path.open(encoding=encoding, errors="surrogateescape", newline="")
    except LookupError as fault:
        raise NotImportable(_("There is no encoding called “%(name)s”.") % {"name": encoding}) from fault
    with file:
        yield from _Records(_numbered(file), encoding=encoding, delimiter=delimiter)


def encoding_of(path: Path) -> str:
    """UTF-8 or GB 18030, whichever fails on fewer lines: one damaged line must not turn a file into gibberish."""
    failed = {"utf-8-sig": 0, "gb18030": 0}
    with path.open("rb") as file:
        for line in file:
            if line.isascii():
                continue
            for encoding in failed:
                try:
                    line.decode(encoding)
                except UnicodeDecodeError:
                    failed[encoding] += 1
    # GB 18030 reads most bytes as something: it must be better than half as bad to be believed.
    return "gb18030" if failed["utf-8-sig"] > 2 * failed["gb18030"] else "utf-8-sig"


def _numbered(file: Iterator[str]) -> Iterator[tuple[int, str]]:
    yield from enumerate(file, 1)


class _Records:
    """Splits lines into records, with a few lines of memory to begin again from."""

    def __init__(self, lines: Iterator[tuple[int, str]], *, encoding: str, delimiter: str) -> None:
        self._lines = lines
        self._waiting: deque[tuple[int, str]] = deque()
        self._encoding = encoding
        self._delimiter = delimiter
        self._width = 0

    def __iter__(self) -> Iterator[Record]:
        while (first := self._next()) is not None:
            if first[1].strip("\r\n") == "":
                continue
            yield self._record(first)

    def _next(self) -> tuple[int, str] | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def _record(self, first: tuple[int, str]) -> Record:
        number, text = first
        if not self._delimiter:
            self._delimiter = max(_DELIMITERS, key=text.count)
        taken = [first]
        is_inside = text.count('"') % 2 == 1
        while is_inside and len(taken) < LINES_LIMIT:
            following = self._next()
            if following is None:
                break
            taken.append(following)
            is_inside ^= following[1].count('"') % 2 == 1
        record = self._parsed(number, "".join(line for _number, line in taken))
        if record.fault and len(taken) > 1 and (is_inside or self._another_begins(taken[1:])):
            self._waiting.extendleft(reversed(taken[1:]))
            return Record(number, [], _("A quotation mark in this line is not closed."))
        return record

    def _another_begins(self, later: list[tuple[int, str]]) -> bool:
        """Whether a whole record begins on one of the later lines: the first one's quote ran away with it."""
        pool = list(later)
        found = any(self._is_whole(pool, start) for start in range(min(len(later), _LOOKED_AT)))
        self._waiting.extendleft(reversed(pool[len(later) :]))
        return found

    def _is_whole(self, pool: list[tuple[int, str]], start: int) -> bool:
        """Whether the lines from `start` on make up a record; more lines are read into the pool where needed."""
        is_inside, end = False, start
        while is_inside or end == start:
            if end == len(pool):
                following = self._next()
                if following is None or end - start > LINES_LIMIT:
                    return False
                pool.append(following)
            is_inside ^= pool[end][1].count('"') % 2 == 1
            end += 1
        text = "".join(line for _number, line in pool[start:end])
        return bool(text.strip()) and not self._parsed(pool[start][0], text).fault

    def _parsed(self, number: int, text: str) -> Record:
        if "\x00" in text or any("\udc80" <= sign <= "\udcff" for sign in text):
            encoding = _SHOWN_ENCODINGS.get(self._encoding, self._encoding)
            return Record(number, [], _("This line holds bytes that are no text in %(name)s.") % {"name": encoding})
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter, strict=True))
        except csv.Error:
            return Record(number, [], _("Quotation marks in this line are not placed as CSV needs them."))
        values = rows[0] if len(rows) == 1 else [value for row in rows for value in row]
        if not self._width:
            self._width = len(values)
        if len(values) != self._width or len(rows) != 1:
            return Record(
                number,
                [],
                _("This line has %(found)d values, and the header has %(wanted)d columns.")
                % {"found": len(values), "wanted": self._width},
            )
        return Record(number, values)
