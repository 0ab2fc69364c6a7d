"""Where do the grams of texts lie, and which petitions have a word? FTS5 on SQLite, tsvectors under GIN on PostgreSQL.

The table `petitions_grams` is made by a migration and known to no model: each database has its own kind of it. A row is
one piece of one text of a petition. Its number is that of the petition's entry times ROWS_OF_ONE, plus a count.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from xinqiao.petitions.searching.words import Word

ROWS_OF_ONE = 1024

_INSERT = {
    "sqlite": "INSERT INTO petitions_grams (rowid, grams) VALUES (%s, %s)",
    "postgresql": "INSERT INTO petitions_grams (id, grams) VALUES (%s, %s::tsvector) "
    "ON CONFLICT (id) DO UPDATE SET grams = EXCLUDED.grams",
}
_EMPTY = {
    "sqlite": "INSERT INTO petitions_grams (petitions_grams) VALUES ('delete-all')",
    "postgresql": "TRUNCATE petitions_grams",
}
_HAVING = {
    "sqlite": f"SELECT rowid / {ROWS_OF_ONE} FROM petitions_grams WHERE petitions_grams MATCH %s",
    "postgresql": f"SELECT id / {ROWS_OF_ONE} FROM petitions_grams WHERE grams @@ %s::tsquery",
}


def insert_pieces(pieces: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Write pieces (number of the row, its grams) into the index, in the caller's transaction."""
    as_row = _as_vector if connection.vendor == "postgresql" else " ".join
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT[connection.vendor], [(number, as_row(grams)) for number, grams in pieces])


def empty() -> None:
    """Take all grams out of the index."""
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY[connection.vendor])


def numbers_having(word: Word) -> RawSQL:
    """The numbers of the entries whose petition says the word, as a subquery."""
    asked = _as_tsquery(word) if connection.vendor == "postgresql" else _as_match(word)
    return RawSQL(_HAVING[connection.vendor], (asked,))  # noqa: S611 -- what is asked is a parameter


# Grams are letters and digits only (grams._RUN): nothing in them could end a quotation.
def _as_vector(grams: Sequence[str]) -> str:
    places: dict[str, list[str]] = {}
    for place, gram in enumerate(grams, start=1):
        places.setdefault(gram, []).append(str(place))
    return " ".join(f"'{gram}':{','.join(at)}" for gram, at in places.items())


def _as_tsquery(word: Word) -> str:
    return " <-> ".join(f"'{gram}'" for gram in word.grams) + (":*" if word.is_open else "")


def _as_match(word: Word) -> str:
    return f'"{" ".join(word.grams)}"' + (" *" if word.is_open else "")
