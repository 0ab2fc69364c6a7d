"""Which petitions may be about the same matter as a text that is being registered? Asked of the index on the disk.

It loads numpy and the search: whoever asks imports it then (`import_module`), so that nobody else pays for them.
"""

from django.db.models import QuerySet

from xinqiao.language.same_matter.keeping import NoIndex
from xinqiao.language.shipped import WrongFile
from xinqiao.linking.finding import LEAST_PROBABLE
from xinqiao.linking.kept_index import matter_reader
from xinqiao.linking.likeness import COPY_PROBABLE, likeness_of, text_of
from xinqiao.linking.linkable import linkable
from xinqiao.linking.models import Likeness
from xinqiao.linking.same_place import in_one_branch
from xinqiao.linking.suggesting import NotAvailable, Suggestion, shown
from xinqiao.people.models import Place
from xinqiao.petitions.models import Petition

# Some of what is found the officer may not see.
_ASKED = 60


def suggestions_for_text(text: str, place: Place | None, visible: QuerySet[Petition]) -> list[Suggestion]:
    """Petitions among `visible` that may be about the matter of this text, the most probable first. Raises NotAvailable."""
    try:
        found = matter_reader().matters_like(text, limit=_ASKED)
    except (NoIndex, WrongFile) as fault:
        raise NotAvailable from fault
    others = shown(linkable(visible).filter(pk__in=[one.owner for one in found]))
    suggestions = []
    for one in found:
        other = others.get(one.owner)
        if other is None:
            continue
        alike = likeness_of(text, text_of(other), probability=one.score, same_place=in_one_branch(place, other.place))
        if alike == Likeness.COPIED or one.score >= LEAST_PROBABLE:
            probable = min(one.score, COPY_PROBABLE) if alike == Likeness.COPIED else one.score
            suggestions.append(Suggestion(petition=other, likeness=alike, probability=probable))
    return suggestions
