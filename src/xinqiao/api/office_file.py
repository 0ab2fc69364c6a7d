"""One petition as an officer who may open it sees it: events, documents, position, and the acts open to her now."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from xinqiao.law.wording import name_of, words
from xinqiao.petitions.acting import Actor, Dossier, open_acts
from xinqiao.petitions.models import Document, Event, Petition


def office_file(petition: Petition, actor: Actor) -> dict[str, Any]:
    """The file in words of the active language. The caller came through petition_for, which logged the look."""
    language = get_language() or "zh-hans"
    dossier = Dossier.load(petition.pk)
    position = dossier.position_on(dossier.local_day(timezone.now()))
    return {
        "reference": petition.reference,
        "title": petition.title,
        "body": petition.body,
        "channel": petition.submission.channel,
        "kind": position.kind,
        "route": position.route,
        "place": petition.place.full_name if petition.place else None,
        "persons": petition.persons,
        "sealing": petition.sealing,
        "statute": petition.statute,
        "seq": dossier.last_seq,
        "position": position.as_document(lambda message: words(message, language)),
        "events": [_event(dossier, event, language) for event in _events(petition)],
        "documents": [_document(document) for document in _documents(petition)],
        "acts": [
            {"act": found.act.name, "title": str(found.act.title), "article": found.article}
            for found in open_acts(dossier, actor, position)
        ],
        "is_reconstructed": petition.is_reconstructed,
    }


def _events(petition: Petition) -> Iterator[Event]:
    yield from petition.events.select_related("officer").order_by("seq")


def _documents(petition: Petition) -> Iterator[Document]:
    yield from petition.documents.select_related("organisation").order_by("pk")


def _event(dossier: Dossier, event: Event, language: str) -> dict[str, Any]:
    organisation = dossier.directory.of_id(event.organisation_id) if event.organisation_id else None
    return {
        "seq": event.seq,
        "kind": event.kind,
        "title": name_of("fact", event.kind, language),
        "is_fact": event.is_fact,
        "at": _iso(event.occurred_at),
        "recorded_at": _iso(event.recorded_at),
        "by": event.by_role,
        "organisation": organisation.name if organisation else None,
        "officer": event.officer.name if event.officer else None,
        "data": event.data,
        "mends": event.mends,
        "document": event.document_id,
        "is_reconstructed": event.is_reconstructed,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.pk,
        "kind": document.kind,
        "number": document.number,
        "state": document.state,
        "organisation": document.organisation.name if document.organisation else None,
        "drafted_at": _iso(document.drafted_at),
        "issued_at": _iso(document.issued_at),
        "served_at": _iso(document.served_at),
        "blocks": document.blocks,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else timezone.localtime(moment).isoformat(timespec="seconds")
