"""Which petitions may this visitor see? Those whose number and code were shown, for a short while."""

import uuid
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from xinqiao.petitions.acting import Actor
from xinqiao.web.citizen.sealed_session import keep, kept

_NAME = "petitions_opened"
# Long enough to read and write in peace, short enough for a shared computer; each page begins it anew.
_OPEN_FOR = timedelta(minutes=30)


def open_petition_here(request: HttpRequest, reference: str, petition_id: uuid.UUID) -> None:
    """Let this visitor see the petition for a while.

    Where number and code were typed the caller gives the session a new key first (`renew`).
    """
    _keep(request, reference, str(petition_id))


def renew(request: HttpRequest) -> None:
    """Give the session a new key, so that one planted earlier opens nothing.

    Not after sending: a second press of the button, on its way with the old key, must still find the receipt.
    """
    request.session.cycle_key()


def petitioner_here(request: HttpRequest, reference: str) -> Actor | None:
    """The petitioner of this petition, if its number and code were shown here and not too long ago."""
    found = (kept(request, _NAME) or {}).get(reference)
    if not found or datetime.fromisoformat(found["until"]) < timezone.now():
        return None
    _keep(request, reference, found["id"])
    return Actor.petitioner(uuid.UUID(found["id"]))


def _keep(request: HttpRequest, reference: str, petition_id: str) -> None:
    now = timezone.now()
    still = {
        known: entry
        for known, entry in (kept(request, _NAME) or {}).items()
        if datetime.fromisoformat(entry["until"]) >= now
    }
    still[reference] = {"id": petition_id, "until": (now + _OPEN_FOR).isoformat()}
    keep(request, _NAME, still)
