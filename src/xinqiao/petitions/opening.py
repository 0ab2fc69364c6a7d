"""A new petition: registered with its first facts, whatever the channel (arts 22, 23: register first)."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from xinqiao.law.library import statute, statute_in_force
from xinqiao.people.models import Officer, Organisation, Place
from xinqiao.petitions.acting.directory import Directory
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.conflict import accused_organisation_of
from xinqiao.petitions.consenting import AGREED
from xinqiao.petitions.models import Event, Petition, SealingLevel, Submission
from xinqiao.petitions.noticing import CHOSEN
from xinqiao.procedure.statute import Statute
from xinqiao.safeguards.codes import new_reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is known when a matter is registered. `statute` is chosen by the day of receipt if empty."""

    submission: Submission
    organisation: Organisation
    title: str
    body: str
    kind: str = "appeal"
    route: str = "petition_procedure"
    persons: int = 1
    place: Place | None = None
    officer: Officer | None = None
    is_contactable: bool = True
    statute: str = ""
    overlays: tuple[str, ...] = ()
    accused_organisation: Organisation | None = None
    accused_officer: Officer | None = None
    # She agreed, when she sent it, that answers may come online.
    agrees_to_online_service: bool = False
    # How she asked to be told that there is news: email, sms, or not at all.
    notices_by: str = ""
    import_key: str | None = None
    is_reconstructed: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)


def open_petition(opening: Opening, *, directory: Directory | None = None) -> Dossier:
    """A dossier with the facts `received` and `registered`, in memory; settle and save it.

    Raises law.library.NoStatuteInForce when no pack was in force on the day of receipt.
    """
    submission = opening.submission
    pack = _pack_for(opening)
    petition = Petition(
        reference=new_reference(submission.received_at.year),
        submission=submission,
        title=opening.title[:200],
        body=opening.body,
        place=opening.place,
        kind=opening.kind,
        route=opening.route,
        persons=opening.persons,
        sealing=SealingLevel.SEALED if opening.kind == "accusation" else SealingLevel.NORMAL,
        accused_organisation=accused_organisation_of(opening.accused_organisation, opening.accused_officer),
        accused_officer=opening.accused_officer,
        statute=pack.id,
        overlays=list(opening.overlays),
        statute_digest=pack.digest,
        calendar_digest=pack.calendar.digest,
        import_key=opening.import_key,
        is_reconstructed=opening.is_reconstructed,
        registered_at=submission.received_at,
    )
    dossier = Dossier(petition, directory=directory or Directory())
    dossier.is_new = True
    role = opening.organisation.role
    dossier.participate(organisation=opening.organisation, role=role, since_at=submission.received_at)
    for event in _first_events(opening, role):
        dossier.add(event)
    return dossier


def _first_events(opening: Opening, role: str) -> Iterator[Event]:
    """That it was received and registered, and what she agreed to with it."""
    received = {
        "channel": opening.submission.channel,
        "contactable": opening.is_contactable,
        "body_sha256": opening.submission.body_sha256,
        **_matter_digest(opening),
        **opening.data,
    }
    yield _first_event(opening, kind="received", role=role, data=received)
    yield _first_event(opening, kind="registered", role=role, data={})
    if opening.agrees_to_online_service:
        yield _first_event(opening, kind=AGREED, role="petitioner", data={})
    if opening.notices_by:
        yield _first_event(opening, kind=CHOSEN, role="petitioner", data={"channel": opening.notices_by})


def _matter_digest(opening: Opening) -> dict[str, str]:
    """The digest of the matter's own text, where it is a part of what arrived and not the whole."""
    if opening.body == opening.submission.body:
        return {}
    return {"matter_sha256": hashlib.sha256(opening.body.encode()).hexdigest()}


def _pack_for(opening: Opening) -> Statute:
    if opening.statute:
        return statute(opening.statute, opening.overlays)
    return statute_in_force(_local_day(opening.submission.received_at))


def _local_day(moment: datetime) -> Any:
    """The day in the office's own zone: it decides which law was in force."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _first_event(opening: Opening, *, kind: str, role: str, data: Mapping[str, Any]) -> Event:
    return Event(
        kind=kind,
        is_fact=role != "petitioner",
        occurred_at=opening.submission.received_at,
        recorded_at=timezone.now(),
        by_role=role,
        organisation=opening.organisation,
        officer=opening.officer,
        data=dict(data),
        is_reconstructed=opening.is_reconstructed,
    )
