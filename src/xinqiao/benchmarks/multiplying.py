"""Inside the prepared process: all petitions that are there, many times over, copied by the database itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from xinqiao.petitions.models import CachedClock, CachedPosition, Participation, Petition, SearchEntry, Submission

# A copy arrived some days before its original: by one day more than the copy before it, round and round.
_SPREAD_DAYS = 40


@dataclass(frozen=True, slots=True)
class _Words:
    """How a database makes an id, a reference, and an earlier day of the column it is given."""

    key: str
    fresh: str
    reference: str
    earlier_at: str
    earlier_on: str


_WORDS: Mapping[str, _Words] = {
    "sqlite": _Words(
        key="char(32)",
        fresh="lower(hex(randomblob(16)))",
        reference="'XQ' || upper(hex(randomblob(11)))",
        earlier_at="datetime({}, '-' || copied.back || ' days')",
        earlier_on="date({}, '-' || copied.back || ' days')",
    ),
    "postgresql": _Words(
        key="uuid",
        fresh="gen_random_uuid()",
        reference="'XQ' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 22))",
        earlier_at="{} - make_interval(days => copied.back)",
        earlier_on="{} - copied.back",
    ),
}


def multiply(*, times: int) -> None:
    """Have `times` as many petitions: submission, petition, entry, position, clocks and roles of each are copied."""
    words = _WORDS[connection.vendor]
    key = words.key
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE originals AS SELECT id, submission_id FROM petitions_petition")
        cursor.execute(
            f"CREATE TEMPORARY TABLE copied (old {key}, fresh {key}, old_sent {key}, fresh_sent {key}, back int)"
        )
        for copy in range(1, times):
            cursor.execute("DELETE FROM copied")
            cursor.execute(
                f"INSERT INTO copied SELECT id, {words.fresh}, submission_id, {words.fresh}, %s FROM originals",
                [copy % _SPREAD_DAYS],
            )
            _copy_all(cursor, words)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy_all(cursor: CursorWrapper, words: _Words) -> None:
    of_petition = {"petition_id": "copied.fresh"}
    _copy(cursor, Submission, {"id": "copied.fresh_sent", "idempotency_key": "NULL"}, known_by="id", old="old_sent")
    petition = {
        "id": "copied.fresh",
        "reference": words.reference,
        "submission_id": "copied.fresh_sent",
        "import_key": "NULL",
        "registered_at": words.earlier_at.format("t.registered_at"),
    }
    _copy(cursor, Petition, petition, known_by="id")
    _copy(cursor, SearchEntry, of_petition, known_by="petition_id")
    moved = {
        "registered_at": words.earlier_at.format("t.registered_at"),
        "next_due_on": words.earlier_on.format("t.next_due_on"),
    }
    _copy(cursor, CachedPosition, of_petition | moved, known_by="petition_id")
    _copy(cursor, CachedClock, of_petition, known_by="petition_id")
    _copy(cursor, Participation, of_petition, known_by="petition_id")


def _copy(
    cursor: CursorWrapper, model: type[models.Model], changed: Mapping[str, str], *, known_by: str, old: str = "old"
) -> None:
    """Insert a row for each row that is `known_by` an id of `copied`, with what is changed; keys are made anew."""
    columns = [str(field.column) for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    quoted = [f'"{column}"' for column in columns]
    values = [changed.get(column, f't."{column}"') for column in columns]
    table = model._meta.db_table
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(quoted)}) SELECT {', '.join(values)} "
        f"FROM copied CROSS JOIN {table} t WHERE t.{known_by} = copied.{old}"
    )
