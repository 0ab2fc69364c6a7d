"""Which earlier petitions may be about the same matter as this one? Stored as suggestions, with the comparison, at once."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from xinqiao.language.same_matter.keeping import Found
from xinqiao.linking.likeness import COPY_PROBABLE, likeness_of, text_of
from xinqiao.linking.linkable import linkable
from xinqiao.linking.models import Comparison, Likeness, LinkState, MatterLink
from xinqiao.linking.same_place import in_one_branch
from xinqiao.petitions.models import Petition

# Less probable pairs are not kept, unless one is a copy of the other; and of one petition no more than so many.
LEAST_PROBABLE = 0.05
MOST_LINKS = 120


def compared(ids: Iterable[UUID]) -> dict[UUID, Petition]:
    """The petitions among these that may be linked, with what is compared of them."""
    petitions = linkable(Petition.objects.filter(pk__in=list(ids)))
    return petitions.select_related("place__parent__parent__parent").in_bulk()


def keep_links(petition: Petition, found: Sequence[Found], *, judgement: str) -> int:
    """Store what was found beside `petition`, and that it was compared; answers how many links it has from this.

    What officers decided stays. Parts of one letter were told apart by an officer already: they are not linked.
    """
    others = compared(one.owner for one in found)
    links = [
        link
        for one in found
        if (other := others.get(one.owner)) and other.submission_id != petition.submission_id
        if (link := _link_of(petition, other, one.score, judgement))
    ][:MOST_LINKS]
    with transaction.atomic():
        _store(petition, links, judgement)
        Comparison.objects.update_or_create(
            petition=petition, defaults={"judgement": judgement, "compared_at": timezone.now()}
        )
    return len(links)


def forget_links(ids: Iterable[UUID]) -> None:
    """Take away what was suggested for these petitions, which may not be linked any more; decisions stay on record."""
    ids = list(ids)
    links = MatterLink.objects.filter(Q(one__in=ids) | Q(other__in=ids), decisions=None)
    with transaction.atomic():
        links.delete()
        Comparison.objects.filter(petition__in=ids).delete()


def _link_of(petition: Petition, other: Petition, probability: float, judgement: str) -> MatterLink | None:
    """The pair in its fixed order, not saved; None where it is not worth keeping."""
    same_place = in_one_branch(petition.place, other.place)
    alike = likeness_of(text_of(petition), text_of(other), probability=probability, same_place=same_place)
    if alike == Likeness.COPIED:
        probability = min(probability, COPY_PROBABLE)
    elif probability < LEAST_PROBABLE:
        return None
    one, two = sorted((petition, other), key=lambda each: each.pk)
    return MatterLink(
        one=one, other=two, likeness=alike, probability=probability, judgement=judgement, found_at=timezone.now()
    )


def _store(petition: Petition, links: Sequence[MatterLink], judgement: str) -> None:
    """New pairs are added; known ones say what this judgement says, of its two directions the more probable."""
    before = MatterLink.objects.select_for_update().filter(Q(one=petition) | Q(other=petition))
    known = {(link.one_id, link.other_id): link for link in before}
    fresh = []
    for link in links:
        old = known.pop((link.one_id, link.other_id), None)
        if old is None:
            fresh.append(link)
        elif old.judgement != judgement or link.probability > old.probability:
            old.likeness, old.probability, old.judgement = link.likeness, link.probability, judgement
            old.save(update_fields=["likeness", "probability", "judgement"])
    MatterLink.objects.bulk_create(fresh, ignore_conflicts=True)
    # What an earlier judgement suggested and this one does not, and nobody has decided.
    gone = [link.pk for link in known.values() if link.judgement != judgement and link.state == LinkState.OPEN]
    MatterLink.objects.filter(pk__in=gone, decisions=None).delete()
