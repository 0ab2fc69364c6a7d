"""Inside the measured process: a database of many petitions, made by bulk SQL from the rows of the invented city."""

import secrets
import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any

from django.db import connection, models, transaction
from django.db.models import ForeignKey

from xinqiao.benchmarks.texts import Text, texts_for
from xinqiao.petitions.models import CachedClock, CachedPosition, Participation, Petition, SearchEntry, Submission
from xinqiao.petitions.searching.filling import fill_all

_MODELS: tuple[type[models.Model], ...] = (
    Submission,
    Petition,
    SearchEntry,
    CachedPosition,
    CachedClock,
    Participation,
)
_CHUNK = 2_000
# A clone arrived up to so many days earlier than its original.
_SPREAD_DAYS = 40


def fill(total: int, *, texts: str = "") -> None:
    """Clone the petitions that are there until there are `total`: submission, petition, position, clocks, roles.

    Events and documents are not cloned: no list reads them. `texts` is a Parquet file with the columns title and
    detail; without it texts are invented.
    """
    originals = _Originals(texts_for(texts))
    with transaction.atomic():
        numbers = islice(originals.numbers(), max(0, total - Petition.objects.count()))
        while chunk := list(islice(numbers, _CHUNK)):
            clones = [originals.clone(number) for number in chunk]
            for model in _MODELS:
                model._default_manager.bulk_create([row for rows in clones for row in rows if type(row) is model])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def index_words() -> int:
    """Bring the words of all of them into the search index; how many petitions."""
    return fill_all()


class _Originals:
    """The rows of the invented city, and copies of them under new ids and dates."""

    def __init__(self, texts: Iterator[Text]) -> None:
        self.random = Random(7)  # noqa: S311 -- invented rows, not a secret
        self.texts = texts
        self.petitions = list(Petition.objects.select_related("submission", "position").order_by("pk"))
        self.clocks = _by_petition(CachedClock)
        self.participations = _by_petition(Participation)

    def numbers(self) -> Iterator[int]:
        """Which original to clone next, round and round."""
        while True:
            yield from range(len(self.petitions))

    def clone(self, number: int) -> list[models.Model]:
        """One petition more, with everything a worklist reads."""
        original = self.petitions[number]
        back = timedelta(days=self.random.randrange(_SPREAD_DAYS))
        text = next(self.texts)
        submission = _copied(original.submission, id=uuid.uuid4(), idempotency_key=None, body=text.body)
        petition = _copied(
            original,
            id=uuid.uuid4(),
            reference=f"XQ{secrets.token_hex(10)}"[:24].upper(),
            submission=submission,
            title=text.title[:200],
            body=text.body,
            external_numbers={},
            registered_at=original.registered_at - back,
        )
        position = _copied(original.position, petition=petition, registered_at=petition.registered_at)
        if position.next_due_on is not None:
            position.next_due_on -= back
        below = (*self.clocks.get(original.pk, ()), *self.participations.get(original.pk, ()))
        entry = SearchEntry(petition=petition)
        return [submission, petition, entry, position, *(_copied(row, id=None, petition=petition) for row in below)]


def _by_petition(model: type[models.Model]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in model._default_manager.order_by("pk"):
        found.setdefault(row.petition_id, []).append(row)  # type: ignore[attr-defined]
    return found


def _copied(row: Any, **changed: Any) -> Any:
    """A new row with the same values but for those that change; related rows are named by id."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    for name, value in changed.items():
        field = row._meta.get_field(name)
        if isinstance(field, ForeignKey):
            values.pop(field.attname)
        values[name] = value
    return type(row)(**values)
