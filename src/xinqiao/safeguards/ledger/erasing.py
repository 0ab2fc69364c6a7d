"""How is an event's content erased lawfully while the chain stays whole?"""

from collections.abc import Iterable
from uuid import UUID

from xinqiao.safeguards.models import LedgerSalt


def erase_salts(petition_id: UUID, event_ids: Iterable[UUID | int | str]) -> int:
    """Drop the salts of these events' links; answers how many were dropped.

    Without its salt a commitment cannot be matched to any guess of the content. The caller records, in the
    same transaction, an event whose content lists them under `erases`: a missing salt that no later event
    accounts for is reported by verification as a fault.
    """
    wanted = [str(event_id) for event_id in event_ids]
    dropped, _ = LedgerSalt.objects.filter(entry__petition_id=petition_id, entry__event_id__in=wanted).delete()
    return dropped
