"""Is every petition in the search index with all that may be found of it, or at least noted as waiting?"""

import uuid
from collections.abc import Sequence

from xinqiao.petitions.models import Document, SearchEntry
from xinqiao.petitions.searching.marking import READABLE


def not_findable(ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the petitions that have no entry, or issued a writing that the index neither has nor waits for."""
    entries = {entry.petition_id: entry for entry in SearchEntry.objects.filter(petition__in=ids)}
    missing = {pk for pk in ids if pk not in entries or not (entries[pk].is_waiting or entries[pk].rows)}
    issued = Document.objects.filter(petition__in=ids, state__in=READABLE).values_list("petition_id", "pk")
    for petition_id, number in issued:
        entry = entries.get(petition_id)
        if entry is not None and not entry.is_waiting and number not in entry.documents:
            missing.add(petition_id)
    return missing
