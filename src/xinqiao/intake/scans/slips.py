"""Whose slips wait to be printed? A folder registers letters when nobody is by; number and query code must reach the person."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from xinqiao.intake.models import ScannedLetter, ScanState
from xinqiao.intake.receiving import Received
from xinqiao.intake.scans.registering import received_as_read
from xinqiao.people.models import Officer
from xinqiao.petitions.access import NoSuchPetition, petition_for, visible_to
from xinqiao.petitions.acting import Actor, ActRefused
from xinqiao.safeguards.uploads import RefusedFile

# So many on one page to print: each holds its signed receipt.
MOST = 50


def waiting_slips(officer: Officer) -> QuerySet[ScannedLetter]:
    """The letters of the officer's own office whose slip nobody has printed, of petitions that she may see, oldest first."""
    return (
        ScannedLetter.objects.filter(office=officer.organisation, state=ScanState.REGISTERED, slip_at__isnull=True)
        .exclude(kind="")
        .filter(petition__in=visible_to(Actor.of_officer(officer)))
        .select_related("petition", "office")
        .order_by("laid_at", "pk")
    )


def slips_to_print(letters: Iterable[ScannedLetter], *, by: Officer, at: datetime) -> tuple[list[Received], list[str]]:
    """What stands on the slips that are now shown, once, to this officer; and the references of those that cannot be made.

    A code is made again from what was read: where a file of the letter is gone or was changed, it cannot be.
    """
    shown: list[Received] = []
    hindered: list[str] = []
    for letter in letters:
        reference = letter.petition.reference if letter.petition else ""
        try:
            # The look is logged: who has a code may act for the person.
            petition_for(Actor.of_officer(by), reference, "print")
            received = received_as_read(letter)
        except NoSuchPetition:
            continue
        except (ActRefused, RefusedFile, OSError, ValueError, KeyError):
            hindered.append(reference)
            continue
        claimed = ScannedLetter.objects.filter(pk=letter.pk, slip_at__isnull=True).update(slip_at=at, slip_by=by)
        if claimed:
            shown.append(received)
    return shown, hindered
