"""Bringing the search index up to date: what waits is indexed in batches, and all of it anew by one command."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from xinqiao.petitions.models import Document, Petition, SearchEntry
from xinqiao.petitions.searching.grams import pieces_of
from xinqiao.petitions.searching.index import ROWS_OF_ONE, empty, insert_pieces
from xinqiao.petitions.searching.marking import READABLE
from xinqiao.safeguards.inserting import Replacing, insert

BATCH = 200
_FILLED = Replacing(known_by=("number",), replaced=("is_waiting", "rows", "documents"))
# Not the whole file: of a petition only what is searched, and no identity, which is sealed and stays so.
_SEARCHED = (
    "id",
    "reference",
    "title",
    "body",
    "external_numbers",
    "place__name",
    "submission__place_text",
)


def fill(*, at_most: int = BATCH) -> int:
    """Index what waits, the oldest first; how many petitions. Two that run at once share the work."""
    done = 0
    while done < at_most and (count := _fill_batch(min(BATCH, at_most - done))):
        done += count
    return done


def fill_all() -> int:
    """Index everything that waits, batch by batch; how many petitions."""
    done = 0
    while count := _fill_batch(BATCH):
        done += count
    return done


def rebuild() -> int:
    """Make the whole index anew, in the order in which petitions arrived; how many. Searches find less meanwhile."""
    with transaction.atomic():
        empty()
        SearchEntry.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO petitions_searchentry (petition_id, is_waiting, rows, documents) "
                "SELECT id, %s, 0, '[]' FROM petitions_petition ORDER BY registered_at, id",
                [True],
            )
    return fill_all()


def count_waiting(*, at_most: int) -> int:
    """How many petitions have words that are not indexed yet, counted up to `at_most`."""
    return SearchEntry.objects.filter(is_waiting=True)[:at_most].count()


@transaction.atomic
def _fill_batch(size: int) -> int:
    waiting = SearchEntry.objects.select_for_update(skip_locked=True).filter(is_waiting=True)
    entries = list(waiting.order_by("number")[:size])
    if not entries:
        return 0
    texts = _Texts(entries)
    pieces: list[tuple[int, Sequence[str]]] = []
    for entry in entries:
        for text in texts.new_of(entry):
            for grams in pieces_of(text):
                # A file with more pieces than numbers is searched as far as they go.
                if entry.rows < ROWS_OF_ONE:
                    pieces.append((entry.number * ROWS_OF_ONE + entry.rows, grams))
                    entry.rows += 1
        entry.is_waiting = False
    insert_pieces(pieces)
    insert(entries, replacing=_FILLED)
    return len(entries)


class _Texts:
    """What is searched of some petitions, read in two queries."""

    def __init__(self, entries: Sequence[SearchEntry]) -> None:
        ids = [entry.petition_id for entry in entries]
        self._petitions = Petition.objects.select_related("place", "submission").only(*_SEARCHED).in_bulk(ids)
        self._documents: dict[Any, list[Document]] = defaultdict(list)
        issued = Document.objects.filter(petition__in=ids, state__in=READABLE).only("id", "petition_id", "blocks")
        for document in issued.order_by("pk"):
            self._documents[document.petition_id].append(document)

    def new_of(self, entry: SearchEntry) -> Iterator[str]:
        """The texts of a petition that its entry does not have; they are noted in it."""
        if entry.rows == 0:
            yield _own_text(self._petitions[entry.petition_id])
        for document in self._documents[entry.petition_id]:
            if document.pk not in entry.documents:
                entry.documents.append(document.pk)
                yield words_of(document)


def words_of(document: Document) -> str:
    """The words of a writing, its parts one below the other."""
    return "\n".join(part for part in document.blocks.values() if isinstance(part, str))


def _own_text(petition: Petition) -> str:
    """What was registered: title, text, place, and the numbers it goes by."""
    place = petition.place.name if petition.place else ""
    numbers = " ".join(str(number) for number in petition.external_numbers.values())
    return "\n".join(
        (petition.title, petition.body, place, petition.submission.place_text, petition.reference, numbers)
    )
