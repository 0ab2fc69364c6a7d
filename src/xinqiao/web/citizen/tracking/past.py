"""What has happened, for the petitioner: dates, acts and organisations; never officers' names or notes among offices."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xinqiao.law.wording import has_words, name_of
from xinqiao.petitions import choices
from xinqiao.petitions.acting import Dossier
from xinqiao.petitions.acting.moved_dates import MOVED
from xinqiao.petitions.models import Channel, Document, DocumentState, Event
from xinqiao.web.components.moved_dates import moved_in_words

# How an answer is written, who approved it and whose desk it lies on is the office's own work.
_OFFICE_WORK = frozenset({"drafted", "draft_decided", "handed_over", "contacted"})
_PASSED_ON = frozenset({"succeeded", "referred", "assigned", "competence_decided", "question_asked"})
_REASONED = frozenset({"channel_refused", "objected", "returned", "objection_refused", "voided", "corrected"})
Data = Mapping[str, Any]
READABLE = (DocumentState.ISSUED, DocumentState.SERVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One thing that happened."""

    at: datetime
    title: str
    by: str
    details: list[str]
    document: Document | None
    is_void: bool
    is_reconstructed: bool


def past_of(dossier: Dossier, papers: Iterable[Document]) -> list[Past]:
    """All that concerns the petitioner, newest first; `papers` are the writings she may read."""
    events = [event for event in dossier.events if event.kind not in _OFFICE_WORK]
    documents = {paper.pk: paper for paper in papers}
    void = {event.mends for event in dossier.events if event.kind == "voided"}
    told = [
        Past(
            at=event.occurred_at,
            title=_title(event),
            by=_by(dossier, event),
            details=list(_details(dossier, event)),
            document=documents.get(event.document_id) if event.document_id else None,
            is_void=event.seq in void,
            is_reconstructed=event.is_reconstructed,
        )
        for event in events
    ]
    return told[::-1]


def _language() -> str:
    return get_language() or "zh-hans"


def _title(event: Event) -> str:
    if has_words("fact", event.kind):
        return name_of("fact", event.kind, _language())
    return {
        "service_consented": _("It was agreed that answers may come on this website"),
        "service_consent_withdrawn": _("It was taken back: answers come on paper"),
        "notices_chosen": _("It was chosen how you are told that there is news"),
        "service_attempted": _("An office tried to bring you the answer"),
        "supplemented": _("You added something"),
        "proxy_named": _("It was recorded who acts for you"),
        "proxy_ended": _("The authority of who acted for you was taken back"),
        "split_off": _("Another matter of your letter became a petition of its own"),
        "question_asked": _("You asked the supervising office"),
        "question_answered": _("The supervising office answered your question"),
        "dates_moved": _("A last day moved"),
    }.get(event.kind, event.kind.replace("_", " "))


def _by(dossier: Dossier, event: Event) -> str:
    if event.by_role == "petitioner":
        return _("You")
    if event.organisation_id:
        return dossier.directory.of_id(event.organisation_id).name
    return name_of("role", event.by_role, _language())


def _details(dossier: Dossier, event: Event) -> Iterator[str]:
    """What the petitioner should know of it beyond its name."""
    data = event.data
    if event.kind in _PASSED_ON and data.get("to"):
        organisation = dossier.directory.of_code(str(data["to"]))
        yield _("To: %(organisation)s") % {"organisation": organisation.name if organisation else data["to"]}
    if posted_on := _day(data.get("posted_on")):
        yield _("Posted on %(day)s") % {"day": date_format(posted_on, "DATE_FORMAT")}
    if event.kind in _REASONED and data.get("reason"):
        yield _("Reason: %(reason)s") % {"reason": data["reason"]}
    if event.kind == MOVED:
        yield from moved_in_words(data)
    special = _SPECIAL.get(event.kind)
    if special is not None and (said := special(data)):
        yield said


def _guided(data: Data) -> str:
    return _("The right door: %(where)s") % {"where": data["to"]} if data.get("to") else ""


def _received(data: Data) -> str:
    return str(dict(Channel.choices).get(str(data.get("channel")), ""))


def _extended(data: Data) -> str:
    return _("By %(days)s days. Reason: %(reason)s") % {"days": data.get("days"), "reason": data.get("reason", "")}


def _declined(data: Data) -> str:
    return name_of("reason", str(data["reason"]), _language()) if data.get("reason") else ""


def _decided(data: Data) -> str:
    outcomes = {str(k): str(v) for k, v in (*choices.answer_outcomes(), *choices.remedy_outcomes())}
    return outcomes.get(str(data.get("outcome")), "")


def _split(data: Data) -> str:
    return _("Its number: %(reference)s. Your query code opens it too.") % {"reference": data.get("reference", "")}


def _recusal(data: Data) -> str:
    return str(dict(choices.recusal_outcomes()).get(str(data.get("outcome")), ""))


def _promised(data: Data) -> str:
    """What was decided, and by which day it is to be done."""
    day = _day(data.get("execute_by"))
    due = _("To be carried out by %(day)s") % {"day": date_format(day, "DATE_FORMAT")} if day else ""
    return " · ".join(filter(None, (_decided(data), due)))


def _rated(data: Data) -> str:
    return str(dict(choices.rating_levels()).get(str(data.get("level")), ""))


def _served(data: Data) -> str:
    if data.get("method") == "portal":
        return _("You confirmed on this website that you have received it")
    return str(dict(choices.service_methods()).get(str(data.get("method")), ""))


def _attempted(data: Data) -> str:
    return str(dict(choices.attempt_outcomes()).get(str(data.get("outcome")), ""))


def _day(value: object) -> date | None:
    try:
        return parse_date(str(value)[:10]) if value else None
    except ValueError:
        return None


_SPECIAL: dict[str, Callable[[Data], str]] = {
    "guided": _guided,
    "received": _received,
    "extended": _extended,
    "declined": _declined,
    "replied": _promised,
    "recusal_decided": _recusal,
    "split_off": _split,
    "reexamined": _decided,
    "reviewed": _decided,
    "rated": _rated,
    "served": _served,
    "service_attempted": _attempted,
}
