"""What happened on a petition, event by event, in words: who, when, recorded when, mended how."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinqiao.law.wording import day_in_words, has_words
from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions import choices
from xinqiao.petitions.acting import Dossier, acts
from xinqiao.petitions.acting.moved_dates import MOVED
from xinqiao.petitions.models import Channel, Document, Event
from xinqiao.web.components.moved_dates import moved_in_words
from xinqiao.web.officer.entering import language_of
from xinqiao.web.officer.naming import named

# What an event's data is called; what is not named here is for machines and is not shown.
_LABELS: Mapping[str, str | Promise] = {
    "to": _("To"),
    "channel": _("Channel"),
    "where": _("Right organ or route"),
    "route": _("Route"),
    "kind": _("Kind"),
    "about": _("About"),
    "report_by": _("Report due by"),
    "posted_on": _("Day of the postmark"),
    "basis": _("Who decided"),
    "outcome": _("Outcome"),
    "method": _("How it was served"),
    "agreed": _("Agreed to receive it online"),
    "recipient": _("Signed by"),
    "took_by": _("Who that is"),
    "carrier": _("Carrier"),
    "tracking_number": _("Tracking number"),
    "place": _("Where"),
    "refusal": _("Refused"),
    "witness_one": _("First witness"),
    "witness_two": _("Second witness"),
    "published_in": _("Published in"),
    "published_on": _("Published on"),
    "proof": _("Proof"),
    "document": _("Document"),
    "days": _("Days"),
    "approved": _("Approved"),
    "at": _("When it really happened"),
    "fact": _("Number of the record"),
    "perform_by": _("To be performed by"),
    "execute_by": _("To be carried out by"),
    "count": _("How many"),
    "capacity": _("In what capacity"),
    "authority": _("The authority"),
    "reference": _("Number of the petition"),
    "level": _("Satisfaction"),
    "of": _("Of whom"),
    "how": _("How"),
    "reached": _("Reached"),
    "whom": _("Whom"),
    "promise": _("Promised"),
    "promised_on": _("By"),
    "officer": _("Colleague"),
    "reason": _("Reason"),
    "reasons": _("Reasons"),
    "summary": _("Summary"),
    "text": _("Text"),
    "answer": _("Answer"),
    "comment": _("Comment"),
    "note": _("Note"),
    "name": _("Signed"),
}
_LONG_TEXTS = {"reason", "reasons", "summary", "text", "answer", "comment", "note", "proof", "refusal", "promise"}
# The kind of a draft stands in the title and beside it as its document.
_SAID_ALREADY: Mapping[str, tuple[str, ...]] = {"drafted": ("kind",), "draft_decided": ("kind",)}
_ONLINE = "portal"
_CODED_BY_LAW = {"route": "route", "kind": "kind", "reason": "reason", "document": "document"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing an event says: its label and its words."""

    label: str | Promise
    words: str
    is_long: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event for the page. `mended_by` is the number of the event that corrected or voided it."""

    seq: int
    title: str
    occurred_at: datetime
    recorded_at: datetime
    is_recorded_later: bool
    by: str
    told: list[Told]
    mends: int | None
    mended_by: int | None
    is_voided: bool
    is_reconstructed: bool
    is_fact: bool
    document: Document | None


def officers_in(dossier: Dossier) -> dict[int, Officer]:
    """The officers whom the events of a petition name, by number, in one query."""
    named_in = {event.data.get("officer") for event in dossier.events}
    numbers = {event.officer_id for event in dossier.events} | {n for n in named_in if isinstance(n, int)}
    return Officer.objects.in_bulk({number for number in numbers if number})


def happenings_of(dossier: Dossier, officers: Mapping[int, Officer]) -> list[Happening]:
    """All events of a petition, oldest first; `officers` are those they name (officers_in)."""
    events = dossier.events
    organisations = Organisation.objects.in_bulk({e.organisation_id for e in events if e.organisation_id})
    documents = {writing.pk: writing for writing in dossier.writings}
    mended = {event.mends: event for event in events if event.mends is not None}
    found = []
    for event in events:
        officer = officers.get(event.officer_id) if event.officer_id else None
        organisation = organisations.get(event.organisation_id) if event.organisation_id else None
        mender = mended.get(event.seq)
        found.append(
            Happening(
                seq=event.seq,
                title=event_title(event.kind, str(event.data.get("kind", ""))),
                occurred_at=event.occurred_at,
                recorded_at=event.recorded_at,
                is_recorded_later=_is_later(dossier, event),
                by=_by_whom(event, officer=officer, organisation=organisation),
                told=list(_told(dossier, event, officers)),
                mends=event.mends,
                mended_by=mender.seq if mender else None,
                is_voided=bool(mender and mender.kind == "voided"),
                is_reconstructed=event.is_reconstructed,
                is_fact=event.is_fact,
                document=documents.get(event.document_id) if event.document_id else None,
            )
        )
    return found


def event_title(kind: str, written: str = "") -> str:
    """What happened, in words: the law's name of the fact, else the title of the act that writes it.

    `written` is the kind of writing, where several acts draft one each.
    """
    if kind == MOVED:
        return str(_("A last day moved"))
    if has_words("fact", kind):
        return named("fact", kind)
    act = acts().get(f"draft_{written}") if kind == "drafted" else None
    act = act or next((act for act in acts().values() if act.kind == kind), None)
    return str(act.title) if act else kind


def _is_later(dossier: Dossier, event: Event) -> bool:
    """Whether it was written down on a later day than it happened."""
    return dossier.local_day(event.recorded_at) > dossier.local_day(event.occurred_at)


def _by_whom(event: Event, *, officer: Officer | None, organisation: Organisation | None) -> str:
    if event.by_role == "petitioner" and officer is None:
        return named("role", "petitioner")
    parts = [organisation.name if organisation else "", officer.name if officer else ""]
    return " · ".join(part for part in parts if part) or named("role", event.by_role)


def _told(dossier: Dossier, event: Event, officers: Mapping[int, Officer]) -> Iterator[Told]:
    if event.kind == MOVED:
        yield from (Told(label=_("Moved"), words=said) for said in moved_in_words(event.data))
    for key, label in _LABELS.items():
        value = event.data.get(key)
        if value in (None, "") or key in _SAID_ALREADY.get(event.kind, ()):
            continue
        if event.data.get("method") == _ONLINE and key == "proof":
            continue
        yield Told(label=label, words=_words_of(dossier, key, value, officers), is_long=key in _LONG_TEXTS)


def _words_of(dossier: Dossier, key: str, value: Any, officers: Mapping[int, Officer]) -> str:
    if key == "to":
        organisation = dossier.directory.of_code(str(value))
        return organisation.name if organisation else str(value)
    if key == "officer":
        officer = officers.get(value)
        return officer.name if officer else str(value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if key == "at" and (moment := parse_datetime(str(value))):
        return moment.astimezone(dossier.zone).strftime("%Y-%m-%d %H:%M")
    if key.endswith(("_on", "_by")) and (day := _day(str(value))):
        return day_in_words(day, language_of())
    coded = _choices().get(key, {}).get(str(value))
    if coded is not None:
        return str(coded)
    return named(_CODED_BY_LAW[key], str(value)) if key in _CODED_BY_LAW else str(value)


def _day(value: str) -> Any:
    try:
        return parse_date(value[:10])
    except ValueError:
        return None


def _choices() -> dict[str, dict[str, str | Promise]]:
    """The words of coded answers, as the forms offer them."""
    return {
        "channel": dict(choices.notice_channels()) | {"sms": _("Text message")} | dict(Channel.choices),
        "basis": dict(choices.competence_bases()),
        "outcome": dict(
            choices.answer_outcomes()
            + choices.remedy_outcomes()
            + choices.attempt_outcomes()
            + choices.recusal_outcomes()
        ),
        "agreed": {
            "before": _("before it was issued"),
            "with_this_receipt": _("with this receipt, for this answer only"),
        },
        "took_by": dict(choices.recipients()),
        "method": dict(choices.service_methods()) | {_ONLINE: _("Confirmed online by the petitioner")},
        "level": dict(choices.rating_levels()),
        "of": dict(choices.rated_parts()),
        "how": dict(choices.contact_ways()),
        "capacity": dict(choices.capacities()),
        "document": _document_words(),
    }


def _document_words() -> dict[str, str | Promise]:
    return {
        "reply": _("Handling opinion"),
        "reexamination": _("Re-examination opinion"),
        "review": _("Review opinion"),
        "agreement": _("Mediation agreement"),
        "notice": _("Notice"),
    }
