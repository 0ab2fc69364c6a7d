"""Which pairs among some petitions are linked, how probably, and what was decided? For those who group matters."""

from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from xinqiao.linking.linkable import linkable
from xinqiao.linking.models import Likeness, LinkState, MatterLink
from xinqiao.petitions.models import Petition

# What officers decided stands above what the judgement says.
_DECIDED = {LinkState.CONFIRMED: 1.0, LinkState.REFUSED: 0.0}


class Pair(NamedTuple):
    """Two petitions by their ids, the smaller first; 1.0 where an officer confirmed, 0.0 where one refused."""

    one: UUID
    other: UUID
    probability: float
    decision: str


def links(petitions: QuerySet[Petition] | Iterable[Petition | UUID]) -> Iterator[Pair]:
    """The kept pairs of which both are among `petitions`, in no order; none of an accusation.

    A pair that is not there was judged improbable (below `finding.LEAST_PROBABLE`), or was not compared yet.
    """
    among = _among(petitions)
    yield from _kept(MatterLink.objects.filter(one__in=among.values("pk"), other__in=among.values("pk")))


def links_among(ids: Container[UUID]) -> Iterator[Pair]:
    """The same for the ids of petitions that were just taken from `linkable`, by one look through all kept pairs."""
    return (pair for pair in _kept(MatterLink.objects.all()) if pair.one in ids and pair.other in ids)


def _kept(pairs: QuerySet[MatterLink]) -> Iterator[Pair]:
    # an open copy is kept to be shown as what it is: the same words about another place
    told = pairs.exclude(state=LinkState.OPEN, likeness=Likeness.COPIED)
    for one, other, probability, state in told.values_list("one", "other", "probability", "state").iterator():
        yield Pair(one, other, _DECIDED.get(LinkState(state), probability), state)


def _among(petitions: QuerySet[Petition] | Iterable[Petition | UUID]) -> QuerySet[Petition]:
    if isinstance(petitions, QuerySet) and not petitions.query.is_sliced:
        # An order of the caller's has no place in a subquery of ids.
        own: QuerySet[Petition, Any] = petitions.order_by().values("pk")
        return linkable(Petition.objects.filter(pk__in=own))
    ids = [one.pk if isinstance(one, Petition) else one for one in petitions]
    return linkable(Petition.objects.filter(pk__in=ids))
