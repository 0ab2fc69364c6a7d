"""One petition on one page: text, parties, what happened, the clocks, the writings and the steps permitted now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from xinqiao.law.wording import words
from xinqiao.people.identities import reveal_identity
from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.access import NoSuchPetition, petition_for
from xinqiao.petitions.acting import Actor, Dossier
from xinqiao.petitions.models import DocumentState, Petition
from xinqiao.procedure.position import Position
from xinqiao.safeguards.access_log import Opening, PurposeMissing, openings_of
from xinqiao.safeguards.permissions import Permission
from xinqiao.supervision.asking import questions_of
from xinqiao.web.officer.clocks import clocks_of
from xinqiao.web.officer.contacts import contact_log
from xinqiao.web.officer.documents import attachments_of
from xinqiao.web.officer.entering import context_for, for_officers, language_of, require
from xinqiao.web.officer.happenings import happenings_of, officers_in
from xinqiao.web.officer.in_short import in_short, segments_of
from xinqiao.web.officer.link_suggestions import same_matter_of
from xinqiao.web.officer.marking import marked
from xinqiao.web.officer.naming import article_words, due_of, named, stage_title
from xinqiao.web.officer.routing_suggestions import routing_for
from xinqiao.web.officer.steps import steps_on
from xinqiao.web.officer.subject_panel import subject_panel

PARTIES_SHOWN = 50
_IDENTITY_LABELS = {
    "name": gettext_lazy("Name"),
    "phone": gettext_lazy("Telephone number"),
    "address": gettext_lazy("Address"),
    "id_number": gettext_lazy("Identity number"),
    "email": gettext_lazy("E-mail address"),
}


@require_safe
@for_officers
def petition_page(request: HttpRequest, officer: Officer, reference: str) -> HttpResponse:
    """Everything the officer may know of a petition; the look is logged."""
    actor = Actor.of_officer(officer)
    petition = petition_for(actor, reference, "view")
    dossier = Dossier.load(petition.pk)
    today = dossier.local_day(timezone.now())
    position = dossier.position_on(today)
    officers = officers_in(dossier)
    steps = steps_on(dossier, position, actor)
    subject = subject_panel(petition, officer, steps)
    short = in_short(petition, officer)
    page = {
        "petition": petition,
        "today": today,
        "due": due_of(petition, on=today) if position.is_open else None,
        "stage": stage_title(petition, position.stage),
        "last_seq": dossier.last_seq,
        "steps": steps,
        "subject": subject,
        "routing": routing_for(petition, officer, steps, subject.holds if subject else None),
        "in_short": short,
        "body": segments_of(marked(petition.body, subject.words if subject else ()), short.places if short else ()),
        "same_matter": same_matter_of(petition, officer),
        "clocks": clocks_of(dossier, position, on=today),
        "happenings": happenings_of(dossier, officers),
        **contact_log(dossier, officers, on=today),
        **_in_law(dossier, position),
        **_rows_of(petition, dossier, officer),
    }
    return render(request, "officer/petition.html", context_for(request, officer, **page))


def _in_law(dossier: Dossier, position: Position) -> dict[str, Any]:
    """What the law says of the petition today: whose move, duties, defects, the next remedy."""
    language = language_of()
    days_since = (position.on - position.received_on).days if position.received_on else None
    return {
        "is_open": position.is_open,
        "kind": named("kind", position.kind),
        "route": named("route", position.route),
        "statute_title": dossier.statute.title.get(language, dossier.statute.id),
        "responsible_role": named("role", position.responsible.role) if position.responsible else "",
        "days_since_receipt": days_since,
        "duties": [
            {
                "who": named("role", duty.who),
                "what": named("duty", duty.what),
                "due_on": duty.due_on,
                "is_late": duty.due_on is not None and duty.due_on < position.on,
                "article": article_words(dossier.statute, duty.article),
                "is_internal": duty.internal,
            }
            for duty in position.duties
        ],
        "defects": [words(defect, language) for defect in position.defects],
        "remedy": words(position.remedy, language) if position.remedy else "",
    }


def _rows_of(petition: Petition, dossier: Dossier, officer: Officer) -> dict[str, Any]:
    """The rows that hang on the petition, each kind in one query."""
    documents = dossier.writings
    own = officer.organisation_id
    parties = list(petition.parties.select_related("petitioner").order_by("pk")[:PARTIES_SHOWN])
    return {
        "parties": [_party(party) for party in parties],
        "party_count": len(parties) if len(parties) < PARTIES_SHOWN else petition.parties.count(),
        # A draft is its organisation's own until it is issued.
        "documents": [
            d for d in documents if d.organisation_id == own or d.state in (DocumentState.ISSUED, DocumentState.SERVED)
        ],
        "to_decide": [
            d
            for d in documents
            if d.state == DocumentState.SUBMITTED
            and d.organisation_id == own
            and d.drafted_by_id != officer.pk
            and officer.may(Permission.APPROVE_REPLY)
        ],
        "attachments": attachments_of(petition),
        "questions": questions_of(petition),
        "openings": _openings(petition) if officer.may(Permission.SEE_LEDGER) else None,
    }


def _party(party: Any) -> dict[str, Any]:
    """What is shown of a person before a reason is written: which details were given, never which they are."""
    petitioner = party.petitioner
    given = [str(label) for field, label in _IDENTITY_LABELS.items() if petitioner.has_field(field)]
    return {"party": party, "given": given, "is_contactable": petitioner.is_contactable}


def _openings(petition: Petition) -> list[tuple[str, Opening]]:
    openings = openings_of(petition.pk)
    numbers = {int(one.organisation_id) for one in openings if one.organisation_id.isdecimal()}
    names = {str(o.pk): o.name for o in Organisation.objects.filter(pk__in=numbers)}
    return [(names.get(one.organisation_id, _("The petitioner")), one) for one in openings]


@require_http_methods(["GET", "POST"])
@for_officers
def identity_page(request: HttpRequest, officer: Officer, reference: str, party: int) -> HttpResponse:
    """Who the petitioner is, after a written reason; the opening is logged before anything is shown."""
    require(officer, Permission.SEE_IDENTITY)
    petition = petition_for(Actor.of_officer(officer), reference, "view")
    found = petition.parties.select_related("petitioner").filter(pk=party).first()
    if found is None:
        raise NoSuchPetition
    page: dict[str, Any] = {"petition": petition, "party": _party(found), "fault": "", "identity": None}
    status = 200
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()[:500]
        try:
            clear = reveal_identity(
                petitioner=found.petitioner, officer=officer, petition_id=petition.pk, reason=reason
            )
            page["identity"] = [(label, clear[field]) for field, label in _IDENTITY_LABELS.items() if clear[field]]
            page["reason"] = reason
        except PurposeMissing as fault:
            page["fault"], status = str(fault), 422
    return render(request, "officer/identity.html", context_for(request, officer, **page), status=status)
