"""Which number does an issued letter bear? One series for an organisation, a year and a kind of letter, without gaps.

The number is taken in the transaction of the act that issues the letter: where that fails, the number is free again.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from django.db import connection

from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.forms import forms_of
from xinqiao.petitions.models import Document, DocumentState, NumberSeries, Petition

_Key = tuple[int, int, str]
_TAKE = (
    f"INSERT INTO {NumberSeries._meta.db_table} (organisation_id, year, word, last) VALUES (%s, %s, %s, %s)"
    f" ON CONFLICT (organisation_id, year, word)"
    f" DO UPDATE SET last = {NumberSeries._meta.db_table}.last + EXCLUDED.last RETURNING last"
)


def number_letters(dossiers: Sequence[Dossier]) -> None:
    """Give each letter that is being issued its number, and bind it in the event that issues it.

    The caller holds the transaction. Other acts that issue a letter of the same series wait for its end: only so
    no number is lost and none is given twice.
    """
    waiting = [(dossier, document) for dossier in dossiers for document in _unnumbered(dossier)]
    if not waiting:
        return
    _hold([dossier for dossier, _document in waiting])
    series: dict[_Key, list[tuple[Dossier, Document]]] = defaultdict(list)
    for dossier, document in waiting:
        series[_key(dossier, document)].append((dossier, document))
    # Always in the same order, so that two batches never wait for each other.
    for key in sorted(series):
        _number(key, series[key])
    numbered = {id(document) for _dossier, document in waiting}
    for event in chain.from_iterable(dossier.new_events for dossier in dossiers):
        if event.document is not None and id(event.document) in numbered:
            event.data["document_number"] = event.document.number


def _unnumbered(dossier: Dossier) -> list[Document]:
    found = {id(d): d for d in chain(dossier.new_documents, dossier.changed_documents)}
    return [d for d in found.values() if d.letter and d.state == DocumentState.ISSUED and not d.number]


def _hold(dossiers: Sequence[Dossier]) -> None:
    """Hold the petitions before their series, as every other act does: who holds a series never waits for a petition."""
    if connection.features.has_select_for_update:
        ids = sorted({dossier.petition.pk for dossier in dossiers if not dossier.is_new})
        list(Petition.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _key(dossier: Dossier, document: Document) -> _Key:
    issued_on = dossier.local_day(document.issued_at or document.drafted_at)
    forms = forms_of(dossier.petition)
    return int(document.organisation_id or 0), issued_on.year, forms.form(document.letter, issued_on).word


def _number(key: _Key, letters: Sequence[tuple[Dossier, Document]]) -> None:
    organisation_id, year, word = key
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [organisation_id, year, word, len(letters)])
        last = int(cursor.fetchone()[0])
    for number, (dossier, document) in enumerate(letters, start=last - len(letters) + 1):
        organisation = dossier.directory.of_id(organisation_id)
        forms = forms_of(dossier.petition)
        mark = organisation.letter_mark or organisation.name
        document.number = forms.number(mark=mark, word=word, year=year, number=number)
