"""Doing an act at the desk: its form from its own questions, refusals beside what was typed, then back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.law.wording import words
from xinqiao.people.models import Officer, Organisation
from xinqiao.people.models.place import PlaceLevel
from xinqiao.petitions.access import NoSuchPetition, petition_for
from xinqiao.petitions.acting import Act, Actor, Dossier, act_named, acts
from xinqiao.petitions.acting.inputs import questions_of
from xinqiao.petitions.choices import reply_outcomes, suggestion_outcomes
from xinqiao.petitions.conflict import organisation_in_conflict
from xinqiao.petitions.models import Document, DocumentState, Petition
from xinqiao.petitions.noticing import addresses_not_asked
from xinqiao.petitions.passing_on import colleagues_for
from xinqiao.supervision.asking import ask_supervising_office
from xinqiao.supervision.models import Question
from xinqiao.web.components.act_form import ActForm, Setting, attempt, do_posted, form_for
from xinqiao.web.components.fields import Choice
from xinqiao.web.components.writings import shown
from xinqiao.web.officer.entering import context_for, for_officers, language_of
from xinqiao.web.officer.happenings import event_title
from xinqiao.web.officer.naming import article_words, step_title
from xinqiao.web.officer.prefilled import Prefilled, prefilled
from xinqiao.web.officer.reply_suggestions import suggestions_for
from xinqiao.web.officer.serving import SERVE, hints_for, needed_for, not_asked, way_chosen, ways_to_serve

# Acts that are often written down after they happened: their own day counts, not that of the writing.
_OFTEN_EARLIER = {
    "acknowledge_channel",
    "close_hearing",
    "execute",
    "guide",
    "hear",
    "mediate",
    "notify",
    "open_hearing",
    "receive_referral",
    "record_contact",
    "record_service_attempt",
    "serve",
}
# Her own word, written down by an officer: how it was given has to be said.
_IN_HER_WORDS = {"consent_to_electronic_service", "withdraw_consent"}
_GRAVE = {"decline", "void", "refuse_objection"}
# The levels of the tree from the top down; each officer sees the organs of a level together.
_LEVELS = (PlaceLevel.PROVINCE, PlaceLevel.CITY, PlaceLevel.COUNTY, PlaceLevel.TOWNSHIP, PlaceLevel.COMMUNITY)


@require_http_methods(["GET", "POST"])
@for_officers
def act_page(request: HttpRequest, officer: Officer, reference: str, name: str) -> HttpResponse:
    """The form of one act on one petition, and doing it. 403, 409 and 422 keep what was typed."""
    act = act_named(name)
    if act is None or name == "approve_draft":
        raise NoSuchPetition
    actor = Actor.of_officer(officer)
    petition = petition_for(actor, reference, "act")
    dossier = Dossier.load(petition.pk)
    position = dossier.position_on(dossier.local_day(timezone.now()))
    ready = prefilled(act, dossier, position, officer)
    # A suggestion taken up on the petition's page; the form still asks for it, and any other may be chosen.
    if "to" in request.GET and any(name == "to" for name, _question in questions_of(act.given)):
        ready = replace(ready, initial={**ready.initial, "to": request.GET["to"]})
    way = way_chosen(request, act)
    setting = _setting(act, dossier, officer, ready=ready, way=way)
    form = form_for(setting)
    if request.method == "POST":
        is_done, form = _do(request, setting, petition, actor)
        if is_done:
            return _done(request, petition, act)
    refused = position.refusal(act.step) if act.step else None
    page = {
        "petition": petition,
        "act": act,
        "form": form,
        "comment": ready.comment,
        "article": _article_of(act, dossier),
        "now": timezone.now(),
        "approved": _approved(act, petition, officer),
        "refusal": words(refused.why, language_of()) if refused else "",
        "ways": ways_to_serve(),
    }
    template = "officer/serve.html" if name == SERVE and not way else "officer/act.html"
    return render(request, template, context_for(request, officer, **page), status=form.status)


def _setting(act: Act, dossier: Dossier, officer: Officer, *, ready: Prefilled, way: str) -> Setting:
    """The form of an act on this petition; `way` is the way of serving, where that is what is done."""
    return Setting(
        act=act,
        expected_seq=dossier.last_seq,
        back=reverse("officer:petition", args=[dossier.petition.reference]),
        is_grave=act.name in _GRAVE,
        asks_when=act.name in _OFTEN_EARLIER,
        choices=_choices(act, dossier, officer),
        hints={**ready.hints, **hints_for(way)},
        initial=ready.initial | ({"method": way} if way else {}),
        left_out=(*not_asked(way), *addresses_not_asked()),
        needed=(*needed_for(way), *(("proof",) if act.name in _IN_HER_WORDS else ())),
    )


@require_http_methods(["GET", "POST"])
@for_officers
def approval_page(request: HttpRequest, officer: Officer, reference: str, number: int) -> HttpResponse:
    """A draft in full, beside what the petitioner wrote, and the second person's decision on it."""
    act = acts()["approve_draft"]
    actor = Actor.of_officer(officer)
    petition = petition_for(actor, reference, "act")
    document = (
        petition.documents.select_related("organisation", "drafted_by")
        .filter(pk=number, organisation=officer.organisation_id)
        .first()
    )
    if document is None:
        raise NoSuchPetition
    dossier = Dossier.load(petition.pk)
    setting = Setting(
        act=act,
        expected_seq=dossier.last_seq,
        back=reverse("officer:petition", args=[petition.reference]),
        initial={"document": str(number)},
    )
    form = form_for(setting)
    if request.method == "POST":
        event, form = do_posted(request, setting, petition_id=petition.pk, actor=actor)
        if event is not None:
            return _decided(request, petition, is_approved=bool(event.data.get("approved")))
    page = {
        "petition": petition,
        "document": document,
        **shown(document),
        "form": form,
        "comment": request.POST.get("comment", ""),
        "is_own": document.drafted_by_id == officer.pk,
        "is_waiting": document.state == DocumentState.SUBMITTED,
        "suggestions": suggestions_for(document, petition),
    }
    return render(request, "officer/approval.html", context_for(request, officer, **page), status=form.status)


def _do(request: HttpRequest, setting: Setting, petition: Petition, actor: Actor) -> tuple[bool, ActForm]:
    """Do the act. A question told at the counter or by telephone goes onto the supervising office's desk as well."""
    if setting.act.name == "ask_question":

        def ask(given: Any, expected_seq: int) -> Question:
            return ask_supervising_office(
                petition=petition, actor=actor, about=given.about, text=given.text, expected_seq=expected_seq
            )

        question, form = attempt(request, setting, ask)
        return question is not None, form
    event, form = do_posted(request, setting, petition_id=petition.pk, actor=actor)
    return event is not None, form


def _done(request: HttpRequest, petition: Petition, act: Act) -> HttpResponse:
    """Back to the petition with a word."""
    messages.success(request, _("Done and recorded: %(act)s.") % {"act": act.title})
    return redirect("officer:petition", reference=petition.reference)


def _decided(request: HttpRequest, petition: Petition, *, is_approved: bool) -> HttpResponse:
    sentence = (
        _("The draft is approved. The drafter can issue it now.")
        if is_approved
        else _("The draft went back to the drafter with your comment.")
    )
    messages.success(request, sentence)
    return redirect("officer:petition", reference=petition.reference)


def _article_of(act: Act, dossier: Dossier) -> str:
    """The article of the act's step, with its name in the law where it differs from the button."""
    if act.step is None or act.step not in dossier.statute.steps:
        return ""
    article = article_words(dossier.statute, dossier.statute.step(act.step).article)
    return f"{step_title(dossier.statute, act.step)} · {article}"


def _approved(act: Act, petition: Petition, officer: Officer) -> Document | None:
    """The approved draft that this act would issue, so that the officer reads it once more."""
    if act.needs_approved is None:
        return None
    return (
        petition.documents.filter(
            kind=act.needs_approved, state=DocumentState.APPROVED, organisation=officer.organisation_id
        )
        .order_by("-pk")
        .first()
    )


def _choices(act: Act, dossier: Dossier, officer: Officer) -> Mapping[str, Iterable[tuple[object, Any] | Choice]]:
    """The answers that only this petition and this office know."""
    widgets = {question.widget for _name, question in questions_of(act.given)}
    found: dict[str, Iterable[tuple[object, Any] | Choice]] = {}
    if "organisation" in widgets:
        found["organisation"] = organisations_to_choose(dossier.petition, officer)
    if "event" in widgets:
        found["event"] = [
            (
                event.seq,
                f"{event.seq} · {event_title(event.kind)} · {timezone.localtime(event.occurred_at):%Y-%m-%d %H:%M}",
            )
            for event in dossier.events
            if event.is_fact and event.organisation_id == officer.organisation_id and event.mends is None
        ]
    if act.name == "draft_reply":
        is_suggestion = dossier.position_on(dossier.local_day(timezone.now())).kind == "suggestion"
        found["outcome"] = suggestion_outcomes() if is_suggestion else reply_outcomes()
    if act.name == "hand_over":
        found["officer"] = [
            (one.pk, f"{one.name} {one.post}".strip())
            for one in colleagues_for(dossier.petition, officer)
            if one.pk != _responsible(dossier)
        ]
    return found


def organisations_to_choose(petition: Petition, officer: Officer) -> list[Choice]:
    """All organs a petition can be passed to, by level; never the accused or those it directs."""
    own = officer.organisation_id
    organisations = (
        Organisation.objects.filter(is_active=True).select_related("place", "parent").exclude(pk=own).order_by("pk")
    )
    allowed = [one for one in organisations if not organisation_in_conflict(one, petition)]
    labels = dict(PlaceLevel.choices)
    return [
        Choice(one.code, one.name, group=labels[level])
        for level in _LEVELS
        for one in allowed
        if one.place.level == level
    ]


def _responsible(dossier: Dossier) -> int | None:
    return dossier.cached.responsible_officer_id if dossier.cached else None
