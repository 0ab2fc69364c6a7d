"""Which petitions that an officer may see may be about the same matter as one that is registered? Its stored links."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from xinqiao.linking.linkable import linkable
from xinqiao.linking.models import Comparison, Likeness, LinkState, MatterLink
from xinqiao.petitions.models import Petition

SHOWN = 30


class NotAvailable(Exception):
    """There is no index yet, or the judgement is damaged: nothing can be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One petition that may be about the same matter: how alike, how probable (0 to 1), and what was decided."""

    petition: Petition
    likeness: Likeness
    probability: float
    state: LinkState = LinkState.OPEN


def was_compared(petition: Petition) -> bool:
    """Whether the petition was laid beside the others; until then an empty answer says nothing."""
    return Comparison.objects.filter(petition=petition).exists()


def stored_suggestions(petition: Petition, visible: QuerySet[Petition]) -> list[Suggestion]:
    """The links of a petition to others among `visible`, the most probable first; nothing of those beyond."""
    links = MatterLink.objects.filter(
        Q(one=petition, other__in=linkable(visible).values("pk"))
        | Q(other=petition, one__in=linkable(visible).values("pk"))
    ).order_by("-probability")[:SHOWN]
    found = {link.other_id if link.one_id == petition.pk else link.one_id: link for link in links}
    others = shown(Petition.objects.filter(pk__in=list(found)))
    return [
        Suggestion(
            petition=others[other],
            likeness=Likeness(link.likeness),
            probability=link.probability,
            state=LinkState(link.state),
        )
        for other, link in found.items()
    ]


def shown(petitions: QuerySet[Petition]) -> dict[UUID, Petition]:
    """These petitions by their ids, with what a line about one says."""
    related: Sequence[str] = ("position", "place__parent__parent__parent")
    return {petition.pk: petition for petition in petitions.select_related(*related)}
