"""What does a record of service (送达回证) say? What was served, to whom, when, how, with what proof, and what began."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from xinqiao.correspondence.letters.building import PLAIN, Dressing
from xinqiao.correspondence.letters.letter import Block, Letter, Rows, Signature
from xinqiao.law.letters import standing_words
from xinqiao.law.wording import article_in_words, day_in_words, name_of
from xinqiao.petitions import choices
from xinqiao.petitions.acting import Dossier
from xinqiao.petitions.forms import forms_of
from xinqiao.petitions.models import Document, Event
from xinqiao.petitions.proofs import ATTEMPTED
from xinqiao.procedure.position import Position

RECORD = "service_record"
# The periods of the petitioner that begin on the day of service (35, 36).
_BEGUN = ("reexamination_request", "review_request")


def record_of(event: Event, *, dressing: Dressing = PLAIN) -> Letter:
    """The record of a service that has happened, in the language of the letter that was served."""
    dossier = Dossier.load(event.petition_id)
    document = event.document
    language = (document.language if document else "") or "zh-hans"
    served_on = dossier.local_day(event.occurred_at)
    organ = event.organisation.name if event.organisation else ""
    with translation.override(language):
        form = forms_of(dossier.petition).form(RECORD, served_on)
        opening = form.block("opening")
        lines = _lines(event, dossier, document, addressee=dressing.addressee, on=served_on)
        return Letter(
            language=language,
            organ=organ,
            title=name_of("letter", RECORD, language),
            number=document.number if document else "",
            dated=served_on,
            blocks=(
                Block(name="opening", paragraphs=(standing_words(opening, {}, language),) if opening else ()),
                Block(name="service", rows=Rows(columns=(_("Item"), _("Record")), lines=tuple(lines))),
            ),
            signature=Signature(organ=organ, day=day_in_words(served_on, language), seal=dressing.seal),
            verification=dressing.verification,
        )


def _lines(
    event: Event, dossier: Dossier, document: Document | None, *, addressee: str, on: date
) -> list[tuple[str, str]]:
    language = (document.language if document else "") or "zh-hans"
    data = event.data
    found = [
        (_("Letter served"), _titled(document, language)),
        (_("On the petition"), dossier.petition.reference),
        (_("Served on"), addressee or _("the petitioner")),
        (_("Day of service"), day_in_words(on, language)),
        (_("How"), dict(_methods()).get(str(data.get("method", "")), str(data.get("method", "")))),
        (_("Who took it"), _taker(event)),
        (_("Where"), str(data.get("place") or "")),
        (_("Carrier and number"), " ".join(filter(None, (data.get("carrier"), data.get("tracking_number"))))),
        (_("Witnesses"), "\n".join(str(data[key]) for key in ("witness_one", "witness_two") if data.get(key))),
        (_("Refusal"), str(data.get("refusal") or "")),
        (_("Published in"), _published(data, language)),
        (_("Proof"), str(data.get("proof") or "")),
        (_("Earlier attempts"), _attempts(dossier, event, language)),
        (_("What began with it"), _begun(dossier, dossier.position_on(on), on=on, language=language)),
    ]
    return [(item, said) for item, said in found if said]


def _published(data: Mapping[str, Any], language: str) -> str:
    """Where and on which day, for a public notice."""
    published_on = parse_date(str(data.get("published_on") or ""))
    day = day_in_words(published_on, language) if published_on else ""
    return "\n".join(filter(None, (str(data.get("published_in") or ""), day)))


def _attempts(dossier: Dossier, event: Event, language: str) -> str:
    """What was tried before with the same writing, and why it did not reach the person: each with its day."""
    methods, outcomes = dict(choices.attempt_methods()), dict(choices.attempt_outcomes())
    return "\n".join(
        " · ".join(
            filter(
                None,
                (
                    day_in_words(dossier.local_day(tried.occurred_at), language),
                    str(methods.get(str(tried.data.get("method")), "")),
                    str(tried.data.get("tracking_number") or ""),
                    str(outcomes.get(str(tried.data.get("outcome")), "")),
                    str(tried.data.get("summary") or ""),
                ),
            )
        )
        for tried in dossier.events
        if tried.kind == ATTEMPTED and tried.document_id == event.document_id and tried.seq < event.seq
    )


def _methods() -> list[tuple[str, str]]:
    return [("portal", _("Acknowledged by the petitioner in the portal"))] + [
        (code, str(said)) for code, said in choices.service_methods()
    ]


def _taker(event: Event) -> str:
    taken_by = {code: str(said) for code, said in choices.recipients()}.get(str(event.data.get("took_by", "")), "")
    name = str(event.data.get("recipient") or "")
    return _("{name} ({relation})").format(name=name, relation=taken_by) if name and taken_by else name or taken_by


def _titled(document: Document | None, language: str) -> str:
    if document is None:
        return ""
    title = name_of("letter", document.letter, language) if document.letter else document.get_kind_display()
    return f"{title}\n{document.number}".strip()


def _begun(dossier: Dossier, position: Position, *, on: date, language: str) -> str:
    """Which period of the petitioner's begins, its last day and its article; nothing where none does."""
    items = dossier.statute.item_articles
    return "\n".join(
        _("{period}: last day {day} ({article})").format(
            period=name_of("clock", clock.name, language),
            day=day_in_words(clock.due_on, language),
            article=article_in_words(clock.article, language, items),
        )
        for clock in position.clocks
        if clock.name in _BEGUN and clock.started_on == on
    )
