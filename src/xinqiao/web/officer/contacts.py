"""What has the office done to reach the petitioner? Calls, visits, letters, attempts and services, the newest first.

It is a record of the office's own effort; nothing in it describes the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from xinqiao.people.models import Officer
from xinqiao.petitions import choices
from xinqiao.petitions.acting import Dossier
from xinqiao.petitions.consenting import agrees_to_online_service
from xinqiao.petitions.models import Event
from xinqiao.petitions.noticing import chosen_channel
from xinqiao.petitions.proofs import ATTEMPTED
from xinqiao.web.officer.happenings import event_title

_KINDS = ("contacted", ATTEMPTED, "served")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One time the office reached out. `reached` is None where that is no question."""

    seq: int
    at: datetime
    title: str
    how: str
    reached: bool | None
    outcome: str
    whom: str
    said: str
    promise: str
    promised_on: date | None
    is_overdue: bool
    by: str


def contact_log(dossier: Dossier, officers: Mapping[int, Officer], *, on: date) -> dict[str, Any]:
    """The log (`officers` are those its events name), how answers may come, and how the petitioner is told that there is news."""
    events = [event for event in dossier.events if event.kind in _KINDS and not event.is_reconstructed]
    last = max((event.seq for event in events), default=0)
    channel = chosen_channel(dossier.events)
    return {
        "contacts": [_contact(e, by=officers.get(e.officer_id or 0), on=on, is_last=e.seq == last) for e in events][
            ::-1
        ],
        "is_online_agreed": agrees_to_online_service(dossier),
        "notices_by": dict(choices.notice_channels()).get(channel, channel) if channel else "",
    }


def _contact(event: Event, *, by: Officer | None, on: date, is_last: bool) -> Contact:
    data: Mapping[str, Any] = event.data
    promised_on = parse_date(data["promised_on"]) if data.get("promised_on") else None
    return Contact(
        seq=event.seq,
        at=event.occurred_at,
        title={"contacted": _("Contact"), ATTEMPTED: _("Attempt to serve")}.get(event.kind) or event_title(event.kind),
        how=_words(data.get("how") or data.get("method")),
        reached=data.get("reached") if event.kind == "contacted" else None,
        outcome=str(dict(choices.attempt_outcomes()).get(str(data.get("outcome")), "")),
        whom=str(data.get("whom") or data.get("recipient") or ""),
        said=str(data.get("summary") or ""),
        promise=str(data.get("promise") or ""),
        promised_on=promised_on,
        # A later contact shows whether it was kept; the newest one tells by itself that it was not.
        is_overdue=is_last and promised_on is not None and promised_on < on,
        by=by.name if by else "",
    )


def _words(code: object) -> str:
    words: dict[str, str | Promise] = {
        **dict(choices.contact_ways()),
        **dict(choices.service_methods()),
        "portal": _("Confirmed online by the petitioner"),
    }
    return str(words.get(str(code), ""))
