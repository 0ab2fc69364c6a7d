"""What does an officer make of a suggested link? Each decision is added to those before it; none moves a clock."""

from django.db import transaction
from django.utils import timezone

from xinqiao.linking.linkable import is_linkable
from xinqiao.linking.models import LinkDecision, LinkState, MatterLink
from xinqiao.people.models import Officer
from xinqiao.petitions.models import Petition


class NoSuchLink(Exception):
    """These two petitions were not suggested as one matter, or may not be linked."""


def link_between(one: Petition, other: Petition) -> MatterLink:
    """The link of these two, which the caller may both see. Raises NoSuchLink."""
    first, second = sorted((one.pk, other.pk))
    link = MatterLink.objects.filter(one=first, other=second).first()
    if link is None or not (is_linkable(one) and is_linkable(other)):
        raise NoSuchLink
    return link


def decide(officer: Officer, link: MatterLink, state: LinkState, *, note: str = "") -> LinkDecision | None:
    """Note what the officer decides; None where that stands already. `open` takes the last decision back.

    A confirmed link merges nothing: each petition keeps its person, its clocks and its answer.
    """
    with transaction.atomic():
        held = MatterLink.objects.select_for_update().get(pk=link.pk)
        if held.state == state:
            return None
        decision = LinkDecision(link=held, state=state, officer=officer, decided_at=timezone.now(), note=note.strip())
        decision.save()
        held.state = state
        held.save(update_fields=["state"])
        link.state = state
        return decision
