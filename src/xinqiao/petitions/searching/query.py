"""Which of these petitions say all of these words? A filter on a queryset: whoever may not see one, finds none."""

from collections.abc import Sequence

from django.db.models import QuerySet

from xinqiao.petitions.models import Petition
from xinqiao.petitions.searching.index import numbers_having
from xinqiao.petitions.searching.words import Word


def saying(petitions: QuerySet[Petition], words: Sequence[Word]) -> QuerySet[Petition]:
    """Those of the petitions that say every word, in whatever text of theirs.

    Give it `petitions.access.visible_to(actor)`: the permission is then part of the same question.
    """
    for word in words:
        petitions = petitions.filter(search_entry__number__in=numbers_having(word))
    return petitions
