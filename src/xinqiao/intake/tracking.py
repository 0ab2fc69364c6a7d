"""What a petitioner learns of her own petition by its number and code: never a name of an officer, a note or a draft."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from xinqiao.law.wording import name_of, words
from xinqiao.people.models import Organisation
from xinqiao.petitions.access import NoSuchPetition, petitioner_for
from xinqiao.petitions.acting import Act, Actor, Dossier, acts
from xinqiao.petitions.models import Document, DocumentKind, DocumentState, Event
from xinqiao.petitions.models.document import BETWEEN_ORGANISATIONS
from xinqiao.procedure.position import Position
from xinqiao.safeguards.codes import UnreadableReference, read_reference
from xinqiao.safeguards.throttling import Scope, count_attempt

# What she does herself with her code. A test holds this list against the acts that the law gives the petitioner.
PETITIONER_ACTS = (
    "supplement",
    "ask_question",
    "consent_to_electronic_service",
    "withdraw_consent",
    "choose_notices",
    "acknowledge",
    "rate",
    "request_reexamination",
    "request_review",
    "bring_new_facts",
    "withdraw",
    "revoke_withdrawal",
    "say_refused",
    "claim_non_execution",
    "claim_recusal",
    "name_proxy",
    "end_proxy",
    "name_representatives",
)
# Office records that are hers too; everything else that is no fact of the law stays inside.
_HER_RECORDS = frozenset(
    {"supplemented", "proxy_named", "proxy_ended", "split_off", "question_asked", "question_answered", "dates_moved"}
)
# What of each event's data was addressed to her. A kind that is not here shows that it happened, and nothing more.
_TOLD: Mapping[str, tuple[str, ...]] = {
    "received": ("channel",),
    "referred": ("to",),
    "assigned": ("to", "report_by"),
    "competence_decided": ("to",),
    "noticed": ("route",),
    "guided": ("to",),
    "channelled": ("to", "route"),
    "channel_refused": ("reason",),
    "split_off": ("reference", "kind"),
    "succeeded": ("to",),
    "recusal_decided": ("outcome", "reason"),
    "representatives_named": ("count",),
    "declined": ("reason",),
    "reclassified": ("kind", "route", "reason"),
    "extended": ("days", "reason"),
    "served": ("document", "method"),
    "rated": ("level", "of", "comment"),
    "reexamination_requested": ("posted_on",),
    "review_requested": ("posted_on",),
    "mediated": ("perform_by",),
    "corrected": ("fact",),
    "voided": ("fact",),
    "question_asked": ("about", "text"),
    "question_answered": ("question", "answer"),
    "dates_moved": ("because", "moved"),
}
# Answers are hers once they are served; these others are written to her when they are issued.
_ANSWERS = frozenset(
    {DocumentKind.REPLY, DocumentKind.REEXAMINATION, DocumentKind.REVIEW, DocumentKind.AGREEMENT},
)
_OUT_OF_THE_HOUSE = frozenset({DocumentState.ISSUED, DocumentState.SERVED})


def petitioner_at(reference: str, code: str, *, caller: str, at: datetime) -> Actor:
    """The petitioner who shows this number and code; each try is counted, outside any transaction.

    Raises NoSuchPetition, the same for an unknown number and a wrong code, and TooManyAttempts.
    """
    count_attempt(Scope.TRACKING, caller, at=at)
    try:
        written = read_reference(reference)
    except UnreadableReference:
        raise NoSuchPetition from None
    try:
        return petitioner_for(written, code)
    except NoSuchPetition:
        count_attempt(Scope.REFERENCE, written, at=at)
        raise


def record_for_petitioner(petition_id: UUID, language: str) -> dict[str, Any]:
    """The tracking answer (CONTRACT.md), in words of the language: stage, timeline, clocks, documents, what is next."""
    dossier = Dossier.load(petition_id)
    position = dossier.position_on(dossier.local_day(timezone.now()))
    plain = position.as_document(lambda message: words(message, language))
    documents = list(dossier.petition.documents.select_related("organisation").order_by("pk"))
    return {
        "reference": dossier.petition.reference,
        "title": dossier.petition.title,
        "kind": position.kind,
        "received_at": _local(dossier, dossier.petition.registered_at),
        "statute": dossier.statute.id,
        "stage": position.stage,
        "stage_title": name_of("stage", position.stage, language),
        "final": position.final,
        "seq": dossier.last_seq,
        "timeline": list(_timeline(dossier, language)),
        "clocks": [{**clock, "title": name_of("clock", clock["name"], language)} for clock in plain["clocks"]],
        "next": _next(dossier, position, plain, language),
        "documents": [_document(dossier, document) for document in documents if _is_hers(document)],
        "may": [
            {"act": act.name, "title": str(act.title), "article": article}
            for act, article in _permitted(dossier, position)
        ],
        "may_not": list(_refused(position, language)),
        "is_reconstructed": dossier.petition.is_reconstructed,
    }


def _timeline(dossier: Dossier, language: str) -> Iterator[dict[str, Any]]:
    for event in dossier.events:
        if not event.is_fact and event.kind not in _HER_RECORDS:
            continue
        organisation = _organisation(dossier, event)
        yield {
            "seq": event.seq,
            "at": _local(dossier, event.occurred_at),
            "kind": event.kind,
            "title": name_of("fact", event.kind, language),
            "by": event.by_role,
            "organisation": organisation.name if organisation else None,
            "told": _told(dossier, event, language),
            "is_reconstructed": event.is_reconstructed,
        }


def _told(dossier: Dossier, event: Event, language: str) -> dict[str, Any]:
    """What of the event's data was addressed to the petitioner, codes put in words."""
    told = {name: event.data[name] for name in _TOLD.get(event.kind, ()) if event.data.get(name) not in (None, "")}
    if "to" in told:
        organisation = dossier.directory.of_code(str(told["to"]))
        told["to"] = organisation.name if organisation else told["to"]
    if event.kind == "declined" and "reason" in told:
        told["reason_title"] = name_of("reason", str(told["reason"]), language)
    return told


def _organisation(dossier: Dossier, event: Event) -> Organisation | None:
    return None if event.organisation_id is None else dossier.directory.of_id(event.organisation_id)


def _is_hers(document: Document) -> bool:
    if document.kind in BETWEEN_ORGANISATIONS:
        return False
    if document.kind in _ANSWERS:
        return document.state == DocumentState.SERVED
    return document.state in _OUT_OF_THE_HOUSE


def _document(dossier: Dossier, document: Document) -> dict[str, Any]:
    return {
        "kind": document.kind,
        "title": str(DocumentKind(document.kind).label),
        "number": document.number,
        "organisation": document.organisation.name if document.organisation else None,
        "issued_at": _local(dossier, document.issued_at),
        "served_at": _local(dossier, document.served_at),
        "blocks": document.blocks,
        "is_reconstructed": document.is_reconstructed,
    }


def _next(dossier: Dossier, position: Position, plain: dict[str, Any], language: str) -> dict[str, Any] | None:
    """Who owes what by which day under which article, and the remedy in one sentence."""
    duty = next((d for d in position.duties if d.due_on and d.due_on == position.next_due_on), None)
    duty = duty or next(iter(position.duties), None)
    responsible = position.responsible
    organ = dossier.directory.of_code(responsible.organisation) if responsible and responsible.organisation else None
    if duty is None and plain["remedy"] is None:
        return None
    return {
        "who": duty.who if duty else None,
        "who_title": name_of("role", duty.who, language) if duty else None,
        "organisation": organ.name if organ else None,
        "what": duty.what if duty else None,
        "what_title": name_of("duty", duty.what, language) if duty else None,
        "due_on": duty.due_on.isoformat() if duty and duty.due_on else None,
        "article": duty.article if duty else None,
        "internal": duty.internal if duty else False,
        "remedy": plain["remedy"],
    }


def _permitted(dossier: Dossier, position: Position) -> Iterator[tuple[Act, str]]:
    for act in _her_acts():
        if act.step is None:
            if (position.is_open or act.after_end) and (act.is_apt is None or act.is_apt(dossier)):
                yield act, ""
        else:
            permitted = next((p for p in position.may if p.step == act.step and "petitioner" in p.by), None)
            if permitted is not None:
                yield act, permitted.article


def _refused(position: Position, language: str) -> Iterator[dict[str, Any]]:
    for act in _her_acts():
        refusal = position.refusal(act.step) if act.step else None
        if refusal is not None:
            yield {"act": act.name, "why": words(refusal.why, language), "article": refusal.article}


def _her_acts() -> list[Act]:
    return [act for name in PETITIONER_ACTS if (act := acts().get(name))]


def _local(dossier: Dossier, moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(dossier.zone).isoformat(timespec="seconds")
