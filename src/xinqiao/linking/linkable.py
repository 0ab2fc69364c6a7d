"""Which petitions are compared with others at all? No accusation ever: what is found beside it could reach the accused."""

from django.db.models import QuerySet

from xinqiao.petitions.models import Petition, SealingLevel

_ACCUSATION = "accusation"


def linkable(petitions: QuerySet[Petition]) -> QuerySet[Petition]:
    """Those of `petitions` that may be indexed and linked: no accusation, nothing sealed, nobody accused."""
    return (
        petitions.exclude(kind=_ACCUSATION)
        .exclude(sealing=SealingLevel.SEALED)
        .exclude(position__kind=_ACCUSATION)
        .filter(accused_organisation=None, accused_officer=None)
    )


def is_linkable(petition: Petition) -> bool:
    """Whether this petition may be indexed and linked."""
    return linkable(Petition.objects.filter(pk=petition.pk)).exists()
